// Four pixels at a time, in the vectors that compilers make SIMD of. For raster.cpp.
#pragma once

#include <cstdint>
#include <cstring>

namespace kith::ui::blend {

using Bytes16 = std::uint8_t __attribute__((vector_size(16)));
using Bytes8 = std::uint8_t __attribute__((vector_size(8)));
using Shorts = std::uint16_t __attribute__((vector_size(16)));  // the channels of two pixels

inline constexpr std::uint32_t opaque = 0xFF000000;

// Rounded to the nearest, for up to 255 × 255.
inline Shorts divided_by_255(Shorts value) {
  const Shorts more = value + 128;
  return (more + (more >> 8)) >> 8;
}
inline std::uint32_t divided_by_255(std::uint32_t value) {
  const std::uint32_t more = value + 128;
  return (more + (more >> 8)) >> 8;
}

inline Shorts two_pixels(const std::uint32_t* at) {
  Bytes8 bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  return __builtin_convertvector(bytes, Shorts);
}
inline Shorts twice(std::uint32_t pixel) {
  const std::uint32_t both[2] = {pixel, pixel};
  return two_pixels(both);
}
inline void put_two_pixels(std::uint32_t* at, Shorts channels) {
  const Bytes8 bytes = __builtin_convertvector(channels, Bytes8);
  std::memcpy(at, &bytes, sizeof bytes);
}
// The alpha of each pixel in all its channels.
inline Shorts alphas(Shorts channels) {
  return __builtin_shufflevector(channels, channels, 3, 3, 3, 3, 7, 7, 7, 7);
}

// `over` with its own alpha onto opaque pixels.
inline Shorts onto(Shorts below, Shorts over) {
  const Shorts alpha = alphas(over);
  const Shorts mixed = divided_by_255(over * alpha + below * (255 - alpha));
  const Shorts full = {0, 0, 0, 255, 0, 0, 0, 255};
  return mixed | full;
}

inline std::uint32_t tinted(std::uint32_t pixel, std::uint32_t tint) {
  std::uint32_t mixed = 0;
  for (int shift = 0; shift < 32; shift += 8)
    mixed |= divided_by_255((pixel >> shift & 0xFF) * (tint >> shift & 0xFF)) << shift;
  return mixed;
}

inline std::uint32_t onto(std::uint32_t below, std::uint32_t over) {
  const std::uint32_t alpha = over >> 24;
  std::uint32_t mixed = opaque;
  for (int shift = 0; shift < 24; shift += 8) {
    const std::uint32_t sum =
        (over >> shift & 0xFF) * alpha + (below >> shift & 0xFF) * (255 - alpha);
    mixed |= divided_by_255(sum) << shift;
  }
  return mixed;
}

}  // namespace kith::ui::blend
