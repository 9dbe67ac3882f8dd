// The one table of colours and measures. Widgets name a role; what it looks like is decided here.
#pragma once

#include <array>
#include <cstdint>

namespace kith::ui {

// 0xAARRGGBB, not premultiplied.
using Colour = std::uint32_t;

constexpr Colour with_alpha(Colour colour, float alpha) {
  return (colour & 0xFFFFFF) | static_cast<Colour>(alpha * 255 + 0.5f) << 24;
}
// From `a` (share 0) to `b` (share 1).
Colour mix(Colour a, Colour b, float share);
// The WCAG 2 contrast ratio of two opaque colours, 1 to 21.
float contrast(Colour a, Colour b);

struct Theme {
  bool dark = false;
  bool high_contrast = false;
  Colour background, surface, sunken;
  Colour text, text_second;
  Colour border, border_strong;
  Colour accent, on_accent, accent_weak;
  Colour good, warning, warning_weak, danger, on_danger;
  Colour on_avatar;
  std::array<Colour, 8> avatars;
  float border_width = 1;

  // What lies under the pointer, and what is held down, on any ground.
  Colour hovered(Colour ground) const { return mix(ground, text, high_contrast ? 0.16f : 0.04f); }
  Colour held(Colour ground) const { return mix(ground, text, high_contrast ? 0.24f : 0.1f); }
};

extern const Theme light_theme, dark_theme, light_contrast_theme, dark_contrast_theme;

// What the person chose; `system` follows the browser.
enum class ThemeChoice : std::uint8_t { system, light, dark };
enum class Density : std::uint8_t { comfortable, compact };

// Colours of text by meaning.
enum class Tone : std::uint8_t { normal, second, accent, on_accent, good, warning, danger };
Colour tone_colour(const Theme& theme, Tone tone);

// Measures in CSS pixels.
struct Metrics {
  float control = 36;  // height of a button, a field
  float row = 40;      // list row of one line
  float row_two = 58;  // list row of two lines
  float target = 28;   // smallest side of anything that is pressed
};
Metrics metrics_for(Density density, bool coarse_pointer);

constexpr float radius_control = 8;
constexpr float radius_panel = 10;
constexpr float rail_width = 208;
constexpr float rail_width_collapsed = 64;
constexpr float list_width = 344;
constexpr float prose_width_max = 720;
constexpr double appear_ms = 120;

}  // namespace kith::ui
