#include "core/practice/commands.h"
#include "core/practice/team_tables.h"
#include "core/record/builtin.h"
#include "core/record/schema.h"
#include "ui/room/field_cell.h"
#include "ui/room/field_files.h"
#include "ui/room/person.h"
#include "ui/room/route.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"
#include "ui/widget/unsaved_texts.h"

#include <algorithm>

namespace kith::ui {
namespace {

std::string typed_as(FieldId field) {
  return "details/" + std::to_string(field.low);
}

void field_row(Ui& ui, const PersonView& view, const PageField& field) {
  const bool is_link = field.type == ValueType::link;
  const bool is_long = field.type == ValueType::long_text;
  const std::string name = typed_as(field.field);
  const FieldResult result = text_field(ui, field.label, field.text,
                                        {.lines = is_long ? 3 : 1,
                                         .in_place = true,
                                         .label_shown = false,
                                         .placeholder = "Add",
                                         .unsaved_as = name});
  for (const std::string& also : field.also)
    text(ui, "Also: " + also, {.size = 12, .tone = Tone::second});
  if (field.link && is_link) {
    link(ui, "Open " + field.link->name, record_route(field.link->kind, field.link->id),
         {.size = 12});
  }
  if (!result.committed || result.text == field.text) return;
  auto draft = is_link ? edit_link_by_name(view.workspace(), *view.program.directory, view.page.id,
                                           field.field, result.text)
                       : edit_field(view.workspace(), view.page.id, field.field, result.text);
  if (draft)
    view.commit(std::move(*draft), "Changed " + field.label, name);
  else
    ui.unsaved().refuse(name, result.text, draft.error().text);
}

// An address on the web, a telephone number: what can be followed is a link too.
std::string follow_address(const PageElement& element, const Network* network) {
  if (network != nullptr) return profile_address(*network, element.text);
  switch (element.value.type()) {
    case ValueType::email:
      return "mailto:" + element.text;
    case ValueType::phone:
      return "tel:" + element.text;
    case ValueType::url:
      return element.text.starts_with("https://") || element.text.starts_with("http://")
                 ? element.text
                 : "https://" + element.text;
    default:
      return {};
  }
}

const Network* network_of(const PersonView& view, const Value& value) {
  const auto* way = value.get<ContactWay>();
  if (way == nullptr || value.type() != ValueType::handle) return nullptr;
  return networks_of(view.state.networks, view.program).find(way->label);
}

// What is said of an element below it: "Work, preferred", "Orkut: closed".
std::string below_element(const PageElement& element, const Network* network) {
  std::string words = network == nullptr ? element.label : network->name;
  if (element.preferred) words += ", preferred";
  if (network != nullptr && network->is_closed) words += ". " + network_in_words(*network);
  return words;
}

void element_row(Ui& ui, const PersonView& view, const PageElement& element,
                 const std::string& field_label) {
  const Network* network = network_of(view, element.value);
  const std::string label =
      element.label.empty() ? field_label : field_label + " (" + element.label + ")";
  columns(
      ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
      [&] {
        // By what it is and not by its number, which moves when others are removed.
        const std::string name = typed_as(element.field) + "/" + element.text;
        const FieldResult result = text_field(ui, label, element.text,
                                              {.input = input_kind(element.value.type()),
                                               .in_place = true,
                                               .label_shown = false,
                                               .unsaved_as = name});
        if (!element.label.empty()) {
          text(ui, below_element(element, network), {.size = 12, .tone = Tone::second});
        }
        if (!result.committed || result.text == element.text) return;
        auto after = element_value(view.workspace(), element.field, result.text, element.label);
        view.commit(after ? change_element(element.field, element.held, *after)
                          : remove_element(element.field, element.held),
                    "Changed " + field_label, name);
      },
      [&] {
        row(ui, [&] {
          if (const std::string address = follow_address(element, network); !address.empty()) {
            link(ui, "Open", address, {.size = 12});
          }
          if (button(ui, "Remove " + element.text,
                     {.kind = ButtonKind::quiet, .icon = Icon::close, .icon_only = true})) {
            view.commit(remove_element(element.field, element.held), "Removed " + element.text);
          }
        });
      });
}

// Which network the handle typed next is on; without one the address of a profile tells.
void choose_network(Ui& ui, const PersonView& view) {
  std::vector<std::string_view> names = {"–"};
  for (const Network& network : networks_of(view.state.networks, view.program).all())
    names.push_back(network.name);
  row(ui, {.gap = 8, .wraps = true}, [&] {
    if (const auto chosen = select(ui, "Network of the next one", names, view.state.network,
                                   {.label_shown = false, .width = 168}))
      view.state.network = *chosen;
    if (button(ui, "Networks", {.kind = ButtonKind::quiet}))
      view.state.networks.step = NetworkForm::Step::list;
  });
}

std::optional<Value> handle_value(const PersonView& view, FieldId field, const std::string& typed) {
  const Networks& networks = networks_of(view.state.networks, view.program);
  if (const auto profile = networks.profile(typed))
    return element_value(view.workspace(), field, profile->handle, profile->network->name);
  const auto at = static_cast<std::size_t>(view.state.network);
  const bool is_named = at > 0 && at <= networks.all().size();
  return element_value(view.workspace(), field, typed,
                       is_named ? networks.all()[at - 1].name : std::string());
}

// One set: its elements, and an empty field that adds one.
void set_rows(Ui& ui, const PersonView& view, const FieldInfo& info) {
  const FieldId field = info.id;
  const std::string& label = info.label;
  const bool is_handle = info.type == ValueType::handle;
  int number = 0;
  for (const PageElement& element : view.page.elements) {
    if (element.field != field) continue;
    keyed(ui, ++number, [&] { element_row(ui, view, element, label); });
  }
  const std::string name = typed_as(field) + "/";
  const FieldResult added = text_field(
      ui, "Add to " + label, std::string_view(),
      {.in_place = true, .label_shown = false, .placeholder = "Add", .unsaved_as = name});
  if (is_handle) choose_network(ui, view);
  if (!added.committed || added.text.empty()) return;
  if (auto value = is_handle ? handle_value(view, field, added.text)
                             : element_value(view.workspace(), field, added.text))
    view.commit(add_element(view.page.id, field, std::move(*value)), "Added to " + label, name);
  else
    ui.unsaved().drop(name, ui.now_ms());
}

void change_own(const PersonView& view, const FieldInfo& field, const CellChange& change,
                std::string_view name) {
  if (change.value)
    return view.commit(set_cell(view.page.id, field.id, *change.value), "Changed " + field.label);
  auto edit =
      edit_cell(view.workspace(), *view.program.directory, view.page.id, field.id, change.typed);
  if (!edit) return view.ui.unsaved().refuse(name, change.typed, edit.error().text);
  const std::string said =
      edit->warning.empty() ? "Changed " + field.label : field.label + ": " + edit->warning;
  view.commit(std::move(edit->draft), said, name);
}

// A field for one network has its name where money has its currency.
void profile_link(Ui& ui, const PersonView& view, const OwnField& own) {
  if (own.field.type != ValueType::handle || own.cell.values.empty()) return;
  const Network* network = networks_of(view.state.networks, view.program).find(own.field.unit);
  if (network == nullptr) return;
  const std::string address = profile_address(*network, own.cell.words);
  if (!address.empty()) link(ui, "Open on " + network->name, address, {.size = 12});
  if (network->is_closed)
    text(ui, network->name + ". " + network_in_words(*network), {.size = 12, .tone = Tone::second});
}

void own_field(Ui& ui, const PersonView& view, const OwnField& own) {
  const bool has_value = !own.cell.words.empty() || !own.also.empty();
  if (covered(ui, own.field, has_value, view.state.shows_sensitive)) return;
  const std::string name = "details/own/" + uuid_text(description_of(own.field.id).bytes);
  std::optional<CellChange> change;
  if (own.field.type == ValueType::attachment) {
    field_files(ui, {own.field, own.cell, view.page.id, view.program, view.commands});
  } else {
    change = field_cell(ui, {.field = own.field,
                             .cell = own.cell,
                             .name = own.field.label,
                             .label_shown = false,
                             .unsaved_as = name});
  }
  for (const std::string& also : own.also)
    text(ui, "Also: " + also, {.size = 12, .tone = Tone::second});
  links_of(ui, view.program, own.cell);
  profile_link(ui, view, own);
  if (own.cell.is_odd && own.field.formula.empty())
    text(ui, "Kept as written: it is no value of this field’s type.",
         {.size = 12, .tone = Tone::warning});
  if (!own.field.help.empty()) text(ui, own.field.help, {.size = 12, .tone = Tone::second});
  if (still_so(ui, own.field, view.state.old_values)) {
    if (auto draft = say_again(view.workspace(), view.page.id, own.field.id))
      view.commit(std::move(*draft), "Confirmed " + own.field.label);
  }
  if (change) change_own(view, own.field, *change, name);
}

void own_fields(Ui& ui, const PersonView& view) {
  for (const OwnField& own : view.page.own) {
    keyed(ui, uuid_text(description_of(own.field.id).bytes), [&] {
      definition(ui, own.field.label, [&] { own_field(ui, view, own); });
      divider(ui);
    });
  }
}

}  // namespace

void person_details(Ui& ui, const PersonView& view) {
  row(ui, [&] {
    spacer(ui);
    if (button(ui, "Change the fields", {.kind = ButtonKind::quiet, .icon = Icon::edit}))
      view.state.fields = fields_of(view.page.kind);
  });
  for (const PageField& field : view.page.fields) {
    keyed(ui, static_cast<std::int64_t>(field.field.low), [&] {
      definition(ui, field.label, [&] { field_row(ui, view, field); });
      divider(ui);
    });
  }
  const KindInfo* kind = view.workspace().schema().kind(view.page.kind);
  if (kind == nullptr) return;
  for (const FieldInfo& field : kind->fields) {
    if (!field.is_set || !field.id.is_builtin()) continue;
    keyed(ui, static_cast<std::int64_t>(field.id.low), [&] {
      definition(ui, field.label, [&] { set_rows(ui, view, field); });
      divider(ui);
    });
  }
  own_fields(ui, view);
}

}  // namespace kith::ui
