// Reading everybody who is here, a slice of rows at a time.
#include "core/exchange/matcher.h"
#include "core/query/match_keys.h"
#include "core/record/builtin.h"
#include "core/record/schema.h"
#include "core/record/stored_value.h"

#include <algorithm>

namespace kith {

namespace {

constexpr std::int64_t slice_rows = 500;

namespace person = fields::person;

const std::string& organisations_after() {
  static const std::string sql =
      "SELECT row, id, life, " + column_name(fields::organisation::name) + " FROM " +
      table_name(kinds::organisation) + " WHERE row > ? ORDER BY row LIMIT ?";
  return sql;
}

const std::string& people_after() {
  static const std::string sql = "SELECT row, id, life, " + column_name(person::name) + ", " +
                                 column_name(person::given_name) + ", " +
                                 column_name(person::nickname) + ", " +
                                 column_name(person::organisation) + " FROM " +
                                 table_name(kinds::person) + " WHERE row > ? ORDER BY row LIMIT ?";
  return sql;
}

const std::string& ways_between() {
  static const std::string sql = "SELECT row, field, value, extra FROM " +
                                 set_table(kinds::person) + " WHERE row BETWEEN ? AND ?";
  return sql;
}

std::string text_of(const Statement& row, int column) {
  return stored_value(row, column, ValueType::text).as_text();
}

}  // namespace

Result<bool> Matcher::read_organisations() {
  Statement find = TRY(workspace_.database().prepare(organisations_after()));
  find.bind(organisation_row_, slice_rows);
  std::int64_t count = 0;
  while (TRY(find.step())) {
    ++count;
    organisation_row_ = find.get<std::int64_t>(0);
    Known known;
    known.id = find.get<RecordId>(1);
    known.is_alive = find.get<std::uint64_t>(2) % 2 == 1;
    TRY(resolve(known));
    const std::string name = text_of(find, 3);
    if (known.is_alive) {
      add_organisation(name, known.record);
      organisation_names_.emplace(known.id, name_key(name));
    }
    known_.push_back(known);
    add_key(KeyType::id, as_text(known.id.view()), known_.size() - 1);
  }
  return count < slice_rows;
}

// Who stands for another is alive, whatever became of that one.
Result<void> Matcher::resolve(Known& known) {
  known.record = TRY(workspace_.canonical(known.id));
  known.is_alive |= known.record != known.id;
  return {};
}

Result<bool> Matcher::read_people() {
  Statement find = TRY(workspace_.database().prepare(people_after()));
  find.bind(person_row_, slice_rows);
  slice_.clear();
  while (TRY(find.step())) {
    const std::string name = text_of(find, 3);
    Known known = describe(name, text_of(find, 4), text_of(find, 5));
    known.id = find.get<RecordId>(1);
    known.is_alive = find.get<std::uint64_t>(2) % 2 == 1;
    TRY(resolve(known));
    const std::size_t at = known_.size();
    known_.push_back(known);
    slice_.emplace_back(find.get<std::int64_t>(0), static_cast<std::uint32_t>(at));
    add_key(KeyType::id, as_text(known.id.view()), at);
    const auto organisation = organisation_names_.find(find.get<RecordId>(6));
    if (organisation != organisation_names_.end())
      add_key(KeyType::name_and_organisation, name_key(name) + '\n' + organisation->second, at);
  }
  if (slice_.empty()) return true;
  TRY(read_ways(slice_.front().first, slice_.back().first));
  person_row_ = slice_.back().first;
  return static_cast<std::int64_t>(slice_.size()) < slice_rows;
}

Result<void> Matcher::read_ways(std::int64_t first_row, std::int64_t last_row) {
  const std::uint32_t emails = workspace_.schema().field(person::emails)->local;
  const std::uint32_t phones = workspace_.schema().field(person::phones)->local;
  const std::uint32_t urls = workspace_.schema().field(person::urls)->local;
  Statement find = TRY(workspace_.database().prepare(ways_between()));
  find.bind(first_row, last_row);
  while (TRY(find.step())) {
    const auto field = find.get<std::uint32_t>(1);
    if (field != emails && field != phones && field != urls) continue;
    const auto at = std::ranges::lower_bound(slice_, find.get<std::int64_t>(0), {},
                                             [](const auto& entry) { return entry.first; });
    if (at == slice_.end() || at->first != find.get<std::int64_t>(0)) continue;
    const ValueType type = field == emails   ? ValueType::email
                           : field == phones ? ValueType::phone
                                             : ValueType::url;
    const std::string text = stored_element(find, 2, type).as_text();
    if (field == emails) add_key(KeyType::email, email_key(text), at->second);
    if (field == phones) add_key(KeyType::phone, phone_key(text), at->second);
    if (field == urls) add_key(KeyType::profile, profile_key(text), at->second);
  }
  return {};
}

}  // namespace kith
