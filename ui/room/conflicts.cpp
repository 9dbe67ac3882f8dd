#include "ui/room/conflicts.h"

#include "core/practice/commands.h"
#include "core/record/workspace.h"
#include "ui/room/route.h"
#include "ui/widget/button.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <string>

namespace kith::ui {
namespace {

constexpr int records_max = 50;

// Marked by a sign as well as by colour.
void compared_lines(Ui& ui, const std::vector<ComparedLine>& lines) {
  column(ui, {.gap = 4}, [&] {
    for (const ComparedLine& line : lines) {
      switch (line.change) {
        case LineChange::same:
          text(ui, line.text);
          break;
        case LineChange::added:
          text(ui, {{"+ ", true, Tone::good}, {line.text, true}});
          break;
        case LineChange::removed:
          text(ui, {{"− ", true, Tone::danger}, {line.text, false, Tone::second}});
          break;
      }
    }
  });
}

void version_row(Ui& ui, const FieldVersions& conflict, const WrittenVersion& version,
                 Commands& commands) {
  const bool has_lines = !version.lines.empty();
  const std::string words = has_lines ? std::string(":") : " “" + version.words + "”";
  columns(
      ui, {.tracks = {fill(), fit()}, .gap = 8},
      [&] {
        text(ui, {{version.author + " wrote", true}, {words}});
        text(ui, version.when, {.size = 12, .tone = Tone::second});
        if (has_lines) compared_lines(ui, version.lines);
      },
      [&] {
        const std::string what = conflict.label + ", " + version.author + ": " + version.words;
        if (button(ui, "Keep this", {.description = what})) {
          commands.push_back(Commit{choose_version(conflict.record, conflict.field, version.value),
                                    "Kept for " + conflict.label + ": what " +
                                        (version.author == "You" ? "you" : "the teammate") +
                                        " wrote"});
        }
      });
}

void conflict_panel(Ui& ui, const FieldVersions& conflict, bool& shows_sensitive,
                    Commands& commands) {
  group(ui, Role::region, "Two versions of " + conflict.label, [&] {
    panel(ui, {.surface = Surface::warning_weak, .gap = 12}, [&] {
      heading(ui, 3, conflict.label + ": written by two people at the same time");
      if (conflict.is_sensitive && !shows_sensitive) {
        const std::string show = "Show " + conflict.label;
        if (button(ui, show, {.kind = ButtonKind::quiet, .icon = Icon::eye}))
          shows_sensitive = true;
        return;
      }
      if (!conflict.versions.front().lines.empty() && !conflict.before.is_null())
        text(ui, "The marks show what each changed.", {.size = 12, .tone = Tone::second});
      for (std::size_t i = 0; i < conflict.versions.size(); ++i) {
        if (i > 0) divider(ui);
        keyed(ui, static_cast<std::int64_t>(i),
              [&] { version_row(ui, conflict, conflict.versions[i], commands); });
      }
      if (!conflict.both) return;
      if (button(ui, "Keep both together", {.description = conflict.label})) {
        commands.push_back(Commit{choose_version(conflict.record, conflict.field, *conflict.both),
                                  "Kept both for " + conflict.label});
      }
    });
  });
}

}  // namespace

void conflict_panels(Ui& ui, std::span<const FieldVersions> conflicts, bool& shows_sensitive,
                     Commands& commands) {
  for (const FieldVersions& conflict : conflicts) {
    keyed(ui, uuid_text(conflict.record.bytes), [&] {
      keyed(ui, static_cast<std::int64_t>(conflict.field.low),
            [&] { conflict_panel(ui, conflict, shows_sensitive, commands); });
    });
  }
}

namespace {

// Each record's, under whose it is.
void record_panels(Ui& ui, std::span<const FieldVersions> conflicts, bool& shows_sensitive,
                   Commands& commands) {
  while (!conflicts.empty()) {
    const FieldVersions& first = conflicts.front();
    const auto other = std::ranges::find_if(
        conflicts, [&](const FieldVersions& one) { return one.record != first.record; });
    const auto count = static_cast<std::size_t>(other - conflicts.begin());
    keyed(ui, uuid_text(first.record.bytes), [&] {
      if (first.of) link(ui, first.of->name, record_route(first.of->kind, first.of->id));
    });
    conflict_panels(ui, conflicts.first(count), shows_sensitive, commands);
    conflicts = conflicts.subspan(count);
  }
}

}  // namespace

void read_conflicts_again(ConflictsState& state, const ProgramState& program) {
  Workspace& workspace = *program.workspace;
  if (state.version == workspace.data_version()) return;
  state.version = workspace.data_version();
  state.error.reset();
  auto conflicts = read_all_conflicts(workspace, *program.directory, records_max);
  if (conflicts)
    state.conflicts = std::move(*conflicts);
  else
    state.error = std::move(conflicts.error());
}

void conflicts_room(Ui& ui, ConflictsState& state, Commands& commands) {
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "To decide", [&] {
      scroll_area(ui, "To decide", {.padding = 24}, [&] {
        column(ui, {.gap = 16, .width_max = prose_width_max}, [&] {
          heading(ui, 1, "To decide", {.size = 24, .focusable = true});
          if (state.error) banner(ui, state.error->text, {.severity = Severity::danger});
          if (state.conflicts.empty()) {
            empty_state(ui,
                        {.icon = Icon::check,
                         .title = "Nothing to decide",
                         .words = "What two people write at the same time is shown here."},
                        [&] {
                          if (button(ui, "Back to the people")) ui.navigate("#/people");
                        });
          }
          record_panels(ui, state.conflicts, state.shows_sensitive, commands);
        });
      });
    });
  });
}

}  // namespace kith::ui
