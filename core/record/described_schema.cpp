#include "core/record/described_schema.h"

#include "core/record/builtin_schema.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace kith {
namespace {

// Local numbers of what a team made begin above all that ship with Kith.
constexpr std::uint32_t made_local_min = 65536;
constexpr std::int64_t slice_rows = 1000;

// A description, and whether it is in the trash or not there yet.
struct Description {
  RecordId id;
  std::uint32_t local = 0;
  bool is_alive = false;
  std::vector<FieldValue> values = {};

  const Value* find(FieldId field) const {
    const auto found = std::ranges::find(values, field, &FieldValue::field);
    return found == values.end() ? nullptr : &found->value;
  }
  std::string text(FieldId field) const {
    const Value* found = find(field);
    return found == nullptr ? std::string() : found->as_text();
  }
  std::int64_t integer(FieldId field) const {
    const Value* found = find(field);
    const auto* number = found == nullptr ? nullptr : found->get<std::int64_t>();
    return number == nullptr ? 0 : *number;
  }
  bool yes(FieldId field) const {
    const Value* found = find(field);
    const auto* yes = found == nullptr ? nullptr : found->get<bool>();
    return yes != nullptr && *yes;
  }
};

Result<std::vector<Description>> descriptions(Tables& tables, KindId kind) {
  std::vector<Description> found;
  std::int64_t last = 0;
  for (;;) {
    const std::vector<std::int64_t> rows = TRY(tables.rows_after(kind, last, slice_rows));
    for (const std::int64_t row : rows) {
      Description one{TRY(tables.id_of({kind, row}))};
      one.local = made_local_min + static_cast<std::uint32_t>(row);
      one.is_alive = TRY(tables.state({kind, row})).life % 2 == 1;
      one.values = TRY(tables.values({kind, row}));
      found.push_back(std::move(one));
    }
    if (rows.empty()) break;
    last = rows.back();
  }
  // Of one in several circles the first counts.
  std::ranges::stable_sort(found, {}, &Description::id);
  const auto rest = std::ranges::unique(found, {}, &Description::id);
  found.erase(rest.begin(), rest.end());
  return found;
}

std::optional<ChoiceInfo> choice_of(std::string_view text) {
  ChoiceInfo choice{0, {}, 0};
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, choice.number);
  const auto last = text.rfind(':');
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != ':') return std::nullopt;
  const auto first = static_cast<std::size_t>(number.ptr - text.data());
  if (last == first) return std::nullopt;
  std::from_chars(text.data() + last + 1, end, choice.colour);
  choice.label = text.substr(first + 1, last - first - 1);
  return choice;
}

// Of two with one number, which two people may have made at once, the first by its text is shown
// first; both are offered.
std::vector<ChoiceInfo> choices_of(const Description& described) {
  std::vector<std::string> texts;
  std::vector<ChoiceInfo> choices;
  for (const FieldValue& entry : described.values) {
    if (entry.field == fields::schema_field::choices) texts.push_back(entry.value.as_text());
  }
  std::ranges::sort(texts);
  for (const std::string& text : texts) {
    if (auto choice = choice_of(text)) choices.push_back(std::move(*choice));
  }
  std::ranges::stable_sort(choices, {}, &ChoiceInfo::number);
  return choices;
}

ValueType type_of(const Description& described) {
  const std::int64_t type = described.integer(fields::schema_field::value_type);
  const bool is_known = type > 0 && type < static_cast<std::int64_t>(ValueType::first_unknown) &&
                        type != static_cast<std::int64_t>(ValueType::erased);
  return is_known ? static_cast<ValueType>(type) : ValueType::text;
}

KindId kind_named(const Value& link) {
  const auto* record = link.get<RecordId>();
  return record == nullptr ? KindId{} : kind_of(*record);
}

FieldInfo field_info(const Description& described, KindId kind) {
  namespace f = fields::schema_field;
  FieldInfo field{field_of(described.id), kind, described.local, described.text(f::label),
                  type_of(described)};
  field.is_set = described.yes(f::is_set);
  for (const FieldValue& entry : described.values) {
    if (entry.field == f::links_to) field.links_to.push_back(kind_named(entry.value));
  }
  std::ranges::sort(field.links_to);
  field.choices = choices_of(described);
  field.order = described.text(f::order);
  field.is_hidden = !described.is_alive || described.yes(f::hidden);
  field.help = described.text(f::help);
  const std::int64_t months = described.integer(f::expires_months);
  field.expires_months = static_cast<unsigned>(std::clamp<std::int64_t>(months, 0, 1200));
  if (const Value* value = described.find(f::sensitivity)) {
    const auto* choice = value->get<Choice>();
    if (choice != nullptr && choice->number >= 1 && choice->number <= 4)
      field.sensitivity = static_cast<Sensitivity>(choice->number);
  }
  const bool is_rating = described.integer(f::style) == static_cast<int>(FieldStyle::rating);
  field.style = is_rating ? FieldStyle::rating : FieldStyle::plain;
  field.unit = described.text(f::unit);
  field.formula = described.text(f::formula);
  return field;
}

template <class Info>
void put_in_order(std::vector<Info>& made) {
  std::ranges::sort(made, [](const Info& a, const Info& b) {
    return a.order != b.order ? a.order < b.order : a.id < b.id;
  });
}

}  // namespace

bool is_of_schema(KindId kind) {
  return kind == kinds::schema_kind || kind == kinds::schema_field;
}

bool is_of_schema(FieldId field) {
  return field.is_builtin() && field.low >= fields::schema_kind::label.low && field.low < 96;
}

bool is_of_schema(const Op& op) {
  return is_of_schema(op.kind) || is_of_schema(op.field);
}

Result<Schema> described_schema(Tables& tables) {
  std::vector<KindInfo> shipped = builtin_kinds();
  std::vector<KindInfo> made;
  for (const Description& one : TRY(descriptions(tables, kinds::schema_kind))) {
    const auto id = kind_of(one.id);
    if (id.is_builtin()) continue;
    KindInfo kind{id, one.local, one.text(fields::schema_kind::label)};
    kind.order = one.text(fields::schema_kind::order);
    kind.is_hidden = !one.is_alive || one.yes(fields::schema_kind::hidden);
    kind.help = one.text(fields::schema_kind::help);
    made.push_back(std::move(kind));
  }
  put_in_order(made);
  std::ranges::move(made, std::back_inserter(shipped));

  std::map<KindId, std::vector<FieldInfo>> fields_of;
  for (const KindInfo& kind : shipped) {
    if (!is_of_schema(kind.id)) fields_of[kind.id];
  }
  for (const Description& one : TRY(descriptions(tables, kinds::schema_field))) {
    const Value* of = one.find(fields::schema_field::of_kind);
    const auto found = of == nullptr ? fields_of.end() : fields_of.find(kind_named(*of));
    const bool is_made = !field_of(one.id).is_builtin();
    if (found == fields_of.end() || !is_made || found->second.size() == made_fields_max) continue;
    found->second.push_back(field_info(one, found->first));
  }
  for (KindInfo& kind : shipped) {
    if (is_of_schema(kind.id)) continue;
    std::vector<FieldInfo>& more = fields_of[kind.id];
    put_in_order(more);
    std::ranges::move(more, std::back_inserter(kind.fields));
  }
  return Schema(std::move(shipped));
}

SchemaGrowth growth_of(const Schema& now, const Schema& next) {
  SchemaGrowth growth;
  for (const KindInfo& kind : now.kinds()) {
    const KindInfo* after = next.kind(kind.id);
    growth.is_only_more &= after != nullptr && after->local == kind.local;
    for (const FieldInfo& field : kind.fields) {
      const FieldInfo* then = next.field(field.id);
      growth.is_only_more &= then != nullptr && then->kind == field.kind &&
                             then->is_set == field.is_set && then->local == field.local;
      if (then != nullptr && then->type != field.type) growth.retyped.push_back(field);
    }
  }
  for (const KindInfo& kind : next.kinds()) {
    if (now.kind(kind.id) == nullptr) growth.kinds.push_back(kind.id);
    for (const FieldInfo& field : kind.fields) {
      if (now.field(field.id) == nullptr) growth.fields.push_back(field.id);
    }
  }
  return growth;
}

}  // namespace kith
