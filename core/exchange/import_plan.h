// What an import is going to do, settled by the preview and its reader; and the words that the
// preview and the jobs share.
#pragma once

#include "core/base/id.h"
#include "core/exchange/date_text.h"
#include "core/exchange/parse_report.h"

#include <cstdint>
#include <string>

namespace kith {

struct ImportPlan {
  std::string file_name;
  std::string source;       // as shown: "Google Contacts"
  std::string source_key;   // in ids: the kind of file, for ever
  std::string content_key;  // hexadecimal: the file and everything that decides how it is read
  std::uint64_t rows = 0;   // cards in the file
  DateOrder date_order = DateOrder::unknown;
};

// `report` must be finished. `date_order` is the user's answer where the file leaves it open.
ImportPlan make_import_plan(const ParseReport& report, std::string file_name,
                            DateOrder date_order = DateOrder::unknown);

// The same file under the same plan, whatever its name.
std::string plan_content_key(const ParseReport& report, DateOrder date_order);

// What a job's step leaves to do.
enum class StepState : std::uint8_t {
  busy,         // step again
  wants_batch,  // offer a batch (or say that there are no more), then step again
  finished,
};

// Why a card is taken for somebody who is here already. The order is the order of trust.
enum class MatchReason : std::uint8_t {
  none,       // it is new
  import_id,  // imported before, from this kind of file
  profile_url,
  email,  // and nothing in the names speaks against it
  phone,  // the same
  name_and_organisation,
};

struct ImportCounts {
  std::uint64_t cards = 0;
  std::uint64_t created = 0;        // people and organisations that cards make
  std::uint64_t matched = 0;        // cards of somebody who is here
  std::uint64_t groups = 0;         // cards that are lists of others
  std::uint64_t organisations = 0;  // made because people work for them
  std::uint64_t ties = 0;
  std::uint64_t facts = 0;
  std::uint64_t kept_raw = 0;   // of the facts: what no field could take
  std::uint64_t differing = 0;  // of the facts: values that differ from what is here
};

}  // namespace kith
