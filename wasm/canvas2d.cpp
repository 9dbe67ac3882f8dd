// Reading pixels back costs some 0.8 ms whatever their number, so the pictures of one call are laid
// out on a sheet in rows, drawn, read back at once, and then cut apart.
#include "wasm/canvas2d.h"

#include "core/base/assert.h"

#include <algorithm>
#include <bit>
#include <cstring>

extern "C" {
void kith_measure_text(const std::uint32_t* requests, int count, float* extents);
void kith_draw_text(const std::uint32_t* requests, int count, int sheet_width, int sheet_height,
                    std::uint8_t* pixels);
}

namespace kith::wasm {
namespace {

constexpr std::uint32_t flag_semibold = 0x10000;
constexpr std::uint32_t flag_right_to_left = 0x20000;
constexpr std::uint32_t sheet_width_min = 1024;
constexpr std::size_t pixel_size = 4;

static_assert(sizeof(ui::TextExtent) == 7 * sizeof(float));

std::uint32_t address(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

std::uint32_t flags_of(const ui::TextRequest& request) {
  return request.font.px | (request.font.semibold ? flag_semibold : 0) |
         (request.right_to_left ? flag_right_to_left : 0);
}

struct Place {
  std::uint32_t x, y;
};

struct Sheet {
  std::vector<Place> places;
  std::uint32_t width = sheet_width_min;
  std::uint32_t height = 0;
};

// Row by row, as they come: pictures of one call are of similar height.
Sheet lay_out(std::span<const ui::RasterRequest> requests) {
  Sheet sheet;
  for (const auto& request : requests)
    sheet.width = std::max<std::uint32_t>(sheet.width, request.width);
  std::uint32_t x = 0, y = 0, row_height = 0;
  for (const auto& request : requests) {
    if (x + request.width > sheet.width) {
      x = 0;
      y += row_height;
      row_height = 0;
    }
    sheet.places.push_back({x, y});
    x += request.width;
    row_height = std::max<std::uint32_t>(row_height, request.height);
  }
  sheet.height = y + row_height;
  return sheet;
}

}  // namespace

void Canvas2d::measure(std::span<const ui::TextRequest> requests,
                       std::span<ui::TextExtent> extents) {
  ASSERT(requests.size() == extents.size());
  std::vector<std::uint32_t> words;
  words.reserve(3 * requests.size());
  for (const auto& request : requests) {
    words.insert(words.end(), {address(request.text.data()),
                               static_cast<std::uint32_t>(request.text.size()), flags_of(request)});
  }
  kith_measure_text(words.data(), static_cast<int>(requests.size()), &extents.data()->advance);
}

void Canvas2d::rasterise(std::span<const ui::RasterRequest> requests, Bytes& pixels) {
  if (requests.empty()) return;
  const Sheet sheet = lay_out(requests);
  std::vector<std::uint32_t> words;
  words.reserve(9 * requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const auto& [text, width, height, origin_x, origin_y] = requests[i];
    words.insert(words.end(),
                 {address(text.text.data()), static_cast<std::uint32_t>(text.text.size()),
                  flags_of(text), width, height, sheet.places[i].x, sheet.places[i].y,
                  std::bit_cast<std::uint32_t>(origin_x), std::bit_cast<std::uint32_t>(origin_y)});
  }
  Bytes drawn(std::size_t{sheet.width} * sheet.height * pixel_size);
  kith_draw_text(words.data(), static_cast<int>(requests.size()), static_cast<int>(sheet.width),
                 static_cast<int>(sheet.height), drawn.data());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const std::size_t row_size = requests[i].width * pixel_size;
    for (std::uint32_t row = 0; row < requests[i].height; ++row) {
      const std::size_t from =
          (std::size_t{sheet.places[i].y + row} * sheet.width + sheet.places[i].x) * pixel_size;
      pixels.insert(pixels.end(), drawn.begin() + from, drawn.begin() + from + row_size);
    }
  }
}

}  // namespace kith::wasm
