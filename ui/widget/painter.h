// Shapes onto Dear ImGui's draw lists: the only place that fills them. Everything is given in CSS
// pixels and put onto whole device pixels here, so edges are sharp at any pixel ratio.
#pragma once

#include "ui/semantics/node.h"
#include "ui/widget/theme.h"

#include <array>
#include <memory>
#include <span>

struct ImDrawData;
struct ImDrawList;
struct ImDrawListSharedData;

namespace kith::ui {

class Atlas;
struct Picture;

// What lies above what.
enum class Layer : std::uint8_t { page, dialog, popup, toast };
constexpr int layer_count = 4;

struct Point {
  float x = 0, y = 0;
};

class Painter {
 public:
  explicit Painter(Atlas& atlas);
  ~Painter();

  // A new frame on a stage of that size; `clear` starts it over.
  void begin(float width, float height, float pixel_ratio);
  void clear();
  // Hands all layers over in one draw data, valid until the next begin.
  ImDrawData* end();

  Layer layer() const { return layer_; }
  void set_layer(Layer layer) { layer_ = layer; }
  float pixel_ratio() const { return ratio_; }
  // The nearest whole device pixel, in CSS pixels.
  float snapped(float css) const;

  // Nothing is drawn outside; nested ones narrow it.
  void push_clip(Rect rect);
  void pop_clip();

  void fill(Rect rect, Colour colour, float radius = 0);
  // The line lies inside the rectangle.
  void frame(Rect rect, Colour colour, float radius = 0, float width = 1);
  void line(Point from, Point to, Colour colour, float width = 1);
  // One device pixel wide and not smoothed: where there are thousands, nobody sees their steps, and
  // without a graphics card smoothing would take most of a frame.
  void hairline(Point from, Point to, Colour colour);
  void path(std::span<const Point> points, Colour colour, float width, bool closed = false);
  void circle(Point centre, float radius, Colour colour);
  void ring(Point centre, float radius, Colour colour, float width);
  void arc(Point centre, float radius, float from_turns, float to_turns, Colour colour,
           float width);
  // Soft darkness under what floats.
  void shadow(Rect rect, float radius, float strength);
  // A picture of the atlas, its top left at a place in device pixels. Pictures without colours of
  // their own take `colour`.
  void picture(const Picture& picture, int x, int y, Colour colour);

 private:
  ImDrawList& list();

  Atlas& atlas_;
  std::unique_ptr<ImDrawListSharedData> shared_;  // first: every list is registered with it
  std::array<std::unique_ptr<ImDrawList>, layer_count> lists_;
  std::unique_ptr<ImDrawData> data_;
  Layer layer_ = Layer::page;
  float ratio_ = 1;
};

}  // namespace kith::ui
