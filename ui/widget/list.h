// Lists of any size: only the rows in sight are drawn, the mirror is told how many there are.
//
//   ListResult r = list_rows(ui, {.name = "People", .count = page.count, .selected = at},
//                            [&](std::int64_t i) { entry(ui, {.title = page.name(i)}); });
//   if (r.chosen) commands.push(open_person(page.id(*r.chosen)));
#pragma once

#include "core/base/text_range.h"
#include "ui/widget/layout.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kith::ui {

struct ListOptions {
  std::string_view name;
  std::int64_t count = 0;
  float row_height = 0;        // 0: two lines, by density
  std::int64_t selected = -1;  // drawn as such
  float height = 0;            // 0: what is left
  bool dividers = true;
  bool rows_open = true;  // rows can be chosen; else they only show
  // The choices of a combobox: the focus stays in its field, which names `active` of the result.
  bool are_options = false;
  // What a row stands for, where rows may move while somebody presses one.
  std::function<std::string(std::int64_t)> key = {};
};

struct ListResult {
  std::optional<std::int64_t> chosen;  // pressed, or Enter on it
  std::string chosen_key;              // of what was shown in that row when it was pressed
  std::int64_t first = 0, last = 0;    // rows drawn: [first, last)
  NodeId list = 0, active = 0;         // the list, and its selected row if that is drawn
};

// -- parts of the template below --
struct ListFrame;
ListFrame* begin_list(Ui& ui, const ListOptions& options);
bool next_list_row(Ui& ui, ListFrame* list, std::int64_t& index);
ListResult end_list(Ui& ui, ListFrame* list);

template <class DrawRow>
ListResult list_rows(Ui& ui, const ListOptions& options, DrawRow&& draw_row) {
  ListFrame* list = begin_list(ui, options);
  std::int64_t index = 0;
  while (next_list_row(ui, list, index))
    draw_row(index);
  return end_list(ui, list);
}

// Brings a row into sight at the next frame.
void scroll_to_row(Ui& ui, std::string_view list_name, std::int64_t index);

// The usual row: avatar, two lines, a word at the end.
struct Entry {
  std::string_view title;
  std::string_view subtitle = {};
  std::span<const TextRange> matches = {};  // of the subtitle: the words somebody looked for
  std::string_view end = {};
  Tone end_tone = Tone::second;
  std::string_view initials = {};  // empty: no avatar
  std::uint64_t hue = 0;           // any number that stays with the person
};
void entry(Ui& ui, const Entry& entry);

}  // namespace kith::ui
