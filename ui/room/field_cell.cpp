#include "ui/room/field_cell.h"

#include "core/practice/words.h"
#include "core/record/sensitive.h"
#include "core/record/workspace.h"
#include "ui/room/route.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace kith::ui {
namespace {

std::optional<CellChange> choice_cell(Ui& ui, const FieldCell& shown) {
  std::vector<std::string_view> names = {"–"};
  int selected = 0;
  for (const ChoiceInfo& choice : shown.field.choices) {
    const Value value = Value::choice(choice.number);
    if (!shown.cell.values.empty() && shown.cell.values[0] == value)
      selected = static_cast<int>(names.size());
    names.push_back(choice.label);
  }
  const auto chosen = select(ui, shown.name, names, selected, {.label_shown = shown.label_shown});
  if (!chosen) return std::nullopt;
  const auto at = static_cast<std::size_t>(*chosen);
  return CellChange{at == 0 ? Value() : Value::choice(shown.field.choices[at - 1].number), {}};
}

std::optional<CellChange> rating_cell(Ui& ui, const FieldCell& shown) {
  static constexpr std::array<std::string_view, 6> names = {"–", "★", "★★", "★★★", "★★★★", "★★★★★"};
  const auto& values = shown.cell.values;
  const auto* number = values.empty() ? nullptr : values[0].get<std::int64_t>();
  const int selected =
      number == nullptr ? 0 : static_cast<int>(std::clamp<std::int64_t>(*number, 0, 5));
  const auto chosen = select(ui, shown.name, names, selected, {.label_shown = shown.label_shown});
  if (!chosen) return std::nullopt;
  return CellChange{*chosen == 0 ? Value() : Value::integer(*chosen), {}};
}

std::optional<CellChange> yes_no_cell(Ui& ui, const FieldCell& shown) {
  const auto& values = shown.cell.values;
  const auto* yes = values.empty() ? nullptr : values[0].get<bool>();
  bool checked = yes != nullptr && *yes;
  if (!checkbox(ui, shown.name, checked)) return std::nullopt;
  return CellChange{Value::yes_no(checked), {}};
}

std::optional<CellChange> typed_cell(Ui& ui, const FieldCell& shown) {
  const bool is_long = shown.field.type == ValueType::long_text && shown.label_shown;
  // A field edited in place shows no label of its own.
  if (shown.label_shown)
    text(ui, shown.field.label, {.size = 12, .strong = true, .decorative = true});
  FieldResult result = text_field(
      ui, shown.name, std::string_view(shown.cell.words),
      {.input = input_kind(shown.field.type),
       .lines = is_long ? 3 : 1,
       .in_place = true,
       .label_shown = shown.label_shown,
       .placeholder = shown.label_shown ? "Add" : "",
       .help = shown.label_shown ? std::string_view(shown.field.help) : std::string_view(),
       .unsaved_as = shown.unsaved_as});
  if (shown.cell.is_odd && shown.label_shown)
    text(ui, "Kept as written: it is no value of this field’s type.",
         {.size = 12, .tone = Tone::warning});
  if (!result.committed || result.text == shown.cell.words) return std::nullopt;
  return CellChange{std::nullopt, std::move(result.text)};
}

}  // namespace

InputKind input_kind(ValueType type) {
  switch (type) {
    case ValueType::email:
      return InputKind::email;
    case ValueType::phone:
      return InputKind::phone;
    case ValueType::url:
      return InputKind::url;
    default:
      return InputKind::text;
  }
}

std::optional<CellChange> field_cell(Ui& ui, const FieldCell& shown) {
  const FieldInfo& field = shown.field;
  if (!field.formula.empty()) {
    if (shown.label_shown) text(ui, field.label, {.size = 12, .strong = true});
    text(
        ui, shown.cell.words,
        {.tone = shown.cell.is_odd ? Tone::warning : Tone::normal, .one_line = !shown.label_shown});
    return std::nullopt;
  }
  // Files are seen to where there is room (field_files.h).
  if (field.type == ValueType::attachment) {
    text(ui, shown.cell.words, {.one_line = true});
    return std::nullopt;
  }
  if (shown.cell.is_odd || field.is_set) return typed_cell(ui, shown);
  const bool is_rating = field.type == ValueType::integer && field.style == FieldStyle::rating;
  if (field.type == ValueType::choice) return choice_cell(ui, shown);
  if (is_rating) return rating_cell(ui, shown);
  if (field.type == ValueType::yes_no) return yes_no_cell(ui, shown);
  return typed_cell(ui, shown);
}

bool covered(Ui& ui, const FieldInfo& field, bool has_value, bool& shows) {
  if (shows || !has_value || !is_sensitive(field)) return false;
  row(ui, {.gap = 8, .wraps = true}, [&] {
    text(ui, field.sensitivity == Sensitivity::sealed ? "Sealed" : "For stewards",
         {.tone = Tone::second});
    if (button(ui, "Show " + field.label, {.kind = ButtonKind::quiet, .icon = Icon::eye}))
      shows = true;
  });
  return true;
}

bool still_so(Ui& ui, const FieldInfo& field, std::span<const OldValue> old) {
  const auto found = std::ranges::find(old, field.id, &OldValue::field);
  if (found == old.end()) return false;
  bool is_so = false;
  row(ui, {.gap = 8, .wraps = true}, [&] {
    text(ui, found->words, {.size = 12, .tone = Tone::warning});
    is_so =
        button(ui, "Still so: " + field.label, {.kind = ButtonKind::quiet, .icon = Icon::check});
  });
  return is_so;
}

void links_of(Ui& ui, const ProgramState& program, const ShownCell& cell) {
  Workspace& workspace = *program.workspace;
  for (const Value& value : cell.values) {
    const auto* target = value.get<RecordId>();
    if (target == nullptr) continue;
    const auto view = workspace.read(*target);
    if (!view || !*view || !(*view)->alive) continue;
    keyed(ui, uuid_text(target->bytes), [&] {
      link(ui, "Open " + record_in_words(workspace, *program.directory, *target),
           record_route((*view)->kind, *target), {.size = 12});
    });
  }
}

}  // namespace kith::ui
