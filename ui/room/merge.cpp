#include "ui/room/merge.h"

#include "core/record/workspace.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace kith::ui {
namespace {

// Choices made so far outlive changes elsewhere: they are carried over to what is read again.
void keep_choices(const MergeSides& before, MergeSides& now) {
  for (MergeField& field : now.fields) {
    const auto same = std::ranges::find(before.fields, field.field, &MergeField::field);
    const bool is_same =
        same != before.fields.end() && same->here == field.here && same->there == field.there;
    if (is_same) field.takes_there = same->takes_there;
  }
}

void read_again(MergeState& state, const ProgramState& program, const Route& route) {
  Workspace& workspace = *program.workspace;
  const bool is_same_place = state.shown == route;
  if (is_same_place && state.version == workspace.data_version()) return;
  const auto before = std::exchange(state, {});
  state.shown = route;
  state.version = workspace.data_version();
  state.shows_sensitive = is_same_place && before.shows_sensitive;
  if (!route.record || !route.other) return;
  const auto sensitive = state.shows_sensitive ? SensitiveFields::shown : SensitiveFields::covered;
  auto sides = read_merge(workspace, *program.directory, *route.record, *route.other, sensitive);
  auto unmerges = read_unmerge(workspace, *program.directory, *route.other, sensitive);
  if (!sides || !unmerges) {
    state.error = !sides ? sides.error() : unmerges.error();
    return;
  }
  state.sides = std::move(*sides);
  if (!state.sides) state.unmerges = std::move(*unmerges);
  if (is_same_place && before.sides && state.sides) keep_choices(*before.sides, *state.sides);
}

// Of fields for stewards and sealed ones.
void covered_values(Ui& ui, MergeState& state, bool has_covered) {
  if (!has_covered) return;
  if (!button(ui, "Show what is covered", {.kind = ButtonKind::quiet, .icon = Icon::eye})) return;
  state.shows_sensitive = true;
  state.version = 0;  // read again
}

// -- two that are to be one --

void field_choice(Ui& ui, const MergeSides& sides, MergeField& field) {
  if (field.is_same) {
    definition(ui, field.label, [&] { text(ui, field.here_words); });
    return;
  }
  const auto words = [](const std::string& value, const ListRow& row) {
    return (value.empty() ? std::string("Nothing") : value) + " — " + row.name;
  };
  const std::string here = words(field.here_words, sides.here);
  const std::string there = words(field.there_words, sides.there);
  const std::array<std::string_view, 2> options = {here, there};
  const auto chosen = radio_group(ui, field.label, options, field.takes_there ? 1 : 0);
  if (chosen) field.takes_there = *chosen == 1;
}

void head(Ui& ui, const MergeSides& sides) {
  const auto side = [&](const ListRow& row, std::string_view role) {
    columns(
        ui, {.tracks = {fit(), fill()}, .gap = 12, .centred = true},
        [&] { avatar(ui, row.initials, static_cast<std::uint64_t>(row.hue), 40); },
        [&] {
          link(ui, row.name, record_route(sides.kind, row.id));
          text(ui, role, {.size = 12, .tone = Tone::second});
          if (!row.subtitle.empty()) text(ui, row.subtitle, {.size = 12, .tone = Tone::second});
        });
  };
  const auto here = [&] { side(sides.here, "Stays, and stands for both"); };
  const auto there = [&] { side(sides.there, "Goes into it"); };
  if (ui.screen() == ScreenSize::narrow) {
    here();
    there();
  } else {
    columns(ui, {.tracks = {fill(), fill()}, .gap = 16}, here, there);
  }
}

void merge_page(Ui& ui, MergeState& state, Commands& commands) {
  MergeSides& sides = *state.sides;
  heading(ui, 1, "Merge " + sides.there.name + " into " + sides.here.name,
          {.size = 24, .focusable = true});
  text(ui,
       "They will be shown as one, with the facts, ties, contacts and everything else of both. "
       "Nothing is lost: what you do not choose stays visible as another value, links to either "
       "lead here, and they can be made two again at any time.",
       {.tone = Tone::second});
  panel(ui, {.gap = 16}, [&] { head(ui, sides); });
  covered_values(ui, state, sides.has_covered);
  if (!sides.fields.empty()) {
    panel(ui, {.gap = 16}, [&] {
      heading(ui, 2, "What to show first");
      for (MergeField& field : sides.fields)
        keyed(ui, static_cast<std::int64_t>(field.field.low),
              [&] { field_choice(ui, sides, field); });
    });
  }
  if (!sides.kept.empty()) {
    panel(ui, {}, [&] {
      heading(ui, 2, "Kept of both");
      for (const std::string& line : sides.kept)
        text(ui, line);
    });
  }
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Merge", {.kind = ButtonKind::primary})) {
      commands.push_back(
          Commit{merge_records(sides), "Merged " + sides.there.name + " into " + sides.here.name});
      ui.navigate(record_route(sides.kind, sides.here.id));
    }
    if (button(ui, "Keep the other one instead"))
      ui.navigate(merge_route(sides.there.id, sides.here.id));
    if (button(ui, "Cancel", {.kind = ButtonKind::quiet}))
      ui.navigate(record_route(sides.kind, sides.here.id));
  });
}

// -- one that is to be two again --

void edit_row(Ui& ui, const UnmergeView& view, EditSince& edit) {
  const std::array<std::string_view, 2> options = {view.here_name, view.there_name};
  const auto chosen = radio_group(ui, edit.words, options, edit.goes_there ? 1 : 0);
  text(ui, edit.when, {.size = 12, .tone = Tone::second});
  if (chosen) edit.goes_there = *chosen == 1;
}

void unmerge_page(Ui& ui, MergeState& state, Commands& commands) {
  UnmergeView& view = *state.unmerges;
  heading(ui, 1, "Un-merge " + view.there_name + " from " + view.here_name,
          {.size = 24, .focusable = true});
  text(ui,
       "They were merged on " + view.when +
           ". Both will be as they were, each with what was said of it since. What the merge chose "
           "is taken back, unless somebody changed it.",
       {.tone = Tone::second});
  covered_values(ui, state, view.has_covered);
  if (!view.edits.empty()) {
    panel(ui, {.gap = 16}, [&] {
      heading(ui, 2, "Said since they were merged: whose is it?");
      for (std::size_t i = 0; i < view.edits.size(); ++i)
        keyed(ui, static_cast<std::int64_t>(i), [&] { edit_row(ui, view, view.edits[i]); });
    });
  }
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Un-merge", {.kind = ButtonKind::primary})) {
      commands.push_back(Unmerge{view.there, unmerge_draft(view),
                                 "Un-merged " + view.there_name + " from " + view.here_name});
      ui.navigate(record_route(view.kind, view.there));
    }
    if (button(ui, "Cancel", {.kind = ButtonKind::quiet}))
      ui.navigate(record_route(view.kind, view.here));
  });
}

void nothing_to_merge(Ui& ui, const MergeState& state) {
  if (state.error) banner(ui, state.error->text, {.severity = Severity::danger});
  empty_state(
      ui,
      {.icon = Icon::people,
       .title = "Nothing to merge here",
       .words = "One of the two is no longer here. Choose “Merge with…” on somebody’s page."},
      [&] {
        if (button(ui, "Back to the people")) ui.navigate("#/people");
      });
}

}  // namespace

void merge_room(Ui& ui, MergeState& state, const ProgramState& program, const Route& route,
                Commands& commands) {
  read_again(state, program, route);
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "Merge", [&] {
      scroll_area(ui, "Merge", {.padding = 24}, [&] {
        column(ui, {.gap = 16, .width_max = prose_width_max}, [&] {
          if (state.sides)
            merge_page(ui, state, commands);
          else if (state.unmerges)
            unmerge_page(ui, state, commands);
          else
            nothing_to_merge(ui, state);
        });
      });
    });
  });
}

}  // namespace kith::ui
