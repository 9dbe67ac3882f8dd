#include "ui/widget/theme.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

namespace kith::ui {
namespace {

constexpr float text_contrast = 4.5f;
constexpr float control_contrast = 3.0f;

struct Named {
  const char* name;
  const Theme& theme;
};

const std::array<Named, 4> themes = {{{"light", light_theme},
                                      {"dark", dark_theme},
                                      {"light contrast", light_contrast_theme},
                                      {"dark contrast", dark_contrast_theme}}};

std::vector<Colour> grounds(const Theme& t) {
  return {t.background, t.surface, t.sunken, t.accent_weak, t.warning_weak};
}

}  // namespace

TEST_CASE("Text can be read on every ground it is put on") {
  for (const auto& [name, t] : themes) {
    INFO(name);
    for (Colour ground : grounds(t)) {
      for (Colour ink : {t.text, t.text_second, t.warning}) {
        CHECK(contrast(ink, ground) >= text_contrast);
        CHECK(contrast(ink, t.hovered(ground)) >= text_contrast);
      }
    }
    for (Colour ground : {t.background, t.surface, t.sunken, t.accent_weak})
      CHECK(contrast(t.accent, ground) >= text_contrast);
    for (Colour ground : {t.background, t.surface, t.sunken}) {
      CHECK(contrast(t.danger, ground) >= text_contrast);
      CHECK(contrast(t.good, ground) >= text_contrast);
    }
  }
}

TEST_CASE("Labels can be read on filled buttons, at rest, hovered and held") {
  for (const auto& [name, t] : themes) {
    INFO(name);
    for (auto [label, ground] :
         {std::pair(t.on_accent, t.accent), std::pair(t.on_danger, t.danger)}) {
      CHECK(contrast(label, ground) >= text_contrast);
      CHECK(contrast(label, mix(ground, t.text, 0.1f)) >= text_contrast);
      CHECK(contrast(label, mix(ground, t.text, 0.2f)) >= text_contrast);
    }
    for (Colour ground : t.avatars)
      CHECK(contrast(t.on_avatar, ground) >= text_contrast);
  }
}

TEST_CASE("Borders of controls and focus rings stand out from what is around them") {
  for (const auto& [name, t] : themes) {
    INFO(name);
    for (Colour ground : {t.background, t.surface, t.sunken}) {
      CHECK(contrast(t.border_strong, ground) >= control_contrast);
      CHECK(contrast(t.accent, ground) >= control_contrast);
    }
    CHECK(contrast(t.accent, t.accent_weak) >= control_contrast);
  }
}

TEST_CASE("Contrast is that of WCAG") {
  CHECK(contrast(0xFF000000, 0xFFFFFFFF) > 20.99f);
  CHECK(contrast(0xFF777777, 0xFFFFFFFF) > 4.47f);
  CHECK(contrast(0xFF777777, 0xFFFFFFFF) < 4.49f);
}

}  // namespace kith::ui
