// One change to everybody a segment shows: what will change is shown first, and one undo takes all
// of it back.
#include "core/base/date_words.h"
#include "core/exchange/record_csv.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"
#include "ui/room/segments.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith::ui {
namespace {

using Action = BulkState::Action;

constexpr std::array<std::string_view, 5> action_names = {
    "Add a label", "Remove a label", "Add to a list", "Take off a list", "Set a field"};

std::string count_of(KindId kind, std::size_t count) {
  const auto number = static_cast<std::int64_t>(count);
  return kind == kinds::organisation ? count_words(number, "organisation", "organisations")
                                     : count_words(number, "person", "people");
}

std::vector<RecordId> shown_records(SegmentsState& state) {
  constexpr std::size_t page = 500;
  std::vector<RecordId> records;
  for (std::size_t at = 0; at < state.window->size(); at += page) {
    const auto rows = state.window->rows(at, page);
    if (!rows) break;
    for (const ListRow* row : *rows)
      records.push_back(row->id);
  }
  return records;
}

FieldId labels_of(KindId kind) {
  return kind == kinds::organisation ? fields::organisation::labels : fields::person::labels;
}

// Fields that one typed text can stand for; names are everybody's own.
std::vector<const FieldInfo*> settable(const SegmentsState& state, const ProgramState& program) {
  std::vector<const FieldInfo*> found;
  const KindInfo* kind = program.workspace->schema().kind(state.window_kind);
  if (kind == nullptr) return found;
  for (const FieldInfo& field : kind->fields) {
    const bool is_typed = field.type == ValueType::text || field.type == ValueType::long_text ||
                          field.type == ValueType::date;
    const bool is_name = field.label.find("ame") != std::string::npos;
    if (is_typed && !field.is_set && !is_name) found.push_back(&field);
  }
  return found;
}

std::vector<const NamedSet*> lists_of(const SegmentsState& state) {
  std::vector<const NamedSet*> lists;
  for (const NamedSet& set : state.sets) {
    if (set.kind == kinds::list) lists.push_back(&set);
  }
  return lists;
}

Result<Bulk> make_bulk(SegmentsState& state, const ProgramState& program) {
  BulkState& bulk = state.bulk;
  Workspace& workspace = *program.workspace;
  const auto at = static_cast<std::size_t>(bulk.chosen);
  switch (*bulk.action) {
    case Action::add_label:
    case Action::remove_label: {
      const bool adds = *bulk.action == Action::add_label;
      return bulk_edit(workspace, *program.directory, bulk.records,
                       {adds ? BulkEdit::Type::add : BulkEdit::Type::remove,
                        labels_of(state.window_kind), Value::text(bulk.text)});
    }
    case Action::add_to_list:
    case Action::leave_list: {
      const bool adds = *bulk.action == Action::add_to_list;
      return bulk_list(workspace, bulk.records, lists_of(state)[at]->id,
                       adds ? BulkEdit::Type::add : BulkEdit::Type::remove);
    }
    case Action::set_field:
      break;
  }
  const FieldInfo* field = settable(state, program)[at];
  Value value = TRY(typed_value(workspace, field->id, bulk.text));
  return bulk_edit(workspace, *program.directory, bulk.records,
                   {BulkEdit::Type::set, field->id, std::move(value)});
}

// Whether everything that has to be chosen or typed is.
bool is_filled_in(const SegmentsState& state) {
  const BulkState& bulk = state.bulk;
  if (*bulk.action == Action::add_to_list || *bulk.action == Action::leave_list)
    return !lists_of(state).empty();
  return *bulk.action == Action::set_field || !bulk.text.empty();
}

void bring_preview_up_to_date(SegmentsState& state, const ProgramState& program) {
  BulkState& bulk = state.bulk;
  const std::string key = std::to_string(bulk.chosen) + ' ' + bulk.text;
  if (!is_filled_in(state)) {
    bulk.preview.reset();
    bulk.previewed.clear();
  } else if (key != bulk.previewed) {
    bulk.preview = make_bulk(state, program);
    bulk.previewed = key;
  }
}

void inputs(Ui& ui, SegmentsState& state, const ProgramState& program) {
  BulkState& bulk = state.bulk;
  const auto pick = [&](std::string_view label, const std::vector<std::string_view>& names) {
    if (const auto chosen = select(ui, label, names, bulk.chosen)) bulk.chosen = *chosen;
  };
  switch (*bulk.action) {
    case Action::add_label:
    case Action::remove_label:
      text_field(ui, "Label", bulk.text, {.required = true, .focus = true});
      return;
    case Action::add_to_list:
    case Action::leave_list: {
      std::vector<std::string_view> names;
      for (const NamedSet* list : lists_of(state))
        names.push_back(list->name);
      if (names.empty())
        text(ui, "There is no list yet. Make one with “New list”.");
      else
        pick("List", names);
      return;
    }
    case Action::set_field:
      break;
  }
  std::vector<std::string_view> names;
  for (const FieldInfo* field : settable(state, program))
    names.push_back(field->label);
  pick("Field", names);
  text_field(ui, "New value", bulk.text, {.help = "Leave it empty to empty the field."});
}

void show_preview(Ui& ui, SegmentsState& state, const ProgramState& program) {
  const BulkState& bulk = state.bulk;
  if (!bulk.preview) return;
  if (!*bulk.preview) {
    banner(ui, bulk.preview->error().text, {.severity = Severity::warning});
    return;
  }
  const Bulk& made = **bulk.preview;
  const std::string of = count_of(state.window_kind, bulk.records.size());
  text(ui,
       made.changed == 0 ? "Nothing changes: it is so with " + of + " already."
                         : number_words(static_cast<std::int64_t>(made.changed)) + " of " + of +
                               (made.changed == 1 ? " changes." : " change."),
       {.strong = true});
  group(ui, Role::list, "For example", [&] {
    for (const BulkExample& example : made.examples) {
      const auto named = program.directory->find(program.workspace->database(), example.record);
      const std::string who = named && *named ? (*named)->name : "Somebody";
      const std::string words = who + ": " + example.before + " → " + example.after;
      keyed(ui, uuid_text(example.record.bytes), [&] {
        group(ui, Role::list_item, words, [&] { text(ui, words, {.tone = Tone::second}); });
      });
    }
  });
}

std::string toast_of(const BulkState& bulk, KindId kind) {
  const std::string of = count_of(kind, (*bulk.preview)->changed);
  switch (*bulk.action) {
    case Action::add_label:
      return "Added the label " + bulk.text + " to " + of;
    case Action::remove_label:
      return "Removed the label " + bulk.text + " from " + of;
    case Action::add_to_list:
      return "Put " + of + " on the list";
    case Action::leave_list:
      return "Took " + of + " off the list";
    case Action::set_field:
      break;
  }
  return "Changed " + of;
}

void export_csv(Ui& ui, SegmentsState& state, const ProgramState& program,
                SensitiveFields sensitive) {
  auto csv = records_as_csv(*program.workspace, state.window_kind, shown_records(state), sensitive);
  if (!csv) {
    state.error = std::move(csv.error());
    return;
  }
  const ByteView bytes = as_bytes(*csv);
  ui.request(DownloadRequest{.file_name = "kith-segment.csv",
                             .mime = "text/csv",
                             .bytes = Bytes(bytes.begin(), bytes.end())});
}

}  // namespace

void bulk_menu(Ui& ui, SegmentsState& state, const ProgramState& program) {
  std::vector<MenuItem> items;
  for (std::string_view name : action_names)
    items.push_back({.label = name});
  items.push_back({.label = "Export as CSV", .icon = Icon::download});
  const KindInfo* kind = program.workspace->schema().kind(state.window_kind);
  if (std::ranges::any_of(kind->fields, is_sensitive))
    items.push_back({.label = "Export with sensitive fields", .icon = Icon::download});
  const auto chosen =
      menu_button(ui, "Change all of them", items, {.icon = Icon::edit, .icon_only = false});
  if (!chosen) return;
  const auto at = static_cast<std::size_t>(*chosen);
  if (at >= action_names.size()) {
    return export_csv(
        ui, state, program,
        at == action_names.size() ? SensitiveFields::covered : SensitiveFields::shown);
  }
  state.bulk = {
      .action = static_cast<Action>(*chosen), .text = {}, .records = shown_records(state)};
}

void bulk_dialog(Ui& ui, SegmentsState& state, const ProgramState& program, Commands& commands) {
  BulkState& bulk = state.bulk;
  bool is_sent = false;
  const std::string title(action_names.at(static_cast<std::size_t>(*bulk.action)));
  const bool closes = dialog(ui, {.title = title}, [&] {
    inputs(ui, state, program);
    bring_preview_up_to_date(state, program);
    show_preview(ui, state, program);
    const std::size_t changed =
        bulk.preview && *bulk.preview ? (*bulk.preview)->changed : std::size_t{0};
    row(ui, [&] {
      spacer(ui);
      is_sent = button(
          ui, changed == 0 ? "Change them" : "Change " + count_of(state.window_kind, changed),
          {.kind = ButtonKind::primary, .disabled = changed == 0, .id = "change"});
    });
  });
  if (is_sent) {
    commands.push_back(
        Commit{std::move((*bulk.preview)->draft), toast_of(bulk, state.window_kind)});
  }
  if (is_sent || closes) bulk = {};
}

}  // namespace kith::ui
