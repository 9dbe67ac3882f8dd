#include "ui/widget/painter.h"

#include "ui/font/atlas.h"

#include "imgui.h"
#include <catch2/catch_test_macros.hpp>

#include <vector>

namespace kith::ui {
namespace {

// Left end and colour of each rectangle of the picture.
std::vector<std::pair<int, ImU32>> rectangles(Atlas& atlas, const Picture& picture, Colour colour) {
  Painter painter(atlas);
  painter.begin(100, 20, 1);
  painter.picture(picture, 10, 0, colour);
  std::vector<std::pair<int, ImU32>> found;
  for (const ImDrawList* list : painter.end()->CmdLists) {
    for (int i = 0; i < list->VtxBuffer.Size; i += 4)
      found.emplace_back(static_cast<int>(list->VtxBuffer[i].pos.x), list->VtxBuffer[i].col);
  }
  return found;
}

}  // namespace

TEST_CASE("Of a picture only what has colours of its own is not drawn in that of the text") {
  Atlas atlas;
  atlas.begin_frame();
  std::optional<Picture> picture = atlas.add(30, 10);
  REQUIRE(picture);
  constexpr Colour half_red = 0x80FF0000;
  constexpr ImU32 red = 0x800000FF, as_it_is = 0x80FFFFFF;
  using Found = std::vector<std::pair<int, ImU32>>;
  CHECK(rectangles(atlas, *picture, half_red) == Found{{10, red}});
  picture->coloured = {{0, 5}, {12, 20}};
  CHECK(rectangles(atlas, *picture, half_red) ==
        Found{{10, as_it_is}, {15, red}, {22, as_it_is}, {30, red}});
  for (ImTextureData* texture : atlas.font_atlas().TexList) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
}

}  // namespace kith::ui
