// The SQL of Directory. Internal to core/query.
//
// Per kind one table of entries, and one of name words for all:
//
//   directory_<kind>(row, id, name, names, nickname, subtitle, name_key, organisation_key,
//                    last_contact, last_contact_row, changed)
//   name_word(word, kind, row)
//
// `names` are all names one a line, then after an empty line the names of records merged into it;
// `organisation_key` is empty without an organisation; `last_contact` is a day since 1970 and
// `last_contact_row` the interaction it comes from; `changed` grows with every change.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/builtin.h"
#include "core/record/projection.h"
#include "core/store/database.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

// The kinds that have an entry.
inline constexpr std::array<KindId, 3> directory_kinds = {kinds::person, kinds::organisation,
                                                          kinds::household};
bool has_directory_entry(KindId kind);

// A statement that is written once with @list for the table of entries, @kind for the table of
// records and $kind for the kind's number.
class KindSql {
 public:
  explicit KindSql(std::string_view text);
  const std::string& of(KindId kind) const;
  const std::array<std::string, 3>& all() const { return texts_; }

 private:
  std::array<std::string, 3> texts_;
};

namespace directory_queries {

Result<void> create_tables(Database& db);

// What the tables say of a living record.
struct Source {
  RecordId id;
  std::string name = {}, given_name = {}, family_name = {}, nickname = {}, phonetic_name = {};
  std::string job_title = {}, department = {}, city = {};
  std::string organisation = {}, household = {};
};
Result<std::optional<Source>> read_source(Database& db, const RowRef& row);
// The first label in the order of the alphabet.
Result<std::string> first_label(Database& db, const RowRef& row);

struct Contact {
  std::int64_t interaction_row;
  std::string on;  // EDTF
};
// Living interactions with a record, and with whoever it stands for.
Result<std::vector<Contact>> contacts_of(Database& db, RecordId id);

struct LastContact {
  std::optional<std::int64_t> day;
  std::optional<std::int64_t> interaction_row;
};

struct Entry {
  RecordId id;
  std::string name = {}, names = {}, nickname = {}, subtitle = {};
  std::string name_key = {}, organisation_key = {};
  LastContact last_contact = {};
};
// Of an entry only what is shown.
Result<std::optional<Entry>> read_entry(Database& db, const RowRef& row);
Result<void> write_entry(Database& db, const RowRef& row, const Entry& entry, std::int64_t changed);
// The same, where there is one: most edits leave it where it is in every order.
Result<void> rewrite_entry(Database& db, const RowRef& row, const Entry& entry,
                           std::int64_t changed);
Result<void> write_last_contact(Database& db, const RowRef& row, const LastContact& contact,
                                std::int64_t changed);
Result<void> touch_entry(Database& db, const RowRef& row, std::int64_t changed);
Result<void> remove_entry(Database& db, const RowRef& row);
Result<std::int64_t> last_change(Database& db, KindId kind);
Result<std::int64_t> count_entries(Database& db, KindId kind);

Result<void> add_name_word(Database& db, const RowRef& row, std::string_view word);
Result<void> remove_name_word(Database& db, const RowRef& row, std::string_view word);
// Rows with a name word that begins with `prefix`, in the order of the words; a row comes once for
// each such word. `take` returns false to stop.
Result<void> scan_name_words(Database& db, std::string_view prefix,
                             const std::function<bool(std::string_view, const RowRef&)>& take);

// -- who depends on whom --

// Of the record that stands for this one.
Result<std::optional<RowRef>> find_row(Database& db, RecordId id);
// Whether it is alive or not.
Result<std::optional<RecordId>> id_of(Database& db, const RowRef& row);
// People whose organisation or household it is, those left out for whom another one stands: what
// that one says of itself counts.
Result<std::vector<std::int64_t>> members_of(Database& db, RecordId id, int count_max);
Result<std::optional<RecordId>> subject_of_fact(Database& db, std::int64_t row);
Result<std::vector<RecordId>> people_of_interaction(Database& db, std::int64_t row);
// Entries whose last contact came from this interaction.
Result<std::vector<RowRef>> entries_by_contact(Database& db, std::int64_t interaction_row);

// Every statement above, for the test that explains them.
std::vector<std::string> statements();

}  // namespace directory_queries
}  // namespace kith
