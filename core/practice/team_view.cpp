#include "core/practice/team_view.h"

#include "core/base/date.h"
#include "core/base/text_fold.h"
#include "core/practice/field_value.h"
#include "core/practice/words.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace kith {
namespace {

constexpr std::array<std::string_view, compare_count> compare_names = {
    "contains", "is", "is not", "is less than", "is more than", "is empty", "is filled"};

bool is_number(ValueType type) {
  return type == ValueType::integer || type == ValueType::real || type == ValueType::money;
}

// Words of every value of a cell; the names of records are looked up once.
class CellWords {
 public:
  CellWords(Workspace& workspace, const Directory& directory)
      : workspace_(workspace), directory_(directory) {}

  std::string operator()(const FieldInfo& field, const std::vector<Value>& cell) {
    std::string words;
    for (const Value& value : cell) {
      if (!words.empty()) words += ", ";
      const auto* link = value.get<RecordId>();
      words += link == nullptr ? plain_text(value, field) : name(field, *link);
    }
    return words;
  }

 private:
  const std::string& name(const FieldInfo& field, const RecordId& record) {
    auto [found, is_new] = names_.try_emplace(record);
    if (is_new)
      found->second = value_in_words(workspace_, directory_, field.id, Value::link(record));
    return found->second;
  }

  Workspace& workspace_;
  const Directory& directory_;
  std::map<RecordId, std::string> names_;
};

// One condition, ready to be asked of many rows.
class Asked {
 public:
  Asked(const Condition& condition, const FieldInfo& field, const PartialDate& today)
      : match_(condition.compare), field_(field), folded_(fold(condition.text)) {
    const Value value = value_of_text(condition.text, field, today).value;
    key_ = value_sort_key(value, field, condition.text);
  }

  bool holds(const std::vector<Value>& cell, const std::string& words) const {
    switch (match_) {
      case Compare::empty:
        return cell.empty();
      case Compare::filled:
        return !cell.empty();
      case Compare::contains:
        return fold(words).find(folded_) != std::string::npos;
      case Compare::is:
        return any(cell, words, [](int order) { return order == 0; });
      case Compare::is_not:
        return !any(cell, words, [](int order) { return order == 0; });
      case Compare::less:
        return any(cell, words, [](int order) { return order < 0; });
      case Compare::more:
        return any(cell, words, [](int order) { return order > 0; });
    }
    return true;
  }

 private:
  template <class Holds>
  bool any(const std::vector<Value>& cell, const std::string& words, Holds&& is_held) const {
    return std::ranges::any_of(cell, [&](const Value& value) {
      // Texts and names are equal whatever their case.
      if (key_.size() < 2 || !is_ordered(value)) return is_held(fold(words).compare(folded_));
      const std::string key = value_sort_key(value, field_, {});
      return key[0] == key_[0] && is_held(key.compare(key_));
    });
  }
  bool is_ordered(const Value& value) const {
    return value.type() != ValueType::link && field_.type != ValueType::text &&
           field_.type != ValueType::long_text;
  }

  Compare match_;
  const FieldInfo& field_;
  std::string folded_;
  std::string key_;
};

struct Total {
  double number = 0;
  std::map<std::string, Money> money;
  bool is_any = false;

  void add(const Value& value) {
    if (const auto* whole = value.get<std::int64_t>()) number += static_cast<double>(*whole);
    if (const auto* real = value.get<double>()) number += *real;
    if (const auto* amount = value.get<Money>()) {
      Money& sum = money.try_emplace(amount->currency, Money{0, amount->currency, amount->exponent})
                       .first->second;
      // One that cannot be added without changing its exponent stays out; none is made here.
      if (sum.exponent == amount->exponent &&
          !__builtin_add_overflow(sum.minor_units, amount->minor_units, &sum.minor_units))
        is_any = true;
      return;
    }
    is_any = true;
  }
  double sum() const {
    double all = number;
    for (const auto& [currency, amount] : money)
      all += static_cast<double>(amount.minor_units) / std::pow(10, amount.exponent);
    return all;
  }
  std::string words() const {
    if (money.empty()) return real_text(number);
    std::string text;
    for (const auto& [currency, sum] : money)
      text += (text.empty() ? "" : ", ") + money_text(sum);
    return text;
  }
};

// Gathers the rows that a view shows.
class Lister {
 public:
  Lister(Workspace& workspace, const Directory& directory, const TableView& view)
      : workspace_(workspace),
        view_(view),
        table_(*workspace.schema().kind(view.table)),
        words_(workspace, directory) {}

  Result<TableList> list();

 private:
  struct Found {
    std::int64_t row;
    std::string group;
    std::string key;
  };

  // The position of a field among those read; reads it too if it is not among them.
  std::optional<std::size_t> want(FieldId id);
  void take(const TeamRow& row);
  void add_groups(TableList& list);
  std::vector<FieldSum> sums_of(const std::vector<Total>& totals) const;

  Workspace& workspace_;
  const TableView& view_;
  const KindInfo& table_;
  CellWords words_;
  std::vector<FieldId> wanted_;
  std::vector<const FieldInfo*> fields_;
  std::vector<std::pair<std::size_t, Asked>> asked_;
  std::optional<std::size_t> sort_, group_;
  std::vector<std::pair<std::size_t, Total>> totals_;
  std::vector<Found> found_;
  std::map<std::string, RowGroup> group_by_key_;
  std::map<std::string, std::vector<Total>> totals_by_key_;
};

std::optional<std::size_t> Lister::want(FieldId id) {
  const FieldInfo* field = workspace_.schema().field(id);
  if (field == nullptr || field->kind != table_.id) return std::nullopt;
  const auto found = std::ranges::find(wanted_, id);
  const auto at = static_cast<std::size_t>(found - wanted_.begin());
  if (found == wanted_.end()) {
    wanted_.push_back(id);
    fields_.push_back(field);
  }
  return at;
}

void Lister::take(const TeamRow& row) {
  for (const auto& [at, asked] : asked_) {
    const std::string words = words_(*fields_[at], row.cells[at]);
    if (!asked.holds(row.cells[at], words)) return;
  }
  Found found{row.row, {}, {}};
  const auto key_of = [&](std::size_t at) {
    const auto& cell = row.cells[at];
    return value_sort_key(cell.empty() ? Value() : cell[0], *fields_[at],
                          words_(*fields_[at], cell));
  };
  if (group_) {
    found.group = key_of(*group_);
    const auto& cell = row.cells[*group_];
    auto [group, is_new] = group_by_key_.try_emplace(found.group);
    if (is_new) {
      group->second.label = cell.empty() ? "None" : words_(*fields_[*group_], cell);
      group->second.value = cell;
    }
    ++group->second.count;
  }
  if (sort_) found.key = key_of(*sort_);
  std::vector<Total>* of_group = group_ ? &totals_by_key_[found.group] : nullptr;
  if (of_group != nullptr) of_group->resize(totals_.size());
  for (std::size_t i = 0; i < totals_.size(); ++i) {
    auto& [at, total] = totals_[i];
    for (const Value& value : row.cells[at]) {
      const auto read = converted(value, *fields_[at]);
      if (!read) continue;
      total.add(*read);
      if (of_group != nullptr) (*of_group)[i].add(*read);
    }
  }
  found_.push_back(std::move(found));
}

std::vector<FieldSum> Lister::sums_of(const std::vector<Total>& totals) const {
  std::vector<FieldSum> sums;
  for (std::size_t i = 0; i < totals_.size(); ++i) {
    const auto& [at, all] = totals_[i];
    if (!all.is_any || all.money.size() > 1) continue;
    const Total total = i < totals.size() ? totals[i] : Total{};
    sums.push_back({wanted_[at], total.sum(), total.words()});
  }
  return sums;
}

// Every choice has its group, if only an empty one: a card can be moved there.
void Lister::add_groups(TableList& list) {
  const FieldInfo& field = *fields_[*group_];
  for (const ChoiceInfo& choice : field.choices) {
    const Value value = Value::choice(choice.number);
    auto& group = group_by_key_[value_sort_key(value, field, {})];
    group.label = choice.label;
    group.value = {value};
    group.colour = choice.colour;
  }
  group_by_key_[value_sort_key({}, field, {})].label = "None";
  std::size_t at = 0;
  for (auto& [key, group] : group_by_key_) {
    group.first = at;
    at += group.count;
    group.sums = sums_of(totals_by_key_[key]);
    list.groups.push_back(std::move(group));
  }
}

Result<TableList> Lister::list() {
  const PartialDate day = today(workspace_.clock());
  for (const Condition& condition : view_.conditions) {
    if (const auto at = want(condition.field))
      asked_.emplace_back(*at, Asked(condition, *fields_[*at], day));
  }
  sort_ = want(view_.sort);
  group_ = want(view_.group);
  for (const FieldInfo& field : table_.fields) {
    if (field.is_hidden || !is_number(field.type) || field.style == FieldStyle::rating) continue;
    totals_.emplace_back(*want(field.id), Total{});
  }
  RowReader reader(workspace_, table_.id, wanted_);
  TRY(reader.each([&](const TeamRow& row) { take(row); }));
  std::ranges::stable_sort(found_, [&](const Found& a, const Found& b) {
    if (a.group != b.group) return a.group < b.group;
    return view_.is_descending ? b.key < a.key : a.key < b.key;
  });
  TableList list;
  for (const Found& one : found_)
    list.rows.push_back(one.row);
  if (group_) add_groups(list);
  for (const auto& [at, total] : totals_) {
    if (total.is_any) list.totals.push_back({wanted_[at], total.words()});
  }
  return list;
}

}  // namespace

std::string_view compare_name(Compare compare) {
  return compare_names[static_cast<std::size_t>(compare) - 1];
}

Result<TableList> list_rows(Workspace& workspace, const Directory& directory,
                            const TableView& view) {
  if (workspace.schema().kind(view.table) == nullptr) return TableList{};
  return Lister(workspace, directory, view).list();
}

std::string condition_in_words(const Condition& condition, const Schema& schema) {
  const FieldInfo* field = schema.field(condition.field);
  std::string words = field == nullptr ? "?" : field->label;
  words += " " + std::string(compare_name(condition.compare));
  const bool has_text = condition.compare != Compare::empty && condition.compare != Compare::filled;
  return has_text ? words + " " + condition.text : words;
}

// -- saved views --

namespace {

namespace saved = fields::saved_view;

std::string condition_text(const Condition& condition) {
  return uuid_text(description_of(condition.field).bytes) + ":" +
         std::to_string(static_cast<int>(condition.compare)) + ":" + condition.text;
}

std::optional<Condition> condition_of(std::string_view text) {
  constexpr std::size_t id_size = 36;
  if (text.size() < id_size + 3 || text[id_size] != ':' || text[id_size + 2] != ':')
    return std::nullopt;
  const auto id = parse_uuid(text.substr(0, id_size));
  const int match = text[id_size + 1] - '0';
  if (!id || match < 1 || match > compare_count) return std::nullopt;
  return Condition{field_of(RecordId{*id}), static_cast<Compare>(match),
                   std::string(text.substr(id_size + 3))};
}

// What a single field of the record says, or null for what is as it is by default.
std::vector<FieldValue> settings_of(const TableView& view) {
  const auto link = [](FieldId id) {
    return id.is_null() ? Value() : Value::link(description_of(id));
  };
  return {{saved::layout, Value::choice(static_cast<std::uint32_t>(view.layout))},
          {saved::sort, link(view.sort)},
          {saved::descending, view.is_descending ? Value::yes_no(true) : Value()},
          {saved::group, link(view.group)},
          {saved::date, link(view.date)}};
}

SavedView view_of(const TeamRow& row, KindId table) {
  SavedView found{row.id, {}, {.table = table}};
  const auto field = [&](std::size_t at) {
    const auto* link = row.cells[at].empty() ? nullptr : row.cells[at][0].get<RecordId>();
    return link == nullptr ? FieldId{} : field_of(*link);
  };
  if (!row.cells[1].empty()) found.label = row.cells[1][0].as_text();
  if (!row.cells[2].empty()) {
    const auto* layout = row.cells[2][0].get<Choice>();
    if (layout != nullptr && layout->number >= 1 && layout->number <= view_layout_count)
      found.view.layout = static_cast<ViewLayout>(layout->number);
  }
  found.view.sort = field(3);
  found.view.is_descending = !row.cells[4].empty();
  found.view.group = field(5);
  found.view.date = field(6);
  for (const Value& text : row.cells[7]) {
    if (auto condition = condition_of(text.as_text()))
      found.view.conditions.push_back(std::move(*condition));
  }
  return found;
}

}  // namespace

Result<std::vector<SavedView>> saved_views(Workspace& workspace, KindId table) {
  std::vector<SavedView> found;
  const RecordId of = description_of(table);
  RowReader reader(workspace, kinds::saved_view,
                   {saved::of_kind, saved::label, saved::layout, saved::sort, saved::descending,
                    saved::group, saved::date, saved::conditions});
  TRY(reader.each([&](const TeamRow& row) {
    if (row.cells[0].empty() || row.cells[0][0] != Value::link(of)) return;
    found.push_back(view_of(row, table));
  }));
  return found;
}

NewRecord save_view(Workspace& workspace, std::string_view label, const TableView& view) {
  const auto id = make_uuid_v7<RecordId>(workspace.clock(), workspace.random());
  std::vector<FieldValue> values = {{saved::of_kind, Value::link(description_of(view.table))},
                                    {saved::label, Value::text(std::string(label))}};
  for (FieldValue& setting : settings_of(view)) {
    if (!setting.value.is_null()) values.push_back(std::move(setting));
  }
  for (const Condition& condition : view.conditions)
    values.push_back({saved::conditions, Value::text(condition_text(condition))});
  Draft draft(Intent{.code = IntentCode::define_schema, .records = {description_of(view.table)}});
  draft.create(kinds::saved_view, id, std::move(values));
  return {id, std::move(draft)};
}

Draft change_view(const SavedView& before, const TableView& view) {
  Draft draft(Intent{.code = IntentCode::define_schema, .records = {description_of(view.table)}});
  for (FieldValue& setting : settings_of(view))
    draft.set(before.id, setting.field, std::move(setting.value));
  for (const Condition& condition : before.view.conditions) {
    if (std::ranges::find(view.conditions, condition) == view.conditions.end())
      draft.remove(before.id, saved::conditions, Value::text(condition_text(condition)));
  }
  for (const Condition& condition : view.conditions) {
    if (std::ranges::find(before.view.conditions, condition) == before.view.conditions.end())
      draft.add(before.id, saved::conditions, Value::text(condition_text(condition)));
  }
  return draft;
}

}  // namespace kith
