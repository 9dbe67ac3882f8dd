#include "ui/room/palette.h"

#include "core/base/text_fold.h"
#include "core/query/query_words.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"
#include "ui/room/shortcuts.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/list.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith::ui {
namespace {

constexpr std::size_t recent_max = 50;
constexpr std::size_t recent_shown_max = 6;
constexpr int found_max = 30;
constexpr std::size_t entries_max = 12;
constexpr std::string_view list_name = "Places and records";

struct Place {
  std::string_view title;
  std::string_view address;
};
constexpr std::array places = {
    Place{"People", "#/people"},
    Place{"Organisations", "#/organisations"},
    Place{"Ties", "#/ties"},
    Place{"Capture", "#/capture"},
    Place{"Tables", "#/tables"},
    Place{"Segments", "#/segments"},
    Place{"Import contacts", "#/import"},
    Place{"Duplicates", "#/duplicates"},
    Place{"Settings", "#/settings"},
    Place{"History", "#/history"},
    Place{"Trash", "#/trash"},
};

std::string kind_word(KindId kind) {
  return kind == kinds::organisation ? "Organisation"
         : kind == kinds::household  ? "Household"
                                     : "Person";
}

PaletteEntry entry_of(const ListRow& row, KindId kind) {
  std::string subtitle = kind.is_builtin() ? kind_word(kind) : "Row";
  if (!row.subtitle.empty()) subtitle += " · " + row.subtitle;
  return {.title = row.name,
          .subtitle = std::move(subtitle),
          .matches = {},
          .initials = row.initials,
          .hue = row.hue,
          .address = record_route(kind, row.id),
          .command = {}};
}

// A hit with where the words are, if elsewhere than in its name.
PaletteEntry entry_of(const SearchHit& hit) {
  PaletteEntry entry = entry_of(hit.row, hit.kind);
  if (hit.snippet.empty()) return entry;
  entry.subtitle = (hit.kind.is_builtin() ? kind_word(hit.kind) : hit.row.subtitle) + " · ";
  for (const TextRange& match : hit.snippet_matches)
    entry.matches.push_back(
        {entry.subtitle.size() + match.begin, entry.subtitle.size() + match.end});
  entry.subtitle += hit.snippet;
  return entry;
}

void add(PaletteState& state, PaletteEntry entry) {
  const bool is_there = !entry.address.empty() &&
                        std::ranges::find(state.entries, entry.address, &PaletteEntry::address) !=
                            state.entries.end();
  if (!is_there && state.entries.size() < entries_max) state.entries.push_back(std::move(entry));
}

// Of those opened last, whose names have the words.
void add_recent(PaletteState& state, const ProgramState& program, const QueryWords& words) {
  Workspace& workspace = *program.workspace;
  std::size_t shown = 0;
  for (const RecordId& id : state.recent) {
    if (shown == recent_shown_max) return;
    const auto record = workspace.read(id);
    if (!record || !*record) continue;
    const auto row = program.directory->row(workspace.database(), (*record)->kind, (*record)->row);
    if (!row || !*row || !(words.empty() || words.all_match((*row)->name))) continue;
    add(state, entry_of(**row, (*record)->kind));
    ++shown;
  }
}

PaletteEntry command_entry(std::string title, std::string_view keys) {
  return {.title = std::move(title),
          .subtitle = "Command · " + std::string(keys),
          .matches = {},
          .initials = {},
          .address = {},
          .command = {}};
}

void add_commands(PaletteState& state, const ProgramState& program, const QueryWords& words) {
  const auto fits = [&](std::string_view title) { return words.empty() || words.all_match(title); };
  if (program.toast.undo && fits("Undo")) {
    PaletteEntry undo = command_entry("Undo: " + program.toast.text, shortcut_keys::undo);
    undo.command = UndoChange{*program.toast.undo};
    add(state, std::move(undo));
  } else if (!words.empty() && fits("Undo the last change")) {
    PaletteEntry undo = command_entry("Undo the last change", shortcut_keys::undo);
    undo.command = UndoLast{};
    add(state, std::move(undo));
  }
  if (words.empty()) return;
  if (fits("Redo what was undone")) {
    PaletteEntry redo = command_entry("Redo what was undone", shortcut_keys::redo);
    redo.command = RedoLast{};
    add(state, std::move(redo));
  }
  if (fits("Keys and shortcuts")) {
    PaletteEntry keys = command_entry("Keys and shortcuts", shortcut_keys::sheet);
    keys.shows_keys = true;
    add(state, std::move(keys));
  }
}

void add_places(PaletteState& state, const ProgramState& program, const QueryWords& words) {
  const auto fits = [&](std::string_view title) { return words.empty() || words.all_match(title); };
  for (const Place& place : places) {
    if (!fits(place.title)) continue;
    add(state, {.title = std::string(place.title),
                .subtitle = "Room",
                .matches = {},
                .initials = {},
                .address = std::string(place.address),
                .command = {}});
  }
  if (fits("Lock now")) {
    add(state, {.title = "Lock now",
                .subtitle = "Command",
                .matches = {},
                .initials = {},
                .address = {},
                .command = Lock{}});
  }
  add_commands(state, program, words);
  if (words.empty()) return;
  for (const KindInfo& kind : program.workspace->schema().kinds()) {
    if (!kind.is_made() || kind.is_hidden || !fits(kind.label)) continue;
    add(state, {.title = kind.label,
                .subtitle = "Table",
                .matches = {},
                .initials = {},
                .address = route_text({Room::tables, description_of(kind.id), {}}),
                .command = {}});
  }
  const auto sets = segment_queries::all(program.workspace->database());
  if (!sets) return;
  for (const auto& set : *sets) {
    if (!fits(set.name)) continue;
    add(state, {.title = set.name,
                .subtitle = set.kind == kinds::list ? "List" : "Segment",
                .matches = {},
                .initials = {},
                .address = route_text({Room::segments, set.id, {}}),
                .command = {}});
  }
}

void list_again(PaletteState& state, const ProgramState& program) {
  Workspace& workspace = *program.workspace;
  if (state.listed == state.typed && state.version == workspace.data_version()) return;
  state.listed = state.typed;
  state.version = workspace.data_version();
  state.entries.clear();
  state.selected = 0;
  const QueryWords words(state.typed);
  add_recent(state, program, words);
  if (!words.empty()) {
    auto found = search(workspace, *program.directory, state.typed, found_max);
    if (found) {
      for (const SearchHit& hit : found->hits) {
        if (hit.snippet.empty()) add(state, entry_of(hit));
      }
      // Rooms are asked for by their names: before what is only said of somebody.
      add_places(state, program, words);
      for (const SearchHit& hit : found->hits)
        add(state, entry_of(hit));
      return;
    }
  }
  add_places(state, program, words);
}

void close(PaletteState& state) {
  state.is_open = false;
  state.typed.clear();
  state.listed.clear();
  state.entries.clear();
  state.version = 0;
  state.list = state.option = 0;
}

void follow(Ui& ui, PaletteState& state, std::size_t at, Commands& commands) {
  if (at >= state.entries.size()) return;
  PaletteEntry chosen = std::move(state.entries[at]);
  if (chosen.command) commands.push_back(std::move(*chosen.command));
  if (!chosen.address.empty()) ui.navigate(chosen.address);
  state.asks_for_keys = chosen.shows_keys;
  close(state);
}

void body(Ui& ui, PaletteState& state, const ProgramState& program, Commands& commands) {
  const FieldResult field = search_field(ui, "Go to", state.typed,
                                         {.label_shown = false,
                                          .focus = true,
                                          .placeholder = "A name, a room, a word …",
                                          .controls = state.list,
                                          .active = state.option});
  list_again(state, program);
  const int last = static_cast<int>(state.entries.size()) - 1;
  const int before = state.selected;
  if (ui.key(field.node, "ArrowDown")) state.selected = std::min(state.selected + 1, last);
  if (ui.key(field.node, "ArrowUp")) state.selected = std::max(state.selected - 1, 0);
  if (state.selected != before) scroll_to_row(ui, list_name, state.selected);
  if (field.by_enter) return follow(ui, state, static_cast<std::size_t>(state.selected), commands);
  if (state.entries.empty()) {
    state.list = state.option = 0;
    text(ui, "Nothing here has these words.", {.tone = Tone::second});
    return;
  }
  const auto at = [&](std::int64_t i) -> const PaletteEntry& {
    return state.entries[static_cast<std::size_t>(i)];
  };
  const float height = ui.metrics().row_two * static_cast<float>(std::min(last + 1, 6));
  const ListResult result =
      list_rows(ui,
                {.name = list_name,
                 .count = last + 1,
                 .selected = state.selected,
                 .height = height,
                 .are_options = true,
                 .key = [&](std::int64_t i) { return at(i).title + '\n' + at(i).address; }},
                [&](std::int64_t i) {
                  entry(ui, {.title = at(i).title,
                             .subtitle = at(i).subtitle,
                             .matches = at(i).matches,
                             .initials = at(i).initials,
                             .hue = static_cast<std::uint64_t>(at(i).hue)});
                });
  // The field above told what was drawn before.
  if (state.list != result.list || state.option != result.active) ui.want_frame();
  state.list = result.list;
  state.option = result.active;
  if (!result.chosen) return;
  for (std::size_t i = 0; i < state.entries.size(); ++i) {
    if (state.entries[i].title + '\n' + state.entries[i].address == result.chosen_key)
      return follow(ui, state, i, commands);
  }
}

void remember(PaletteState& state, const Route& route) {
  if (!route.record || (!state.recent.empty() && state.recent.front() == *route.record)) return;
  std::erase(state.recent, *route.record);
  state.recent.insert(state.recent.begin(), *route.record);
  if (state.recent.size() > recent_max) state.recent.pop_back();
}

}  // namespace

void palette(Ui& ui, PaletteState& state, const ProgramState& program, const Route& route,
             Commands& commands) {
  remember(state, route);
  if (ui.shortcut("Control+KeyK")) state.is_open = true;
  if (!state.is_open) return;
  const bool closes = dialog(ui, {.title = "Go to"}, [&] { body(ui, state, program, commands); });
  if (closes) close(state);
}

}  // namespace kith::ui
