#include "ui/widget/overlay.h"

#include "ui/widget/frame_state.h"

namespace kith::ui {
void draw_toasts(Ui&) {}
}  // namespace kith::ui
