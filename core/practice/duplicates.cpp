#include "core/practice/duplicates.h"

#include "core/base/date_words.h"
#include "core/practice/words.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <array>

namespace kith {
namespace {

// In the order of DuplicateReason.
constexpr std::array<std::string_view, duplicate_reason_count> reason_words = {
    "same e-mail address",
    "same profile",
    "same phone number",
    "same website",
    "same office mailbox",
    "same name",
    "same name in another order",
    "same name, one with more of it",
    "short form of the name",
    "same name, one with initials",
    "names a slip of the pen apart",
    "one has only a part of the name",
    "other middle names",
    "other family name",
    "other name",
    "same birthday",
    "same birthday as far as it is known",
    "same organisation",
    "same street",
    "same household",
    "same city",
    "the birthdays differ",
    "only one is called Jr or Sr"};
constexpr int first_against = static_cast<int>(DuplicateReason::other_birthday);

void add_ways(const RecordView& record, FieldId field, std::size_t count_max,
              std::vector<std::string>& lines) {
  const auto ways = record.all(field);
  for (std::size_t i = 0; i < std::min(count_max, ways.size()); ++i)
    lines.push_back(ways[i]->as_text());
}

std::vector<std::string> lines_of(const RecordView& record) {
  constexpr std::size_t of_each_max = 2;
  std::vector<std::string> lines;
  const bool is_person = record.kind == kinds::person;
  add_ways(record, is_person ? fields::person::emails : fields::organisation::emails, of_each_max,
           lines);
  add_ways(record, is_person ? fields::person::phones : fields::organisation::phones, of_each_max,
           lines);
  add_ways(record, is_person ? fields::person::urls : fields::organisation::urls, 1, lines);
  const auto addresses =
      record.all(is_person ? fields::person::addresses : fields::organisation::addresses);
  if (!addresses.empty()) {
    if (const auto* address = addresses.front()->get<Address>())
      lines.push_back(address_in_words(*address));
  }
  if (const Value* birthday = record.find(fields::person::birthday)) {
    if (!birthday->as_text().empty())
      lines.push_back("Born " + plain_date_in_words(birthday->as_text()));
  }
  return lines;
}

Result<std::optional<DuplicateSide>> read_side(Workspace& workspace, const Directory& directory,
                                               RecordId id) {
  if (TRY(workspace.canonical(id)) != id) return std::nullopt;
  auto known = TRY(directory.find(workspace.database(), id));
  const auto record = TRY(workspace.read(id));
  if (!known || !record) return std::nullopt;
  DuplicateSide side{.id = id,
                     .name = std::move(known->name),
                     .initials = {},
                     .hue = hue_of(id),
                     .subtitle = std::move(known->subtitle),
                     .lines = lines_of(*record)};
  side.initials = initials_of(side.name);
  return side;
}

}  // namespace

Result<std::optional<DuplicateView>> read_duplicate(Workspace& workspace,
                                                    const Directory& directory,
                                                    const DuplicatePair& pair) {
  auto first = TRY(read_side(workspace, directory, pair.first));
  auto second = TRY(read_side(workspace, directory, pair.second));
  if (!first || !second) return std::nullopt;
  if (TRY(are_told_apart(workspace, pair.first, pair.second))) return std::nullopt;
  return DuplicateView{pair, std::move(*first), std::move(*second), reasons_in_words(pair.verdict)};
}

std::string reasons_in_words(const Verdict& verdict) {
  std::string words;
  bool is_against = false;
  for (int i = 0; i < static_cast<int>(duplicate_reason_count); ++i) {
    if (!verdict.has(static_cast<DuplicateReason>(i))) continue;
    if (i >= first_against && !is_against) {
      words += words.empty() ? "" : "; but ";
      is_against = true;
    } else if (!words.empty()) {
      words += is_against ? " and " : ", ";
    }
    words += reason_words[static_cast<std::size_t>(i)];
  }
  if (!words.empty()) words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

Draft tell_apart(Workspace& workspace, RecordId a, RecordId b) {
  Draft draft(Intent{.code = IntentCode::not_same, .records = {a, b}});
  draft.create(kinds::not_same, not_same_id(workspace, a, b),
               {{fields::not_same::first, Value::link(std::min(a, b))},
                {fields::not_same::second, Value::link(std::max(a, b))}});
  return draft;
}

}  // namespace kith
