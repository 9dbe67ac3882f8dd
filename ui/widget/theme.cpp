#include "ui/widget/theme.h"

#include "core/base/assert.h"

#include <algorithm>
#include <cmath>

namespace kith::ui {
namespace {

int channel(Colour colour, int shift) {
  return static_cast<int>(colour >> shift & 0xFF);
}

double luminance(Colour colour) {
  auto linear = [&](int shift) {
    double share = channel(colour, shift) / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
}

constexpr std::array<Colour, 8> avatar_hues = {0xFF7A5C9E, 0xFFA25B3B, 0xFF3E7A4E, 0xFF35688F,
                                               0xFF846618, 0xFF9A4F6E, 0xFF4C6B8A, 0xFF5D6B2F};

}  // namespace

Colour mix(Colour a, Colour b, float share) {
  Colour mixed = 0;
  for (int shift : {0, 8, 16, 24}) {
    auto from = static_cast<float>(channel(a, shift));
    auto to = static_cast<float>(channel(b, shift));
    mixed |= static_cast<Colour>(std::lround(from + (to - from) * share)) << shift;
  }
  return mixed;
}

float contrast(Colour a, Colour b) {
  double la = luminance(a), lb = luminance(b);
  return static_cast<float>((std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05));
}

const Theme light_theme = {
    .background = 0xFFFBFAF7,
    .surface = 0xFFFFFFFF,
    .sunken = 0xFFF3F1EC,
    .text = 0xFF22201C,
    .text_second = 0xFF5F5B53,
    .border = 0xFFE2DED5,
    .border_strong = 0xFF857F73,
    .accent = 0xFF0B6E69,
    .on_accent = 0xFFFFFFFF,
    .accent_weak = 0xFFDCEFEC,
    .good = 0xFF2F6F32,
    .warning = 0xFF8A5A00,
    .warning_weak = 0xFFFBEFD6,
    .danger = 0xFFB3261E,
    .on_danger = 0xFFFFFFFF,
    .on_avatar = 0xFFFFFFFF,
    .avatars = avatar_hues,
};

const Theme dark_theme = {
    .dark = true,
    .background = 0xFF171614,
    .surface = 0xFF201F1C,
    .sunken = 0xFF121110,
    .text = 0xFFECE8E1,
    .text_second = 0xFFABA599,
    .border = 0xFF36332D,
    .border_strong = 0xFF837D72,
    .accent = 0xFF62CCC3,
    .on_accent = 0xFF0B2321,
    .accent_weak = 0xFF1C3836,
    .good = 0xFF8BC98E,
    .warning = 0xFFE5B45A,
    .warning_weak = 0xFF3A2F18,
    .danger = 0xFFF2998F,
    .on_danger = 0xFF2B0F0C,
    .on_avatar = 0xFFFFFFFF,
    .avatars = avatar_hues,
};

const Theme light_contrast_theme = {
    .high_contrast = true,
    .background = 0xFFFFFFFF,
    .surface = 0xFFFFFFFF,
    .sunken = 0xFFFFFFFF,
    .text = 0xFF000000,
    .text_second = 0xFF000000,
    .border = 0xFF000000,
    .border_strong = 0xFF000000,
    .accent = 0xFF00504C,
    .on_accent = 0xFFFFFFFF,
    .accent_weak = 0xFFFFFFFF,
    .good = 0xFF0A4A0D,
    .warning = 0xFF5E3D00,
    .warning_weak = 0xFFFFFFFF,
    .danger = 0xFF8C100A,
    .on_danger = 0xFFFFFFFF,
    .on_avatar = 0xFFFFFFFF,
    .avatars = avatar_hues,
    .border_width = 2,
};

const Theme dark_contrast_theme = {
    .dark = true,
    .high_contrast = true,
    .background = 0xFF000000,
    .surface = 0xFF000000,
    .sunken = 0xFF000000,
    .text = 0xFFFFFFFF,
    .text_second = 0xFFFFFFFF,
    .border = 0xFFFFFFFF,
    .border_strong = 0xFFFFFFFF,
    .accent = 0xFF7FE9E0,
    .on_accent = 0xFF000000,
    .accent_weak = 0xFF000000,
    .good = 0xFFA6E8A9,
    .warning = 0xFFFFD27A,
    .warning_weak = 0xFF000000,
    .danger = 0xFFFFB4AC,
    .on_danger = 0xFF000000,
    .on_avatar = 0xFFFFFFFF,
    .avatars = avatar_hues,
    .border_width = 2,
};

Colour tone_colour(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::normal:
      return theme.text;
    case Tone::second:
      return theme.text_second;
    case Tone::accent:
      return theme.accent;
    case Tone::on_accent:
      return theme.on_accent;
    case Tone::good:
      return theme.good;
    case Tone::warning:
      return theme.warning;
    case Tone::danger:
      return theme.danger;
  }
  ASSERT(false);
}

Metrics metrics_for(Density density, bool coarse_pointer) {
  if (coarse_pointer) return {.control = 44, .row = 48, .row_two = 64, .target = 44};
  if (density == Density::compact) return {.control = 32, .row = 32, .row_two = 44, .target = 24};
  return {};
}

}  // namespace kith::ui
