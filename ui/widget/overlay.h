// What lies above the page. A dialog is drawn each frame as long as it is open; its caller says so:
//
//   if (state.asking) state.asking = !dialog(ui, {.title = "Lock now?"}, [&] { … });
//
// Toasts: Ui::toast in frame.h. Menus: choice.h.
#pragma once

#include "ui/widget/layout.h"

#include <string_view>

namespace kith::ui {

struct DialogOptions {
  std::string_view title;
  float width = 480;
  bool closable = true;  // by Escape and the cross
};

bool begin_dialog(Ui& ui, const DialogOptions& options);
void end_dialog(Ui& ui);

// True when the person wants it closed.
template <class Body>
bool dialog(Ui& ui, const DialogOptions& options, Body&& body) {
  bool closes = begin_dialog(ui, options);
  body();
  end_dialog(ui);
  return closes;
}

}  // namespace kith::ui
