#include "ui/widget/painter.h"

#include "core/base/assert.h"
#include "ui/font/atlas.h"

#include "imgui.h"
#include "imgui_internal.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kith::ui {
namespace {

ImU32 packed(Colour colour) {
  return IM_COL32(colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF, colour >> 24);
}

// How far a drawn curve may be from the true one, in device pixels: Dear ImGui's own values.
constexpr float curve_error_max = 1.25f;
constexpr float circle_error_max = 0.3f;

}  // namespace

Painter::Painter(Atlas& atlas)
    : atlas_(atlas),
      shared_(std::make_unique<ImDrawListSharedData>()),
      data_(std::make_unique<ImDrawData>()) {
  shared_->CurveTessellationTol = curve_error_max;
  shared_->SetCircleTessellationMaxError(circle_error_max);
  shared_->InitialFlags = ImDrawListFlags_AntiAliasedLines |
                          ImDrawListFlags_AntiAliasedLinesUseTex | ImDrawListFlags_AntiAliasedFill |
                          ImDrawListFlags_AllowVtxOffset;  // a graph has more than 64k vertices
  shared_->FontAtlas = &atlas.font_atlas();
  ImFontAtlasAddDrawListSharedData(shared_->FontAtlas, shared_.get());
  ImFontAtlasUpdateDrawListsSharedData(shared_->FontAtlas);  // where white and lines are in it
  for (auto& each : lists_)
    each = std::make_unique<ImDrawList>(shared_.get());
}

Painter::~Painter() {
  ImFontAtlasRemoveDrawListSharedData(shared_->FontAtlas, shared_.get());
}

ImDrawList& Painter::list() {
  return *lists_[static_cast<std::size_t>(layer_)];
}

void Painter::begin(float width, float height, float pixel_ratio) {
  ratio_ = pixel_ratio;
  // Dear ImGui works in device pixels: its smoothed edges are then one of them wide.
  const ImVec2 size{std::round(width * ratio_), std::round(height * ratio_)};
  shared_->ClipRectFullscreen = {0, 0, size.x, size.y};
  atlas_.begin_frame();
  data_->Clear();
  data_->DisplaySize = size;
  data_->FramebufferScale = {1, 1};
  data_->Textures = &atlas_.font_atlas().TexList;
  clear();
}

void Painter::clear() {
  for (auto& each : lists_) {
    each->_ResetForNewFrame();
    each->PushTexture(atlas_.font_atlas().TexRef);
    each->PushClipRectFullScreen();
  }
  layer_ = Layer::page;
}

ImDrawData* Painter::end() {
  data_->Valid = true;
  for (auto& each : lists_)
    data_->AddDrawList(each.get());
  return data_.get();
}

float Painter::snapped(float css) const {
  return std::round(css * ratio_) / ratio_;
}

void Painter::push_clip(Rect rect) {
  ImVec2 from{std::round(rect.x * ratio_), std::round(rect.y * ratio_)};
  ImVec2 to{std::round((rect.x + rect.width) * ratio_),
            std::round((rect.y + rect.height) * ratio_)};
  list().PushClipRect(from, to, true);
}

void Painter::pop_clip() {
  list().PopClipRect();
}

void Painter::fill(Rect rect, Colour colour, float radius) {
  ImVec2 from{std::round(rect.x * ratio_), std::round(rect.y * ratio_)};
  ImVec2 to{std::round((rect.x + rect.width) * ratio_),
            std::round((rect.y + rect.height) * ratio_)};
  float most = std::min(to.x - from.x, to.y - from.y) / 2;
  list().AddRectFilled(from, to, packed(colour), std::min(radius * ratio_, most));
}

void Painter::frame(Rect rect, Colour colour, float radius, float width) {
  float thick = std::max(1.0f, std::round(width * ratio_));
  ImVec2 from{std::round(rect.x * ratio_), std::round(rect.y * ratio_)};
  ImVec2 to{std::round((rect.x + rect.width) * ratio_),
            std::round((rect.y + rect.height) * ratio_)};
  // AddRect strokes around the middle of the line and moves it half a pixel inwards itself.
  float inset = (thick - 1) / 2;
  float most = std::min(to.x - from.x, to.y - from.y) / 2;
  list().AddRect({from.x + inset, from.y + inset}, {to.x - inset, to.y - inset}, packed(colour),
                 std::min(radius * ratio_, most), 0, thick);
}

void Painter::line(Point from, Point to, Colour colour, float width) {
  list().AddLine({from.x * ratio_, from.y * ratio_}, {to.x * ratio_, to.y * ratio_}, packed(colour),
                 width * ratio_);
}

void Painter::hairline(Point from, Point to, Colour colour) {
  ImDrawList& to_list = list();
  const ImDrawListFlags before = to_list.Flags;
  to_list.Flags &= ~ImDrawListFlags_AntiAliasedLines;
  to_list.AddLine({from.x * ratio_, from.y * ratio_}, {to.x * ratio_, to.y * ratio_},
                  packed(colour));
  to_list.Flags = before;
}

void Painter::path(std::span<const Point> points, Colour colour, float width, bool closed) {
  ImDrawList& to = list();
  to.PathClear();
  for (Point point : points)
    to.PathLineTo({point.x * ratio_, point.y * ratio_});
  to.PathStroke(packed(colour), closed ? ImDrawFlags_Closed : 0, width * ratio_);
}

void Painter::circle(Point centre, float radius, Colour colour) {
  list().AddCircleFilled({centre.x * ratio_, centre.y * ratio_}, radius * ratio_, packed(colour));
}

void Painter::ring(Point centre, float radius, Colour colour, float width) {
  list().AddCircle({centre.x * ratio_, centre.y * ratio_}, radius * ratio_, packed(colour), 0,
                   width * ratio_);
}

void Painter::arc(Point centre, float radius, float from_turns, float to_turns, Colour colour,
                  float width) {
  constexpr float turn = 2 * std::numbers::pi_v<float>;
  ImDrawList& to = list();
  to.PathClear();
  to.PathArcTo({centre.x * ratio_, centre.y * ratio_}, radius * ratio_, from_turns * turn,
               to_turns * turn);
  to.PathStroke(packed(colour), 0, width * ratio_);
}

void Painter::shadow(Rect rect, float radius, float strength) {
  constexpr int rings = 12;
  for (int ring = rings; ring > 0; --ring) {
    auto out = static_cast<float>(ring);
    float left = 1 - out / (rings + 1);
    Rect grown{rect.x - out, rect.y - out + 4, rect.width + 2 * out, rect.height + 2 * out};
    fill(grown, with_alpha(0, strength * left / rings), radius + out);
  }
}

void Painter::picture(const Picture& picture, int x, int y, Colour colour) {
  const TextureCorners corners = atlas_.corners(picture);
  const float column = (corners.right - corners.left) / picture.width;
  ImDrawList& to = list();
  auto draw = [&](Columns columns, Colour tint) {
    if (columns.from == columns.to) return;
    const float left = static_cast<float>(x) + columns.from;
    const auto top = static_cast<float>(y);
    to.PrimReserve(6, 4);
    to.PrimRectUV({left, top}, {static_cast<float>(x) + columns.to, top + picture.height},
                  {corners.left + column * columns.from, corners.top},
                  {corners.left + column * columns.to, corners.bottom}, packed(tint));
  };
  std::uint16_t at = 0;
  for (const Columns& own : picture.coloured) {
    draw({at, own.from}, colour);
    draw(own, with_alpha(0xFFFFFF, static_cast<float>(colour >> 24) / 255));
    at = own.to;
  }
  draw({at, picture.width}, colour);
}

}  // namespace kith::ui
