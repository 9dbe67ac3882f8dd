#include "ui/widget/icon.h"

#include "ui/widget/painter.h"

namespace kith::ui {
void paint_icon(Painter&, Icon, Rect, Colour, float) {}
}  // namespace kith::ui
