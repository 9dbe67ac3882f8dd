#include "ui/room/person.h"

#include "core/practice/commands.h"
#include "core/record/builtin.h"
#include "ui/room/conflicts.h"
#include "ui/room/route.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"
#include "ui/widget/unsaved_texts.h"

#include <array>

namespace kith::ui {
namespace {

void read_again(Ui& ui, PersonState& state, const ProgramState& program, RecordId record) {
  Workspace& workspace = *program.workspace;
  const PartialDate day = today(workspace.clock());
  const bool same_record = state.read_id == record;
  if (same_record && state.read_version == workspace.data_version() && state.read_on == day) return;
  if (!same_record) {
    // What was half typed belongs to the person it was typed about.
    state.capture_line.clear();
    state.contact = {};
    state.tie = {};
    state.merging = {};
    state.erasing = {};
    state.past = {};
    state.shows_sensitive = false;
    if (ui.unsaved().has("details")) state.tab = PersonTab::details;
    if (ui.unsaved().has("facts")) state.tab = PersonTab::facts;
    if (ui.unsaved().has("tie")) state.tab = PersonTab::ties;
  }
  state.read_id = record;
  state.read_version = workspace.data_version();
  state.read_on = day;
  state.network = 0;  // its place may have moved
  state.error.reset();
  auto page = read_page(workspace, *program.directory, record);
  if (page)
    state.page = std::move(*page);
  else
    state.error = page.error();
  state.conflicts =
      read_conflicts(workspace, *program.directory, record).value_or(std::vector<FieldVersions>());
  const RecordId shown = state.page ? state.page->id : record;
  state.old_values = old_values(workspace, shown).value_or(std::vector<OldValue>());
  const auto view = workspace.read(record);
  state.is_in_trash = view && *view && !(*view)->alive;
}

void nothing_chosen(Ui& ui, KindId kind) {
  if (kind == kinds::organisation) {
    empty_state(ui,
                {.icon = Icon::organisation,
                 .title = "Choose an organisation from the list",
                 .words = "Its story, what you know of it and its people are shown here."},
                [] {});
    return;
  }
  empty_state(ui,
              {.icon = Icon::person,
               .title = "Choose somebody from the list",
               .words = "Their story, what you know of them and who they know are shown here."},
              [] {});
}

void gone(Ui& ui, const PersonState& state, Workspace& workspace, Commands& commands) {
  const auto go_back = [&] {
    if (button(ui, "Back to the people")) ui.navigate("#/people");
  };
  if (state.is_in_trash) {
    empty_state(ui, {.icon = Icon::trash, .title = "In the trash", .words = "It can be restored."},
                [&] {
                  const bool restores =
                      button(ui, "Restore", {.kind = ButtonKind::primary, .icon = Icon::undo});
                  go_back();
                  if (!restores) return;
                  if (auto draft = restore_whole(workspace, *state.read_id))
                    commands.push_back(Commit{std::move(*draft), "Taken out of the trash"});
                });
  } else {
    empty_state(ui,
                {.icon = Icon::trash,
                 .title = "Not here",
                 .words = "This record was erased, or was never on this device."},
                go_back);
  }
  for (const std::string& typed : ui.unsaved().here())
    text(ui, "Not saved: " + typed, {.tone = Tone::second});
}

void head_words(Ui& ui, const PersonView& view) {
  // On a phone this is the page; beside the list it is a part of it.
  const bool narrow = ui.screen() == ScreenSize::narrow;
  heading(ui, narrow ? 1 : 2, view.page.header.name, {.size = narrow ? 20 : 24, .focusable = true});
  std::string words = view.page.known_as;
  if (!view.page.header.subtitle.empty()) {
    if (!words.empty()) words += " · ";
    words += view.page.header.subtitle;
  }
  if (words.empty()) words = view.page.last_contact_in_words;
  text(ui, words, {.size = 12, .tone = Tone::second, .one_line = true});
}

void head_buttons(Ui& ui, const PersonView& view) {
  row(ui, [&] {
    if (button(ui, "Log contact", {.kind = ButtonKind::primary, .icon = Icon::talk})) {
      view.state.contact = {};
      view.state.contact.open = true;
    }
    static constexpr std::array<MenuItem, 3> items = {
        MenuItem{.label = "Merge with…", .icon = Icon::people},
        MenuItem{.label = "Move to trash", .icon = Icon::trash, .danger = true},
        MenuItem{.label = "Erase for good…", .icon = Icon::trash, .danger = true}};
    const auto chosen = menu_button(ui, "More", items);
    if (chosen == 0) view.state.merging.open = true;
    if (chosen == 2) view.state.erasing.open = true;
    if (chosen != 1) return;
    if (auto draft = trash_whole(view.workspace(), view.page.id)) {
      ui.navigate(view.page.kind == kinds::organisation ? "#/organisations" : "#/people");
      view.commit(std::move(*draft), "Moved " + view.page.header.name + " to the trash");
    }
  });
}

// Those merged into this one, each with the way to make them two again.
void also_known(Ui& ui, const PersonView& view) {
  for (const MergedName& one : view.page.merged) {
    keyed(ui, uuid_text(one.id.bytes), [&] {
      row(ui, {.wraps = true}, [&] {
        text(ui, "Also known here as " + one.name + ".", {.size = 12, .tone = Tone::second});
        link(ui, "Un-merge " + one.name, merge_route(view.page.id, one.id), {.size = 12});
      });
    });
  }
}

void head(Ui& ui, const PersonView& view) {
  const bool narrow = ui.screen() == ScreenSize::narrow;
  if (narrow) {
    const bool organisation = view.page.kind == kinds::organisation;
    if (button(ui, organisation ? "Organisations" : "People",
               {.kind = ButtonKind::quiet, .icon = Icon::back})) {
      ui.navigate(organisation ? "#/organisations" : "#/people");
    }
  }
  const auto picture = [&] {
    avatar(ui, view.page.header.initials, static_cast<std::uint64_t>(view.page.header.hue),
           narrow ? 52 : 64);
  };
  const auto words = [&] { head_words(ui, view); };
  if (narrow) {
    columns(ui, {.tracks = {fit(), fill()}, .gap = 16, .centred = true}, picture, words);
    head_buttons(ui, view);
  } else {
    columns(ui, {.tracks = {fit(), fill(), fit()}, .gap = 16, .centred = true}, picture, words,
            [&] { head_buttons(ui, view); });
  }
}

void part(Ui& ui, const PersonView& view) {
  switch (view.state.tab) {
    case PersonTab::story:
      return person_story(ui, view);
    case PersonTab::facts:
      return person_facts(ui, view);
    case PersonTab::ties:
      return person_ties(ui, view);
    case PersonTab::details:
      return person_details(ui, view);
    case PersonTab::history:
      return person_history(ui, view);
  }
}

void page(Ui& ui, const PersonView& view) {
  static constexpr std::array<std::string_view, 5> names = {"Story", "Facts", "Ties", "Details",
                                                            "History"};
  const float padding = ui.screen() == ScreenSize::narrow ? 16 : 32;
  scroll_area(ui, "Record", {.padding = padding, .gap = 16}, [&] {
    group(ui, Role::region, view.page.header.name, [&] {
      head(ui, view);
      also_known(ui, view);
      conflict_panels(ui, view.state.conflicts, view.state.shows_sensitive, view.commands);
      if (auto chosen = tabs(ui, "Parts of the record", names, static_cast<int>(view.state.tab))) {
        view.state.tab = static_cast<PersonTab>(*chosen);
      }
      part(ui, view);
    });
  });
  if (ui.unsaved().has("contact")) view.state.contact.open = true;
  if (view.state.contact.open) contact_dialog(ui, view);
  merge_dialog(ui, view);
  erase_dialog(ui, view);
}

}  // namespace

void PersonView::commit(Draft draft, std::string toast, std::string_view typed_as) const {
  if (draft.empty()) return ui.unsaved().drop(typed_as, ui.now_ms());
  commands.push_back(Commit{std::move(draft), std::move(toast), ui.unsaved().take(typed_as)});
}

void person_detail(Ui& ui, PersonState& state, const ProgramState& program, KindId kind,
                   const std::optional<RecordId>& record, Commands& commands) {
  if (!record) return nothing_chosen(ui, kind);
  read_again(ui, state, program, *record);
  if (state.error) {
    banner(ui, state.error->text, {.severity = Severity::danger});
    return;
  }
  if (!state.page) return gone(ui, state, *program.workspace, commands);
  keyed(ui, uuid_text(record->bytes), [&] {
    page(ui, {ui, state, *state.page, program, commands});
  });
}

}  // namespace kith::ui
