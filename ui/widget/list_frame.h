// The lists and tables being drawn. Only list.cpp and table.cpp include this.
#pragma once

#include "ui/widget/frame_state.h"
#include "ui/widget/list.h"
#include "ui/widget/table.h"

namespace kith::ui {

struct ListFrame {
  NodeId id = 0;
  ListOptions options;
  float row_height = 0;
  Rect view;
  bool scrolls = true;    // else it is as high as all its rows, inside something that scrolls
  bool in_table = false;  // its rows hold cells of their own
  double offset = 0;
  std::int64_t first = 0, last = 0;  // rows in sight
  std::int64_t cursor = 0;           // the row that arrows move
  std::int64_t tab_stop = 0;
  std::int64_t apart = -1;  // a row out of sight that is kept because it has the focus
  std::int64_t at = -1;     // the row being drawn
  std::int64_t next = 0;
  bool row_open = false;
  std::vector<std::string> keys;  // of the rows in sight
  ListResult result;
};

struct TableFrame {
  TableOptions options;
  ListFrame list;
  std::int64_t row = -1;  // the row being drawn
  int column = 0;
};

}  // namespace kith::ui
