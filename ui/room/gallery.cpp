#include "ui/room/gallery.h"

#include "ui/widget/button.h"
#include "ui/widget/layout.h"
#include "ui/widget/text.h"

#include <string>

namespace kith::ui {

void gallery_room(Ui& ui, GalleryState& state) {
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "", [&] {
      scroll_area(ui, "gallery", {.padding = 24, .gap = 16}, [&] {
        heading(ui, 1, "Gallery", {.size = 24});
        panel(ui, {}, [&] {
          heading(ui, 2, "Buttons");
          row(ui, [&] {
            if (button(ui, "Press", {.kind = ButtonKind::primary})) ++state.presses;
            button(ui, "Secondary");
            button(ui, "Quiet", {.kind = ButtonKind::quiet});
            button(ui, "Danger", {.kind = ButtonKind::danger});
            spacer(ui);
            button(ui, "Disabled", {.disabled = true});
          });
          text(ui, "Pressed " + std::to_string(state.presses) + " times", {.tone = Tone::second});
        });
      });
    });
  });
}

}  // namespace kith::ui
