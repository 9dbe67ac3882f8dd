#include "ui/room/journal.h"

#include "core/record/workspace.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <array>

namespace kith::ui {
namespace {

constexpr int lines_at_once = 50;
constexpr int values_max = 50;

struct Age {
  std::string_view name;
  int days;
};
constexpr std::array<Age, 5> ages = {{{"Any time", 0},
                                      {"The last day", 1},
                                      {"The last 7 days", 7},
                                      {"The last 30 days", 30},
                                      {"The last year", 365}}};
constexpr std::array<std::string_view, 3> author_names = {"Everybody", "You", "Teammates"};

void read_more(JournalState& state, const ProgramState& program) {
  auto read =
      read_journal(*program.workspace, *program.directory, state.wish, lines_at_once, state.lines);
  if (!read) state.error = std::move(read.error());
}

void read_again(JournalState& state, const ProgramState& program) {
  if (state.version == program.workspace->data_version()) return;
  state.version = program.workspace->data_version();
  state.lines = {};
  state.error.reset();
  state.opened.reset();
  read_more(state, program);
}

void filters(Ui& ui, JournalState& state) {
  static constexpr auto age_names = [] {
    std::array<std::string_view, ages.size()> names;
    for (std::size_t i = 0; i < ages.size(); ++i)
      names[i] = ages[i].name;
    return names;
  }();
  row(ui, {.wraps = true}, [&] {
    if (const auto chosen = select(ui, "What", change_sort_names, static_cast<int>(state.wish.sort),
                                   {.width = 180})) {
      state.wish.sort = static_cast<ChangeSort>(*chosen);
      state.version = 0;
    }
    if (const auto chosen =
            select(ui, "Who", author_names, static_cast<int>(state.wish.author), {.width = 140})) {
      state.wish.author = static_cast<JournalFilter::Author>(*chosen);
      state.version = 0;
    }
    if (const auto chosen = select(ui, "When", age_names, state.days_chosen, {.width = 160})) {
      state.days_chosen = *chosen;
      state.wish.days = ages[static_cast<std::size_t>(*chosen)].days;
      state.version = 0;
    }
  });
}

void open_values(JournalState& state, const ProgramState& program, const JournalLine& line) {
  auto values = read_change(*program.workspace, *program.directory, line.id, values_max);
  state.opened = line.id;
  state.values = values ? std::move(*values) : std::vector<std::string>{values.error().text};
}

void line_buttons(Ui& ui, JournalState& state, const ProgramState& program, const JournalLine& line,
                  Commands& commands) {
  const ButtonOptions undo{
      .kind = ButtonKind::quiet, .icon = Icon::undo, .description = line.words};
  row(ui, [&] {
    const bool is_open = state.opened == line.id;
    if (button(ui, is_open ? "Hide" : "Show",
               {.kind = ButtonKind::quiet, .description = line.words})) {
      is_open ? state.opened.reset() : open_values(state, program, line);
    }
    if (line.can_undo && button(ui, "Undo", undo)) commands.push_back(UndoChange{line.id});
    if (line.import && button(ui, "Take back", undo)) commands.push_back(UndoImport{*line.import});
  });
}

void journal_line(Ui& ui, JournalState& state, const ProgramState& program, const JournalLine& line,
                  Commands& commands) {
  group(ui, Role::list_item, line.words, [&] {
    const auto words = [&] {
      text(ui, line.words);
      text(ui, line.author + ", " + line.when, {.size = 12, .tone = Tone::second});
    };
    const auto buttons = [&] { line_buttons(ui, state, program, line, commands); };
    if (ui.screen() == ScreenSize::narrow) {
      words();
      buttons();
    } else {
      columns(ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true}, words, buttons);
    }
    if (state.opened != line.id) return;
    column(ui, {.padding_x = 16, .gap = 4}, [&] {
      for (const std::string& words : state.values)
        text(ui, words, {.tone = Tone::second});
      if (state.values.size() == static_cast<std::size_t>(values_max))
        text(ui, "The first " + std::to_string(values_max) + " are shown.", {.size = 12});
    });
  });
  divider(ui);
}

void journal_list(Ui& ui, JournalState& state, const ProgramState& program, Commands& commands) {
  if (state.lines.lines.empty() && state.lines.next_before == 0) {
    return text(ui, "Nothing of this sort was done.", {.tone = Tone::second});
  }
  group(ui, Role::list, "History", [&] {
    for (const JournalLine& line : state.lines.lines)
      keyed(ui, uuid_text(line.id.bytes),
            [&] { journal_line(ui, state, program, line, commands); });
  });
  if (state.lines.next_before != 0 && button(ui, "Show older")) read_more(state, program);
}

}  // namespace

void journal_room(Ui& ui, JournalState& state, const ProgramState& program, Commands& commands) {
  read_again(state, program);
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "History", [&] {
      scroll_area(ui, "History", {.padding = 24}, [&] {
        column(ui, {.gap = 16, .width_max = prose_width_max}, [&] {
          heading(ui, 1, "History", {.size = 24, .focusable = true});
          filters(ui, state);
          if (state.error) banner(ui, state.error->text, {.severity = Severity::danger});
          panel(ui, {}, [&] { journal_list(ui, state, program, commands); });
        });
      });
    });
  });
}

}  // namespace kith::ui
