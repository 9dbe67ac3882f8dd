#include "ui/app.h"

#include "core/record/builtin.h"
#include "ui/room/capture.h"
#include "ui/room/conflicts.h"
#include "ui/room/duplicates.h"
#include "ui/room/gallery.h"
#include "ui/room/import.h"
#include "ui/room/journal.h"
#include "ui/room/merge.h"
#include "ui/room/palette.h"
#include "ui/room/people.h"
#include "ui/room/route.h"
#include "ui/room/segments.h"
#include "ui/room/settings.h"
#include "ui/room/shortcuts.h"
#include "ui/room/tables.h"
#include "ui/room/ties.h"
#include "ui/room/trash.h"
#include "ui/room/unlock.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/frame.h"
#include "ui/widget/navigation.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/unsaved_texts.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace kith::ui {

// What the rooms remember while the workspace is open.
struct Rooms {
  PeopleState people{kinds::person};
  PeopleState organisations{kinds::organisation};
  CaptureState capture;
  SegmentsState segments;
  PaletteState palette;
  ShortcutsState shortcuts;
  ImportState import;
  ConflictsState conflicts;
  JournalState journal;
  TablesState tables;
  DuplicatesState duplicates;
  MergeState merge;
  TiesState ties;
  TrashState trash;
  SettingsState settings;
  std::uint64_t counted_version = 0;
  std::string people_count;
};

struct App::State {
  explicit State(const Services& services)
      : program(services.program), ui(services.glyphs, services.renderer) {}

  const ProgramState& program;
  Ui ui;
  Commands commands;
  UnlockState unlock;
  GalleryState gallery;
  std::unique_ptr<Rooms> rooms = std::make_unique<Rooms>();
  std::uint64_t toast_serial = 0;
  std::uint64_t refusal_serial = 0;
  bool knows_unsaved = false;  // what the workspace has of it
  Route shown;                 // where the last frame was
  bool was_open = false;

  void draw(const Route& route);
  void draw_workspace(const Route& route);
  void draw_room(const Route& route);
  void draw_notices(const Route& route);
  void count_people();
  void show_toasts();
  void ask_about_later_edits();
  void put_back_unsaved(const Route& route);
  void keep_unsaved();
  void follow_route(const Route& route);
};

namespace {

std::string lock_words(int minutes) {
  return minutes < 60 ? "Locks after " + std::to_string(minutes) + " min" : "Locks after 1 hour";
}

// In the order of the rail; the first ones are on a phone's bar too.
std::array<Destination, 8> rail(Room room, std::string_view people_count) {
  return {{
      {.label = "People",
       .href = "#/people",
       .icon = Icon::people,
       .count = people_count,
       .current = room == Room::people || room == Room::duplicates},
      {.label = "Organisations",
       .href = "#/organisations",
       .icon = Icon::organisation,
       .current = room == Room::organisations},
      {.label = "Ties",
       .href = "#/ties",
       .icon = Icon::tie,
       .current = room == Room::ties,
       .on_phone = false},
      {.label = "Tables",
       .href = "#/tables",
       .icon = Icon::copy,
       .current = room == Room::tables,
       .on_phone = false},
      {.label = "Capture",
       .href = "#/capture",
       .icon = Icon::edit,
       .current = room == Room::capture,
       .on_phone = false},
      {.label = "Segments",
       .href = "#/segments",
       .icon = Icon::sort,
       .current = room == Room::segments,
       .on_phone = false},
      {.label = "Import",
       .href = "#/import",
       .icon = Icon::import_file,
       .current = room == Room::import,
       .on_phone = false},
      {.label = "Settings",
       .href = "#/settings",
       .icon = Icon::settings,
       .current = room == Room::settings || room == Room::trash || room == Room::journal,
       .on_phone = false},
  }};
}

}  // namespace

void App::State::count_people() {
  const std::uint64_t version = program.workspace->data_version();
  if (rooms->counted_version == version && !rooms->people_count.empty()) return;
  rooms->counted_version = version;
  auto count = program.directory->count(program.workspace->database(), kinds::person);
  rooms->people_count = count ? number_words(*count) : "";
}

void App::State::draw_notices(const Route& route) {
  if (program.storage.known && !program.storage.on_device) {
    banner(ui, "This window cannot keep data on this device: everything is lost when it is closed.",
           {.severity = Severity::danger});
  }
  if (program.error) {
    const bool damaged = program.error->code == ErrorCode::damaged;
    if (banner(ui, program.error->text,
               {.severity = Severity::danger,
                .action = damaged ? "Save what can be read" : std::string_view{}}))
      commands.push_back(ExportReadable{});
  }
  if (const std::size_t count = rooms->conflicts.conflicts.size();
      count > 0 && route.room != Room::conflicts &&
      banner(ui,
             (count == 1 ? std::string("Two people wrote one field")
                         : "Two people wrote each of " + std::to_string(count) + " fields") +
                 " at the same time. Both versions are kept until somebody chooses.",
             {.action = "Decide"})) {
    ui.navigate("#/decide");
  }
  if (const auto address = ui.unsaved().unseen_address();
      address && banner(ui, "Something you typed is not saved yet.",
                        {.severity = Severity::warning, .action = "Go there"})) {
    ui.navigate(*address);
  }
  if (program.backup.is_due && route.room != Room::settings &&
      banner(ui,
             "What is here is on this device only, and for more than a week nobody made a backup.",
             {.severity = Severity::warning, .action = "Make one"})) {
    ui.navigate("#/settings");
  }
  if (program.storage.nearly_full && route.room != Room::settings &&
      banner(ui,
             "Only " + size_words(program.storage.quota_bytes - program.storage.used_bytes) +
                 " are left for Kith on this device. Free some space before changes have to be "
                 "refused; what is saved is safe.",
             {.severity = Severity::warning, .action = "Storage health"})) {
    ui.navigate("#/settings");
  }
  if (program.missing_saves > 0 &&
      banner(ui,
             "This device went back in time: " +
                 count_words(static_cast<std::int64_t>(program.missing_saves), "save", "saves") +
                 " made here earlier are missing. If you did not put back an older copy of the "
                 "browser's files, somebody else may have. A backup may have what is missing.",
             {.severity = Severity::danger, .action = "Go on with what is here"})) {
    commands.push_back(AcceptOlderState{});
  }
  if (program.locks_soon) {
    banner(ui, "Nobody seems to be here: Kith locks in less than half a minute.",
           {.severity = Severity::warning});
  }
  if (program.unfinished_import && route.room != Room::import &&
      banner(ui, "An import was interrupted.",
             {.severity = Severity::warning, .action = "Look at it"})) {
    ui.navigate("#/import");
  }
}

void App::State::draw_room(const Route& route) {
  switch (route.room) {
    case Room::people:
      return people_room(ui, rooms->people, program, route, commands);
    case Room::organisations:
      return people_room(ui, rooms->organisations, program, route, commands);
    case Room::capture:
      return capture_room(ui, rooms->capture, program, commands);
    case Room::segments:
      return segments_room(ui, rooms->segments, program, route, commands);
    case Room::import:
      return import_room(ui, rooms->import, program, commands);
    case Room::conflicts:
      return conflicts_room(ui, rooms->conflicts, commands);
    case Room::journal:
      return journal_room(ui, rooms->journal, program, commands);
    case Room::tables:
      return tables_room(ui, rooms->tables, program, route, commands);
    case Room::duplicates:
      return duplicates_room(ui, rooms->duplicates, program, commands);
    case Room::merge:
      return merge_room(ui, rooms->merge, program, route, commands);
    case Room::ties:
      return ties_room(ui, rooms->ties, program, route);
    case Room::trash:
      return trash_room(ui, rooms->trash, program, commands);
    case Room::settings:
      return settings_room(ui, rooms->settings, program, commands);
    case Room::gallery:
      return gallery_room(ui, gallery);
  }
}

void App::State::draw_workspace(const Route& route) {
  count_people();
  read_conflicts_again(rooms->conflicts, program);
  const Room room = route.room;
  if (room != Room::conflicts) rooms->conflicts.shows_sensitive = false;
  const std::array<Destination, 8> destinations = rail(room, rooms->people_count);
  const bool kept = program.storage.on_device;
  const std::string locks = lock_words(program.preferences.lock_after_minutes);
  const ShellPress press = shell(ui,
                                 {.destinations = destinations,
                                  .status = kept ? "Only on this device, sealed" : "Kept nowhere",
                                  .status_good = kept,
                                  .status_more = locks,
                                  .action = "Capture",
                                  .find = "Go to",
                                  .find_keys = "Ctrl K"},
                                 [&] {
                                   draw_notices(route);
                                   draw_room(route);
                                 });
  if (press == ShellPress::action) ui.navigate("#/capture");
  if (press == ShellPress::find) rooms->palette.is_open = true;
  palette(ui, rooms->palette, program, route, commands);
  if (std::exchange(rooms->palette.asks_for_keys, false)) rooms->shortcuts.is_open = true;
  shortcuts(ui, rooms->shortcuts, commands);
}

// What could not be undone without losing somebody's later work.
void App::State::ask_about_later_edits() {
  if (!program.undo_rest) return;
  const UndoRest& rest = *program.undo_rest;
  const bool closes = dialog(ui, {.title = "Changed again since"}, [&] {
    text(ui, "This was left as it is now:");
    group(ui, Role::list, "Later edits", [&] {
      for (const std::string& words : rest.words)
        group(ui, Role::list_item, words, [&] { text(ui, "· " + words); });
    });
    if (rest.count > rest.words.size())
      text(ui, "and " + std::to_string(rest.count - rest.words.size()) + " more",
           {.tone = Tone::second});
    space(ui, 8);
    row(ui, {.wraps = true}, [&] {
      if (button(ui, "Keep the later edits", {.kind = ButtonKind::primary}))
        commands.push_back(KeepLaterEdits{});
      if (button(ui, "Undo these too", {.icon = Icon::undo}))
        commands.push_back(UndoChange{rest.changeset, true});
    });
  });
  if (closes) commands.push_back(KeepLaterEdits{});
}

void App::State::draw(const Route& route) {
  if (route.room == Room::gallery) {
    gallery_room(ui, gallery);
  } else if (program.vault == VaultStatus::open && program.workspace != nullptr) {
    put_back_unsaved(route);
    draw_workspace(route);
    ask_about_later_edits();
    keep_unsaved();
  } else {
    unlock_room(ui, unlock, program, commands);
  }
}

void App::State::show_toasts() {
  if (program.toast.serial != toast_serial) {
    toast_serial = program.toast.serial;
    const bool undoable = program.toast.undo || program.toast.undo_import;
    const char* action = program.toast.is_redo ? "Redo" : "Undo";
    ui.toast(program.toast.text, undoable ? action : "", toast_serial);
  }
  if (ui.toast_chosen() != toast_serial || toast_serial == 0) return;
  if (program.toast.undo) commands.push_back(UndoChange{*program.toast.undo});
  if (!program.toast.undo_import) return;
  const RecordId import = *program.toast.undo_import;
  if (program.toast.is_redo)
    commands.push_back(RedoImport{import});
  else
    commands.push_back(UndoImport{import});
}

// Before the rooms are drawn: what was typed before a crash, or for a change that was refused.
void App::State::put_back_unsaved(const Route& route) {
  UnsavedTexts& unsaved = ui.unsaved();
  unsaved.visit(route_text(route));
  if (!std::exchange(knows_unsaved, true)) {
    if (auto found = program.workspace->unsaved()) unsaved.found(std::move(*found));
  }
  if (std::exchange(refusal_serial, program.refusal.serial) == program.refusal.serial) return;
  for (const UnsavedText& text : program.refusal.texts)
    unsaved.put_back(text, program.refusal.reason, ui.now_ms());
}

void App::State::keep_unsaved() {
  const auto due_ms = ui.unsaved().due_ms();
  if (!due_ms) return;
  if (ui.now_ms() < *due_ms) return ui.wake_after(*due_ms - ui.now_ms());
  // First: another of them may lock the workspace.
  commands.insert(commands.begin(), KeepUnsaved{ui.unsaved().take_changes()});
}

// Whoever went to another place by keyboard or screen reader finds the focus at its heading. Asked
// for in the frame that shows the place: later it could take the focus from where the user is.
void App::State::follow_route(const Route& route) {
  const bool open = program.vault == VaultStatus::open;
  const bool same_place = route.room == shown.room && open == was_open &&
                          (ui.screen() != ScreenSize::narrow || route.record == shown.record);
  const bool came_from_the_list = open == was_open && ui.focused() == 0;
  shown = route;
  was_open = open;
  if (same_place || came_from_the_list) return;
  const auto& nodes = ui.nodes();
  auto heading = std::find_if(nodes.begin(), nodes.end(), [](const Node& node) {
    return node.role == Role::heading && node.level == 1;
  });
  if (heading != nodes.end()) ui.focus(heading->id);
}

App::App(const Services& services) : state_(std::make_unique<State>(services)) {}
App::~App() = default;

void App::input(const InputEvent& event) {
  state_->ui.input(event);
}

FrameOutput App::frame(double now_ms) {
  State& state = *state_;
  if (state.ui.theme_choice() != state.program.preferences.theme)
    state.ui.set_theme(state.program.preferences.theme);
  state.show_toasts();
  return state.ui.frame(now_ms, [&] {
    const Route route = parse_route(state.ui.route());  // what is drawn may lead elsewhere
    state.draw(route);
    state.follow_route(route);
  });
}

Commands App::take_commands() {
  return std::exchange(state_->commands, {});
}

void App::forget_page() {
  state_->ui.forget_page();
}

KeepUnsaved App::take_unsaved() {
  return {state_->ui.unsaved().take_changes()};
}

void App::forget_workspace() {
  state_->ui.unsaved().forget_all();
  state_->knows_unsaved = false;
  state_->rooms = std::make_unique<Rooms>();
  state_->unlock.forget();
}

void App::reread_workspace() {
  state_->ui.unsaved().forget_all();  // they are in the workspace too, and there as they are now
  state_->ui.forget_edit();
  state_->knows_unsaved = false;
  const auto before = std::exchange(state_->rooms, std::make_unique<Rooms>());
  for (auto list : {&Rooms::people, &Rooms::organisations}) {
    PeopleState& now = (*state_->rooms).*list;
    const PeopleState& then = (*before).*list;
    now.sort = then.sort;
    now.filter = then.filter;
    now.person.tab = then.person.tab;
  }
}

Ui& App::ui() {
  return state_->ui;
}

}  // namespace kith::ui
