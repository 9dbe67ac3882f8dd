// The drawn icons: 1.5-pixel strokes on a 20-pixel square. Always beside a word, or with a name.
#pragma once

#include "ui/semantics/node.h"
#include "ui/widget/theme.h"

#include <cstdint>

namespace kith::ui {

class Painter;

enum class Icon : std::uint8_t {
  none,
  add,
  back,
  calendar,
  call,
  check,
  chevron_down,
  chevron_right,
  close,
  copy,
  download,
  edit,
  eye,
  eye_closed,
  home,
  import_file,
  info,
  key,
  letter,
  link,
  lock,
  mail,
  menu,
  more,
  organisation,
  people,
  person,
  place,
  search,
  settings,
  shield,
  sort,
  talk,
  tie,
  trash,
  undo,
  warning,
  arrow_right,
  arrow_left,
  gift,
};

// In the middle of `place`, at most 20 CSS pixels wide unless `size` says otherwise.
void paint_icon(Painter& painter, Icon icon, Rect place, Colour colour, float size = 20);

}  // namespace kith::ui
