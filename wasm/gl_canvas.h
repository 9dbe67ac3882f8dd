// The page's canvas in the worker, and WebGL on it. A canvas that was lost or lacks WebGL is
// replaced as a whole: the page makes a new element (ToPage::need_canvas).
#pragma once

#include <cstdint>
#include <functional>

namespace kith::wasm {

class GlCanvas {
 public:
  // Takes the canvas that came last from the page. False: this browser draws no WebGL 2.
  bool take(std::function<void()> on_lost);
  void resize(std::uint32_t width, std::uint32_t height);

 private:
  void release();

  std::intptr_t context_ = 0;
  std::function<void()> on_lost_;
};

}  // namespace kith::wasm
