#include "ui/font/text_engine.h"

#include "tests/ui/font/box_glyphs.h"
#include "ui/font/paragraph.h"
#include "ui/font/shaping.h"

#include "imgui.h"
#include <catch2/catch_test_macros.hpp>

namespace kith::ui {
namespace {

// An atlas, a renderer that takes its textures, and nothing else.
struct Desk {
  Desk() { next_frame(); }
  ~Desk() {
    for (ImTextureData* texture : atlas.font_atlas().TexList) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
  void next_frame() {
    atlas.begin_frame();
    for (ImTextureData* texture : atlas.font_atlas().TexList) {
      bool goes = texture->Status == ImTextureStatus_WantDestroy;
      texture->SetTexID(goes ? ImTextureID_Invalid : 1);
      texture->SetStatus(goes ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
    }
  }

  std::size_t pictures_of(std::string_view text) {
    std::vector<PlacedPicture> pictures;
    engine.lay_out(text, font, 10, 20, pictures);
    return pictures.size();
  }

  BoxGlyphs source;
  Atlas atlas;
  TextEngine engine{source, atlas};
  Font font{14, false};
};

}  // namespace

TEST_CASE("Letters are measured and drawn once, however often they are used") {
  Desk desk;
  CHECK(desk.engine.width("banana", desk.font) == 42);
  std::size_t measured = desk.source.measured;
  CHECK(desk.engine.width("banana banana", desk.font) == 91);
  CHECK(desk.source.measured > measured);  // the space and its pairs
  measured = desk.source.measured;
  CHECK(desk.engine.width("banana banana", desk.font) == 91);
  CHECK(desk.source.measured == measured);
  CHECK(desk.pictures_of("banana") == 6);
  desk.engine.flush();
  CHECK(desk.source.drawn == 3);
  CHECK(desk.pictures_of("nab") == 3);
  desk.engine.flush();
  CHECK(desk.source.drawn == 3);
}

TEST_CASE("All that is new in a text is asked for at once") {
  Desk desk;
  desk.engine.width("The quick brown fox", desk.font);
  CHECK(desk.source.measure_calls == 1);
}

TEST_CASE("Scripts that are joined, stacked or turned round are drawn as one run") {
  for (const char* text :
       {"دينا حسن", "שלום", "नमस्ते", "สวัสดี", "👩‍🌾", "🇪🇸", "e\u0301", "ᄒ\u1161\u11AB"})
    CHECK(needs_shaping(text));
  for (const char* text : {"Ana", "Ærøskøbing", "Київ", "Ελλάδα", "李晓雨", "한국", "👋", "café"})
    CHECK(!needs_shaping(text));
  Desk desk;
  CHECK(desk.pictures_of("دينا حسن") == 1);
  CHECK(desk.pictures_of("李晓雨") == 3);
}

TEST_CASE("A text runs from the right when its first letter does") {
  CHECK(starts_right_to_left("دينا (Dina)"));
  CHECK(starts_right_to_left("123 שלום"));
  CHECK(!starts_right_to_left("Dina دينا"));
  CHECK(!starts_right_to_left("123"));
}

TEST_CASE("What is cut off is cut between characters") {
  Desk desk;
  CHECK(desk.engine.fitting("banana", desk.font, 22) == 3);
  CHECK(desk.engine.fitting("banana", desk.font, 3) == 0);
  std::string_view family = "👩‍🌾👩‍🌾";
  std::size_t cut = desk.engine.fitting(family, desk.font, 35);
  CHECK((cut == 0 || cut == family.size() / 2));
}

TEST_CASE("Lines break at words, long words between characters, and at line ends") {
  Desk desk;
  FontRange range{0, desk.font};
  auto lines = [&](std::string_view text, float width) {
    std::vector<std::string> found;
    for (const TextLine& line : break_lines(desk.engine, text, {&range, 1}, width))
      found.emplace_back(text.substr(line.begin, line.end - line.begin));
    return found;
  };
  using Lines = std::vector<std::string>;
  CHECK(lines("", 100) == Lines{""});
  CHECK(lines("one two three", 56) == Lines{"one two", "three"});
  CHECK(lines("abcdefghij", 35) == Lines{"abcde", "fghij"});
  CHECK(lines("a\nb", 700) == Lines{"a", "b"});
  CHECK(lines("a\n", 700) == Lines{"a", ""});
  CHECK(lines("one  two", 28) == Lines{"one", "two"});
}

TEST_CASE("A run is drawn to its end though its box is said to end before") {
  Desk desk;
  desk.source.box_share = 0.5f;
  std::vector<PlacedPicture> pictures;
  desk.engine.lay_out("Dina دينا (9)", desk.font, 0, 20, pictures);
  REQUIRE(pictures.size() == 1);
  CHECK(pictures[0].picture.width >= 13 * 7);
}

TEST_CASE("Emoji keep their colours, words beside them take that of the text") {
  Desk desk;
  std::optional<Picture> picture = desk.atlas.add(8, 1);
  REQUIRE(picture);
  const std::array<std::uint8_t, 32> pixels{0, 0,  0,   255, 0, 0,   0, 90, 0,  0, 0,
                                            0, 0,  0,   0,   0, 9,   9, 9,  30, 9, 0,
                                            0, 80, 250, 200, 0, 255, 1, 0,  0,  20};
  desk.atlas.write(*picture, pixels.data());
  CHECK(picture->coloured == std::vector<Columns>{{5, 8}});
}

TEST_CASE("What turns out to have colours of its own is drawn once more") {
  Desk desk;
  desk.pictures_of("Ana");
  CHECK(!desk.engine.flush());
  desk.source.red = 200;
  desk.pictures_of("👋");
  CHECK(desk.engine.flush());
  desk.pictures_of("👋");
  CHECK(!desk.engine.flush());
}

TEST_CASE("Pictures that were not used for long make room") {
  Desk desk;
  std::string text;
  for (int i = 0; i < 6000; ++i) {
    text.clear();
    append_utf8(text, static_cast<char32_t>(0x4E00 + i));
    std::vector<PlacedPicture> pictures;
    desk.engine.lay_out(text, {40, false}, 0, 40, pictures);
    if (i % 10 == 9) {
      desk.engine.flush();
      desk.next_frame();
    }
  }
  // All of them together would be 6000 × 22 × 38 pixels; they stay under the largest texture.
  const ImTextureData& texture = *desk.atlas.font_atlas().TexData;
  CHECK(texture.Width * texture.Height <= 4096 * 4096);
  CHECK(desk.pictures_of("Ana") == 3);
}

}  // namespace kith::ui
