#include "wasm/soft_canvas.h"

extern "C" {
int kith_has_graphics_card();
int kith_take_soft_canvas();
void kith_resize_soft_canvas(std::uint32_t width, std::uint32_t height);
void kith_present(const std::uint32_t* pixels, int width, int height,
                  const kith::ui::PixelRect* drawn, std::size_t count);
}

namespace kith::wasm {

bool has_graphics_card() {
  return kith_has_graphics_card() != 0;
}

bool SoftCanvas::take() {
  return kith_take_soft_canvas() != 0;
}

void SoftCanvas::resize(std::uint32_t width, std::uint32_t height) {
  kith_resize_soft_canvas(width, height);
}

void SoftCanvas::present(const ui::Pixels& picture, std::span<const ui::PixelRect> drawn) {
  kith_present(picture.pixels, picture.width, picture.height, drawn.data(), drawn.size());
}

}  // namespace kith::wasm
