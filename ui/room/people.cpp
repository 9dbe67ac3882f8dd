#include "ui/room/people.h"

#include "core/base/date_words.h"
#include "core/practice/commands.h"
#include "core/query/similar.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/list.h"
#include "ui/widget/navigation.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"
#include "ui/widget/unsaved_texts.h"

#include <algorithm>
#include <array>

namespace kith::ui {
namespace {

constexpr std::int64_t list_slice_us = 4'000;
constexpr std::size_t search_letters_min = 3;  // fewer look at names only: the list does that
constexpr int also_found_max = 100;

constexpr std::array<std::string_view, 5> sort_names = {"Name", "Last contact", "Recently added",
                                                        "Recently changed", "Organisation"};

bool shows_people(const PeopleState& state) {
  return state.kind == kinds::person;
}

// Facts, notes and contact ways that the words are in; names are the list's own business.
void look_elsewhere(PeopleState& state, const ProgramState& program) {
  Workspace& workspace = *program.workspace;
  // What an import changes is searched when the list takes it in: not in every frame.
  const bool is_resting = state.window->rests_for_us().has_value();
  const bool is_current = is_resting || state.searched_version == workspace.data_version();
  if (state.searched == state.filter && is_current) return;
  state.searched = state.filter;
  state.searched_version = workspace.data_version();
  state.also_found.clear();
  if (!shows_people(state) || state.filter.size() < search_letters_min) return;
  auto found = search(workspace, *program.directory, state.filter, also_found_max);
  if (!found) return;
  for (SearchHit& hit : found->hits) {
    const bool in_list = hit.kind == state.kind && hit.snippet.empty();
    if (!in_list) state.also_found.push_back(std::move(hit));
  }
}

std::string list_title(const PeopleState& state) {
  return shows_people(state) ? "People" : "Organisations";
}

std::string size_in_words(const PeopleState& state) {
  std::string words = number_words(static_cast<std::int64_t>(state.window->size()));
  if (!state.window->is_complete()) words += " …";
  return words;
}

void list_head(Ui& ui, PeopleState& state) {
  column(ui, {.padding = 16, .gap = 12}, [&] {
    row(ui, [&] {
      heading(ui, 1, list_title(state), {.focusable = true});
      text(ui, size_in_words(state), {.tone = Tone::second});
      spacer(ui);
      if (button(ui, "Fields",
                 {.kind = ButtonKind::quiet, .icon = Icon::settings, .icon_only = true}))
        state.person.fields = fields_of(state.kind);
      if (button(ui, shows_people(state) ? "Add person" : "Add organisation",
                 {.kind = ButtonKind::quiet, .icon = Icon::add, .icon_only = true})) {
        state.adding = true;
        state.new_name = state.filter;
      }
    });
    search_field(ui, shows_people(state) ? "Search people" : "Search organisations", state.filter,
                 {.label_shown = false, .placeholder = "Search names, facts, notes …"});
    row(ui, [&] {
      const bool is_narrow = ui.screen() == ScreenSize::narrow;
      if (is_narrow) text(ui, "Sorted by", {.size = 12, .tone = Tone::second, .decorative = true});
      const std::size_t count = shows_people(state) ? sort_names.size() : sort_names.size() - 1;
      auto chosen = select(ui, "Sort by", std::span(sort_names).first(count),
                           static_cast<int>(state.sort), {.label_shown = false});
      if (chosen) state.sort = static_cast<ListSort>(*chosen);
      // There is room for the words or for the button; the settings lead there too.
      if (is_narrow) return;
      spacer(ui);
      if (button(ui, "Duplicates", {.kind = ButtonKind::quiet})) ui.navigate("#/duplicates");
    });
  });
}

// `hit`: where it was found, if elsewhere than in its name.
void list_entry(Ui& ui, const ListRow& row, const PartialDate& today,
                const SearchHit* hit = nullptr) {
  const std::string since = row.last_contact ? time_since(*row.last_contact, today) : "";
  const bool has_snippet = hit != nullptr && !hit->snippet.empty();
  entry(ui,
        {.title = row.name,
         .subtitle = has_snippet ? hit->snippet : row.subtitle,
         .matches = has_snippet ? std::span(hit->snippet_matches) : std::span<const TextRange>(),
         .end = since,
         .initials = row.initials,
         .hue = static_cast<std::uint64_t>(row.hue)});
}

void nobody_here(Ui& ui, PeopleState& state) {
  if (!state.filter.empty()) {
    empty_state(ui,
                {.icon = Icon::search,
                 .title = "Nobody found",
                 .words = "No name, fact or note has these words."},
                [&] {
                  if (button(ui, "Show everyone")) state.filter.clear();
                });
    return;
  }
  const bool people = shows_people(state);
  empty_state(
      ui,
      {.icon = people ? Icon::people : Icon::organisation,
       .title = people ? "The people you care about" : "The organisations around you",
       .words = "Bring in the contacts you have, or add one by hand. Nothing leaves this device."},
      [&] {
        if (button(ui, "Import contacts",
                   {.kind = ButtonKind::primary, .icon = Icon::import_file})) {
          ui.navigate("#/import");
        }
        if (button(ui, people ? "Add a person" : "Add an organisation")) state.adding = true;
      });
}

std::int64_t selected_index(const PeopleState& state, const Route& route) {
  if (!route.record) return -1;
  auto position = state.window->position_of(*route.record);
  if (!position || !*position) return -1;
  return static_cast<std::int64_t>(**position);
}

// Of the list, and of what was found elsewhere behind it.
RecordId record_at(PeopleState& state, std::int64_t row) {
  const auto at = static_cast<std::size_t>(row);
  const std::size_t known = state.window->size();
  if (at >= known) return state.also_found[at - known].record;
  auto rows = state.window->rows(at, 1);
  return rows && !rows->empty() ? rows->front()->id : RecordId{};
}

void open_record(Ui& ui, const PeopleState& state, RecordId record) {
  const auto hit = std::ranges::find(state.also_found, record, &SearchHit::record);
  ui.navigate(record_route(hit == state.also_found.end() ? state.kind : hit->kind, record));
}

void list_body(Ui& ui, PeopleState& state, const ProgramState& program, const Route& route) {
  const auto known = static_cast<std::int64_t>(state.window->size());
  const auto count = known + static_cast<std::int64_t>(state.also_found.size());
  if (count == 0) {
    if (state.window->is_complete()) nobody_here(ui, state);
    return;
  }
  const PartialDate today_date = today(program.workspace->clock());
  const ListResult result =
      list_rows(ui,
                {.name = list_title(state),
                 .count = count,
                 .selected = selected_index(state, route),
                 .key = [&](std::int64_t i) { return uuid_text(record_at(state, i).bytes); }},
                [&](std::int64_t i) {
                  if (i >= known) {
                    const SearchHit& hit = state.also_found[static_cast<std::size_t>(i - known)];
                    list_entry(ui, hit.row, today_date, &hit);
                    return;
                  }
                  auto rows = state.window->rows(static_cast<std::size_t>(i), 1);
                  if (rows && !rows->empty()) list_entry(ui, *rows->front(), today_date);
                });
  if (!result.chosen) return;
  const auto record = parse_uuid(result.chosen_key);
  if (record) open_record(ui, state, RecordId{*record});
}

void look_for_similar(PeopleState& state, Workspace& workspace, const Directory& directory) {
  constexpr std::size_t similar_max = 3;
  if (state.similar_to == state.new_name && state.similar_version == workspace.data_version())
    return;
  state.similar_to = state.new_name;
  state.similar_version = workspace.data_version();
  auto found = similar_names(workspace, directory, state.kind, state.new_name, similar_max);
  state.similar = found ? std::move(*found) : std::vector<NamedRecord>{};
}

// Whoever is here already under such a name, to be opened instead. True when one was.
bool offer_similar(Ui& ui, PeopleState& state, const ProgramState& program) {
  look_for_similar(state, *program.workspace, *program.directory);
  if (state.similar.empty()) return false;
  bool opened = false;
  group(ui, Role::list, "Here already", [&] {
    text(ui, state.similar.size() == 1 ? "Is it this one?" : "Is it one of these?",
         {.tone = Tone::second});
    for (const NamedRecord& one : state.similar) {
      const std::string words = one.subtitle.empty() ? one.name : one.name + " · " + one.subtitle;
      keyed(ui, uuid_text(one.id.bytes), [&] {
        group(ui, Role::list_item, words, [&] {
          if (!button(ui, words, {.icon = Icon::arrow_right})) return;
          ui.navigate(record_route(one.kind, one.id));
          opened = true;
        });
      });
    }
  });
  return opened;
}

void add_dialog(Ui& ui, PeopleState& state, const ProgramState& program, Commands& commands) {
  const bool people = shows_people(state);
  bool sent = false;
  bool opened = false;
  const bool closed = dialog(ui, {.title = people ? "Add a person" : "Add an organisation"}, [&] {
    sent |= text_field(ui, "Name", state.new_name,
                       {.required = true, .focus = true, .unsaved_as = "new/name"})
                .by_enter;
    opened = offer_similar(ui, state, program);
    row(ui, [&] {
      spacer(ui);
      sent |= button(ui, "Add", {.kind = ButtonKind::primary, .disabled = state.new_name.empty()});
    });
  });
  if (closed || opened) {
    state.adding = false;
    state.new_name.clear();
    ui.unsaved().drop("new", ui.now_ms());
  }
  if (!sent || state.new_name.find_first_not_of(' ') == std::string::npos) return;
  NewRecord added = people ? add_person(*program.workspace, state.new_name)
                           : add_organisation(*program.workspace, state.new_name);
  ui.navigate(record_route(state.kind, added.id));
  commands.push_back(
      Commit{std::move(added.draft), "Added " + state.new_name, ui.unsaved().take("new")});
  state.adding = false;
  state.new_name.clear();
}

void list_pane(Ui& ui, PeopleState& state, const ProgramState& program, const Route& route) {
  list_head(ui, state);
  divider(ui);
  list_body(ui, state, program, route);
}

}  // namespace

void people_room(Ui& ui, PeopleState& state, const ProgramState& program, const Route& route,
                 Commands& commands) {
  if (!state.window) {
    state.window = std::make_unique<ListWindow>(*program.workspace, *program.directory, state.kind);
  }
  state.window->show(state.sort, state.filter);
  auto more = state.window->advance(list_slice_us);
  if (more && *more) ui.want_frame();
  if (const auto rest = state.window->rests_for_us()) {
    ui.wake_after(static_cast<double>(*rest) / 1000);
  }
  look_elsewhere(state, program);

  group(ui, Role::main, list_title(state), [&] {
    if (!more) banner(ui, more.error().text, {.severity = Severity::danger});
    list_and_detail(
        ui, route.record.has_value(), [&] { list_pane(ui, state, program, route); },
        [&] { person_detail(ui, state.person, program, state.kind, route.record, commands); });
  });
  field_dialog({ui, state.person.fields, program, commands});
  network_dialog(ui, state.person.networks, program, commands);
  if (ui.unsaved().has("new")) state.adding = true;
  if (state.adding) add_dialog(ui, state, program, commands);
}

}  // namespace kith::ui
