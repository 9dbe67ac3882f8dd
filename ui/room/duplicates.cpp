#include "ui/room/duplicates.h"

#include "core/record/workspace.h"
#include "ui/room/route.h"
#include "ui/widget/button.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

namespace kith::ui {
namespace {

void read_again(DuplicatesState& state, const ProgramState& program) {
  Workspace& workspace = *program.workspace;
  const DuplicatesStatus& found = program.duplicates;
  if (state.searches != found.searches) state.shown_max = pairs_shown_first;
  if (state.version == workspace.data_version() && state.searches == found.searches &&
      state.read_max == state.shown_max)
    return;
  state.read_max = state.shown_max;
  state.version = workspace.data_version();
  state.searches = found.searches;
  state.error.reset();
  state.views.clear();
  state.are_all = true;
  for (const DuplicatePair& pair : found.found) {
    if (state.views.size() == state.shown_max) {
      state.are_all = false;
      return;
    }
    auto view = read_duplicate(workspace, *program.directory, pair);
    if (!view) {
      state.error = std::move(view.error());
      return;
    }
    if (*view) state.views.push_back(std::move(**view));
  }
}

std::string_view level_words(DuplicateLevel level) {
  switch (level) {
    case DuplicateLevel::surely:
      return "Surely the same";
    case DuplicateLevel::likely:
      return "Likely the same";
    default:
      return "Maybe the same";
  }
}

std::string both_names(const DuplicateView& view) {
  return view.first.name + " and " + view.second.name;
}

void side(Ui& ui, KindId kind, const DuplicateSide& one) {
  keyed(ui, uuid_text(one.id.bytes), [&] {
    columns(
        ui, {.tracks = {px(36), fill()}, .gap = 12},
        [&] { avatar(ui, one.initials, static_cast<std::uint64_t>(one.hue)); },
        [&] {
          column(ui, {.gap = 4}, [&] {
            link(ui, one.name, record_route(kind, one.id), {.strong = true});
            if (!one.subtitle.empty()) text(ui, one.subtitle, {.tone = Tone::second});
            for (const std::string& line : one.lines)
              text(ui, line, {.size = 12, .tone = Tone::second});
          });
        });
  });
}

void pair_of(Ui& ui, const DuplicateView& view, const ProgramState& program, Commands& commands) {
  const KindId kind = view.pair.kind;
  const std::string names = both_names(view);
  group(ui, Role::list_item, names, [&] {
    panel(ui, {.gap = 12}, [&] {
      if (ui.screen() == ScreenSize::narrow) {
        side(ui, kind, view.first);
        divider(ui);
        side(ui, kind, view.second);
      } else {
        columns(
            ui, {.tracks = {fill(), fill()}, .gap = 16}, [&] { side(ui, kind, view.first); },
            [&] { side(ui, kind, view.second); });
      }
      text(ui, view.reasons);
      row(ui, {.wraps = true}, [&] {
        if (button(ui, "Merge…", {.description = names})) {
          ui.navigate(merge_route(view.pair.first, view.pair.second));
        }
        if (button(ui, "Not the same", {.description = names})) {
          commands.push_back(
              Commit{tell_apart(*program.workspace, view.pair.first, view.pair.second),
                     "Told apart: " + names});
        }
      });
    });
  });
}

void pairs(Ui& ui, DuplicatesState& state, const ProgramState& program, Commands& commands) {
  if (state.views.empty()) {
    empty_state(ui,
                {.icon = Icon::people,
                 .title = "Nobody seems to be here twice",
                 .words = "Look again when more people were added or imported."},
                [&] {
                  if (button(ui, "Back to the people")) ui.navigate("#/people");
                });
    return;
  }
  auto level = DuplicateLevel::none;
  group(ui, Role::list, "Pairs", [&] {
    for (const DuplicateView& view : state.views) {
      if (view.pair.verdict.level != level) {
        level = view.pair.verdict.level;
        heading(ui, 2, level_words(level));
      }
      keyed(ui, uuid_text(view.pair.first.bytes) + uuid_text(view.pair.second.bytes),
            [&] { pair_of(ui, view, program, commands); });
    }
  });
  if (!state.are_all && button(ui, "Show more pairs")) {
    state.shown_max += pairs_shown_first;
    ui.want_frame();
  }
  if (state.are_all && program.duplicates.has_more) {
    text(ui, "There are more: look again when these are settled.", {.tone = Tone::second});
  }
}

void searching(Ui& ui, const ProgramState& program, Commands& commands) {
  progress_bar(ui, "Looking for duplicates", static_cast<float>(program.duplicates.progress));
  text(ui, "You can go on working meanwhile.", {.tone = Tone::second});
  if (button(ui, "Stop looking")) commands.push_back(CancelFindingDuplicates{});
}

void start(Ui& ui, Commands& commands) {
  empty_state(ui,
              {.icon = Icon::people,
               .title = "Is somebody here twice?",
               .words = "Kith compares names, addresses, numbers and birthdays of everybody, on "
                        "this device. Nothing is merged unless you say so."},
              [&] {
                if (button(ui, "Look for duplicates", {.kind = ButtonKind::primary}))
                  commands.push_back(FindDuplicates{});
              });
}

void phase(Ui& ui, DuplicatesState& state, const ProgramState& program, Commands& commands) {
  switch (program.duplicates.phase) {
    case DuplicatesPhase::idle:
      return start(ui, commands);
    case DuplicatesPhase::searching:
      return searching(ui, program, commands);
    case DuplicatesPhase::failed:
      if (program.duplicates.error) {
        banner(ui, program.duplicates.error->text, {.severity = Severity::danger});
      }
      return start(ui, commands);
    case DuplicatesPhase::found:
      break;
  }
  read_again(state, program);
  if (state.error) banner(ui, state.error->text, {.severity = Severity::danger});
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Look again")) commands.push_back(FindDuplicates{});
  });
  pairs(ui, state, program, commands);
}

}  // namespace

void duplicates_room(Ui& ui, DuplicatesState& state, const ProgramState& program,
                     Commands& commands) {
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "Duplicates", [&] {
      scroll_area(ui, "Duplicates", {.padding = 24}, [&] {
        column(ui, {.gap = 16, .width_max = 760}, [&] {
          heading(ui, 1, "Duplicates", {.size = 24, .focusable = true});
          phase(ui, state, program, commands);
        });
      });
    });
  });
}

}  // namespace kith::ui
