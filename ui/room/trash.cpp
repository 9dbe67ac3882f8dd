#include "ui/room/trash.h"

#include "core/practice/commands.h"
#include "core/record/workspace.h"
#include "ui/widget/button.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

namespace kith::ui {
namespace {

constexpr int items_max = 200;

void read_again(TrashState& state, const ProgramState& program) {
  Workspace& workspace = *program.workspace;
  if (state.version == workspace.data_version()) return;
  state.version = workspace.data_version();
  state.error.reset();
  auto items = read_trash(workspace, *program.directory, items_max);
  if (items)
    state.items = std::move(*items);
  else
    state.error = std::move(items.error());
}

void trash_item(Ui& ui, const TrashItem& item, Workspace& workspace, Commands& commands) {
  group(ui, Role::list_item, item.words, [&] {
    columns(
        ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
        [&] {
          text(ui, item.words);
          text(ui, item.when, {.size = 12, .tone = Tone::second});
        },
        [&] {
          if (button(ui, "Restore", {.icon = Icon::undo, .description = item.words})) {
            if (auto draft = restore_whole(workspace, item.id))
              commands.push_back(Commit{std::move(*draft), "Took out of the trash: " + item.words});
          }
        });
  });
  divider(ui);
}

void trash_list(Ui& ui, const TrashState& state, Workspace& workspace, Commands& commands) {
  if (state.items.empty()) {
    empty_state(ui,
                {.icon = Icon::trash,
                 .title = "Nothing is in the trash",
                 .words = "What you move here stays until you take it out again."},
                [&] {
                  if (button(ui, "Back to the people")) ui.navigate("#/people");
                });
    return;
  }
  text(ui, "Nothing leaves the trash by itself. A person can be erased for good once restored.",
       {.tone = Tone::second});
  group(ui, Role::list, "Trash", [&] {
    for (const TrashItem& item : state.items)
      keyed(ui, uuid_text(item.id.bytes), [&] { trash_item(ui, item, workspace, commands); });
  });
  if (state.items.size() == static_cast<std::size_t>(items_max))
    text(ui, "The newest " + std::to_string(items_max) + " are shown.", {.tone = Tone::second});
}

}  // namespace

void trash_room(Ui& ui, TrashState& state, const ProgramState& program, Commands& commands) {
  read_again(state, program);
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "Trash", [&] {
      scroll_area(ui, "Trash", {.padding = 24}, [&] {
        column(ui, {.gap = 16, .width_max = prose_width_max}, [&] {
          heading(ui, 1, "Trash", {.size = 24, .focusable = true});
          if (state.error) banner(ui, state.error->text, {.severity = Severity::danger});
          panel(ui, {}, [&] { trash_list(ui, state, *program.workspace, commands); });
        });
      });
    });
  });
}

}  // namespace kith::ui
