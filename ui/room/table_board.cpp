// A team's table as a board by a choice field, and as cards.
#include "core/record/sensitive.h"
#include "core/record/workspace.h"
#include "ui/room/tables.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>

namespace kith::ui {
namespace {

constexpr std::size_t cards_max = 100;  // of a column; the table shows all
constexpr std::size_t facts_max = 3;    // on a card, beside its title
constexpr float column_width_min = 220;

void card_words(const TableParts& parts, const ShownRow& row, FieldId left_out) {
  link(parts.ui, row.title, parts.row_address(row.id), {.strong = true});
  std::size_t shown = 0;
  const auto& fields = parts.table.page->fields();
  for (std::size_t i = 0; i < fields.size() && shown < facts_max; ++i) {
    const ShownCell& cell = row.cells[i];
    if (cell.words.empty() || cell.words == row.title || fields[i].id == left_out) continue;
    if (is_sensitive(fields[i]) && !parts.table.shows_sensitive) continue;
    text(parts.ui, fields[i].label + ": " + cell.words,
         {.size = 12, .tone = Tone::second, .one_line = true});
    ++shown;
  }
}

void move_card(const TableParts& parts, const ShownRow& row, const RowGroup& to) {
  parts.commit(set_cell(row.id, parts.table.view.group, to.value.empty() ? Value() : to.value[0]),
               "Moved " + row.title + " to " + to.label);
}

// By the arrows beside the title, or to any place by the menu.
void card_moves(const TableParts& parts, const ShownRow& row, std::size_t at) {
  Ui& ui = parts.ui;
  const std::vector<RowGroup>& groups = parts.table.list.groups;
  kith::ui::row(ui, {.gap = 4}, [&] {
    if (button(ui, "Move " + row.title + " left",
               {.kind = ButtonKind::quiet,
                .icon = Icon::arrow_left,
                .icon_only = true,
                .disabled = at == 0,
                .id = "left"}))
      move_card(parts, row, groups[at - 1]);
    if (button(ui, "Move " + row.title + " right",
               {.kind = ButtonKind::quiet,
                .icon = Icon::arrow_right,
                .icon_only = true,
                .disabled = at + 1 == groups.size(),
                .id = "right"}))
      move_card(parts, row, groups[at + 1]);
    std::vector<MenuItem> items;
    for (const RowGroup& group : groups)
      items.push_back({.label = group.label, .disabled = &group == &groups[at]});
    if (const auto chosen = menu_button(ui, "Move " + row.title + " to", items))
      move_card(parts, row, groups[static_cast<std::size_t>(*chosen)]);
  });
}

void board_cards(const TableParts& parts, std::size_t at, std::size_t shown) {
  Ui& ui = parts.ui;
  const RowGroup& group = parts.table.list.groups[at];
  for (std::size_t i = 0; i < shown; ++i) {
    const ShownRow* card = parts.row(parts.table.list.rows[group.first + i]);
    if (card == nullptr) continue;
    keyed(ui, uuid_text(card->id.bytes), [&] {
      kith::ui::group(ui, Role::list_item, card->title, [&] {
        panel(ui, {.padding = 12, .gap = 4}, [&] {
          card_words(parts, *card, parts.table.view.group);
          card_moves(parts, *card, at);
        });
      });
    });
  }
}

void board_column(const TableParts& parts, std::size_t at) {
  Ui& ui = parts.ui;
  const RowGroup& group = parts.table.list.groups[at];
  panel(ui, {.surface = Surface::sunken, .padding = 12}, [&] {
    row(ui, [&] {
      if (group.colour > 0) avatar(ui, "", group.colour - 1, 12);
      heading(ui, 2, group.label);
      text(ui, std::to_string(group.count), {.tone = Tone::second});
    });
    if (group.count == 0) return;
    const std::size_t shown = std::min(group.count, cards_max);
    kith::ui::group(ui, Role::list, group.label, [&] { board_cards(parts, at, shown); });
    if (shown < group.count)
      text(ui, "The first " + std::to_string(shown) + " are shown.", {.tone = Tone::second});
  });
}

}  // namespace

void table_board(const TableParts& parts) {
  Ui& ui = parts.ui;
  const std::vector<RowGroup>& groups = parts.table.list.groups;
  if (groups.empty()) {
    empty_state(ui,
                {.icon = Icon::copy,
                 .title = "A board needs a field with choices",
                 .words = "Add one under Fields: its choices become the columns."},
                [&] {
                  if (button(ui, "Fields")) parts.state.fields = fields_of(parts.kind.id);
                });
    return;
  }
  scroll_area(ui, "Board", {.padding = 12, .gap = 12}, [&] {
    const auto places =
        std::max<std::size_t>(1, static_cast<std::size_t>(ui.available_width() / column_width_min));
    for (std::size_t first = 0; first < groups.size(); first += places) {
      begin_columns(ui, {.tracks = std::vector<Track>(places, fill()), .gap = 12});
      for (std::size_t i = 0; i < places; ++i) {
        next_column(ui);
        if (first + i >= groups.size()) continue;
        keyed(ui, static_cast<std::int64_t>(first + i), [&] { board_column(parts, first + i); });
      }
      end_columns(ui);
    }
  });
}

void table_cards(const TableParts& parts) {
  Ui& ui = parts.ui;
  const std::vector<std::int64_t>& rows = parts.table.list.rows;
  scroll_area(ui, "Cards", {.padding = 12, .gap = 12}, [&] {
    const auto places =
        std::max<std::size_t>(1, static_cast<std::size_t>(ui.available_width() / column_width_min));
    const std::size_t shown = std::min(rows.size(), cards_max);
    for (std::size_t first = 0; first < shown; first += places) {
      begin_columns(ui, {.tracks = std::vector<Track>(places, fill()), .gap = 12});
      for (std::size_t i = 0; i < places; ++i) {
        next_column(ui);
        const ShownRow* card = first + i < shown ? parts.row(rows[first + i]) : nullptr;
        if (card == nullptr) continue;
        keyed(ui, uuid_text(card->id.bytes),
              [&] { panel(ui, {.padding = 12, .gap = 4}, [&] { card_words(parts, *card, {}); }); });
      }
      end_columns(ui);
    }
    if (rows.empty()) text(ui, "No rows to show.", {.tone = Tone::second});
    if (shown < rows.size())
      text(ui, "The first " + std::to_string(shown) + " are shown.", {.tone = Tone::second});
  });
}

}  // namespace kith::ui
