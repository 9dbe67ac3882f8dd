// One line in, parsed into a fact or an interaction:
//
//   Ana: loves Octavia Butler, told me 3 May        Called Bruno 20 min about the spring letter
//   李晓雨: allergic to lilies                        Met Ana yesterday: wants to help
//
//   CapturePreview preview = TRY(read_capture(workspace, directory, line, {}));
//   show(capture_in_words(preview, today));         // "Ana Okafor loves Octavia Butler. …"
//   if (preview.can_record()) commands.push(Commit{TRY(record_capture(workspace, preview)), …});
//
// Nothing typed is ever lost: what is not understood stays in the text that is recorded.
#pragma once

#include "core/base/date.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/query/directory.h"
#include "core/record/builtin.h"
#include "core/record/draft.h"
#include "core/record/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

class Workspace;

// A name in the line, and who it may be.
struct CapturePerson {
  std::string typed;                      // as it stands in the line: "Ana"
  std::vector<NameCandidate> candidates;  // best first
  // Who it is taken for: one of the candidates, or empty for somebody new. Set when there is no
  // doubt; a room sets it (and is_new) when the user chooses.
  std::optional<RecordId> chosen;
  bool is_new = false;  // to be added under the typed name
  bool is_settled() const { return chosen.has_value() || is_new; }
  // What to type instead to mean this candidate: its name, with the subtitle behind it in brackets
  // when another candidate has the same name.
  std::string completion(const NameCandidate& candidate) const;
};

enum class CaptureKind : std::uint8_t {
  nothing,  // empty, or nobody is named; `hint` says what to type
  fact,
  interaction,
};

struct CapturePreview {
  CaptureKind kind = CaptureKind::nothing;
  std::vector<CapturePerson> people;

  // A fact.
  std::string topic, text;
  std::optional<FactHow> how;

  // An interaction.
  Channel channel = Channel::note;
  Direction direction = Direction::both;
  Value amount;  // of a gift: money, or null
  std::string summary;

  PartialDate on;    // learned, or took place: today unless the line says otherwise
  std::string hint;  // what to do next, when something is missing or open
  bool can_record() const;
};

struct CaptureContext {
  std::optional<RecordId> person;  // whose page it is typed on: lines without a name are about them
};

Result<CapturePreview> read_capture(Workspace& workspace, const Directory& directory,
                                    std::string_view line, const CaptureContext& context);

// What will be recorded, in words: "Ana Okafor loves Octavia Butler. Told us 3 May." Made anew
// after a choice.
std::string capture_in_words(const CapturePreview& preview, const PartialDate& today);

// can_record() must hold. New people are added in the same change.
Draft record_capture(Workspace& workspace, const CapturePreview& preview);

}  // namespace kith
