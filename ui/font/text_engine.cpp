// Invariants:
//  1. References into letters_ and runs_ stay valid while they grow; entries go only in
//     drop_unused and forget, when nothing is wanted.
//  2. An image that is not empty has a place in the atlas from its first use, its pixels from the
//     next flush.
#include "ui/font/text_engine.h"

#include "core/base/assert.h"
#include "core/base/text_grapheme.h"
#include "core/base/text_utf8.h"
#include "ui/font/shaping.h"

#include <algorithm>
#include <cmath>

namespace kith::ui {
namespace {

// About half of the largest texture at the sizes in use.
constexpr std::size_t area_max = 3'000'000;
constexpr std::uint32_t unused_frames_max = 120;
constexpr std::size_t runs_max = 4000;

std::uint32_t font_key(Font font) {
  return std::uint32_t{font.px} << 1 | font.semibold;
}

std::uint64_t letter_key(char32_t code_point, Font font) {
  return std::uint64_t{code_point} << 32 | font_key(font);
}

std::uint64_t pair_key(char32_t left, char32_t right, Font font) {
  return std::uint64_t{left} << 43 | std::uint64_t{right} << 22 | font_key(font);
}

// Only these have pairs worth asking about; ideographs stand in squares.
bool may_kern(char32_t c) {
  return c < 0x2100;
}

std::string run_key(std::string_view text, Font font) {
  std::string key(text);
  std::uint32_t number = font_key(font);
  key.append(reinterpret_cast<const char*>(&number), sizeof number);
  return key;
}

std::string utf8(char32_t code_point) {
  std::string text;
  append_utf8(text, code_point);
  return text;
}

}  // namespace

// Asks the source once for everything about the text that is not known yet.
void TextEngine::learn(std::string_view text, Font font) {
  std::vector<std::string> texts;
  std::vector<std::uint64_t> new_letters, new_pairs;
  std::vector<std::pair<char32_t, char32_t>> pair_of;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    std::uint64_t key = letter_key(c, font);
    if (!letters_.contains(key)) {
      letters_[key];
      new_letters.push_back(key);
      texts.push_back(utf8(c));
    }
    if (before != 0 && may_kern(before) && may_kern(c)) {
      std::uint64_t pair = pair_key(before, c, font);
      if (pairs_.try_emplace(pair, 0.0f).second) {
        new_pairs.push_back(pair);
        pair_of.emplace_back(before, c);
      }
    }
    before = c;
  }
  if (new_letters.empty() && new_pairs.empty()) return;
  for (auto [left, right] : pair_of)
    texts.push_back(utf8(left) + utf8(right));

  std::vector<TextRequest> requests;
  for (const std::string& each : texts)
    requests.push_back({each, font});
  std::vector<TextExtent> extents(requests.size());
  source_.measure(requests, extents);
  for (std::size_t i = 0; i < new_letters.size(); ++i)
    letters_[new_letters[i]].extent = extents[i];
  for (std::size_t i = 0; i < new_pairs.size(); ++i) {
    float second = letters_[letter_key(pair_of[i].second, font)].extent.advance;
    pairs_[new_pairs[i]] = extents[new_letters.size() + i].advance - second;
  }
}

TextEngine::Letter& TextEngine::letter(char32_t code_point, Font font) {
  auto found = letters_.find(letter_key(code_point, font));
  ASSERT(found != letters_.end());
  return found->second;
}

TextEngine::Run& TextEngine::run(std::string_view text, Font font) {
  auto [found, is_new] = runs_.try_emplace(run_key(text, font));
  if (is_new) {
    TextRequest request{text, font, starts_right_to_left(text)};
    TextExtent& extent = found->second.extent;
    source_.measure({&request, 1}, {&extent, 1});
    // Of a text in two directions Firefox gives the box of a part of it.
    extent.left = std::max(extent.left, 0.0f);
    extent.right = std::max(extent.right, extent.advance);
    extent.ascent = std::max(extent.ascent, extent.font_ascent);
    extent.descent = std::max(extent.descent, extent.font_descent);
  }
  found->second.image.used = frame_;
  return found->second;
}

float TextEngine::advance(char32_t left, char32_t right, Font font) {
  if (right != 0 && may_kern(left) && may_kern(right)) {
    auto found = pairs_.find(pair_key(left, right, font));
    ASSERT(found != pairs_.end());
    return found->second;
  }
  return letter(left, font).extent.advance;
}

float TextEngine::width(std::string_view text, Font font) {
  if (text.empty()) return 0;
  if (needs_shaping(text)) return run(text, font).extent.advance;
  learn(text, font);
  float sum = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    if (before != 0) sum += advance(before, c, font);
    before = c;
  }
  return sum + advance(before, 0, font);
}

void TextEngine::lay_out(std::string_view text, Font font, float x, int baseline,
                         std::vector<PlacedPicture>& pictures) {
  if (text.empty()) return;
  auto put = [&](Image& image, std::string_view drawn, const TextExtent& extent, float at) {
    int whole = static_cast<int>(std::floor(at));
    prepare(image, drawn, font, extent, at - static_cast<float>(whole));
    if (!image.empty) pictures.push_back({image.picture, whole + image.left, baseline + image.top});
  };
  if (needs_shaping(text)) {
    Run& found = run(text, font);
    put(found.image, text, found.extent, std::round(x));
    return;
  }
  learn(text, font);
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t begin = at;
    char32_t c = next_code_point(text, at);
    if (before != 0) x += advance(before, c, font);
    before = c;
    Letter& found = letter(c, font);
    // To the nearest quarter pixel, so that the gaps between letters look even.
    float quarters = std::round(x * 4);
    auto fraction = static_cast<std::size_t>(quarters - std::floor(quarters / 4) * 4);
    put(found.images[fraction], text.substr(begin, at - begin), found.extent, quarters / 4);
  }
}

// Reserves the image's place at its first use; its pixels come with the next flush.
void TextEngine::prepare(Image& image, std::string_view text, Font font, const TextExtent& extent,
                         float fraction) {
  image.used = frame_;
  if (image.empty || image.picture.rect >= 0) return;
  // A pixel of margin for what smoothing adds.
  int left = static_cast<int>(std::floor(fraction - extent.left)) - 1;
  int right = static_cast<int>(std::ceil(fraction + extent.right)) + 1;
  int top = static_cast<int>(std::floor(-extent.ascent)) - 1;
  int bottom = static_cast<int>(std::ceil(extent.descent)) + 1;
  bool blank = extent.left + extent.right <= 0 || extent.ascent + extent.descent <= 0;
  std::optional<Picture> picture;
  if (!blank) picture = atlas_.add(right - left, bottom - top);
  if (!picture) {
    image.empty = true;
    return;
  }
  image.picture = *picture;
  image.left = left;
  image.top = top;
  area_ += std::size_t{picture->width} * picture->height;
  wanted_.push_back({std::string(text), font, starts_right_to_left(text),
                     fraction - static_cast<float>(left), static_cast<float>(-top), &image});
}

std::size_t TextEngine::fitting(std::string_view text, Font font, float width_max) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size();)
    ends.push_back(at = grapheme_end(text, at));
  auto too_wide = [&](std::size_t end) { return width(text.substr(0, end), font) > width_max; };
  auto first_too_wide =
      std::ranges::partition_point(ends, [&](std::size_t e) { return !too_wide(e); });
  return first_too_wide == ends.begin() ? 0 : *(first_too_wide - 1);
}

FontHeight TextEngine::height(Font font) {
  auto [found, is_new] = heights_.try_emplace(font_key(font));
  if (is_new) {
    TextRequest request{"x", font};
    TextExtent extent;
    source_.measure({&request, 1}, {&extent, 1});
    found->second = {extent.font_ascent, extent.font_descent};
  }
  return found->second;
}

bool TextEngine::flush() {
  ++frame_;
  bool has_colours = false;
  if (!wanted_.empty()) {
    std::vector<RasterRequest> requests;
    for (const Wanted& each : wanted_)
      requests.push_back({{each.text, each.font, each.right_to_left},
                          each.image->picture.width,
                          each.image->picture.height,
                          each.origin_x,
                          each.origin_y});
    Bytes pixels;
    source_.rasterise(requests, pixels);
    std::size_t at = 0;
    for (const Wanted& each : wanted_) {
      std::size_t size = std::size_t{each.image->picture.width} * each.image->picture.height * 4;
      ASSERT(at + size <= pixels.size());
      atlas_.write(each.image->picture, pixels.data() + at);
      has_colours = has_colours || !each.image->picture.coloured.empty();
      at += size;
    }
    wanted_.clear();
  }
  if (area_ > area_max || runs_.size() > runs_max) drop_unused();
  return has_colours;
}

void TextEngine::drop_unused() {
  auto is_old = [&](const Image& image) { return frame_ - image.used > unused_frames_max; };
  auto drop = [&](Image& image) {
    if (image.picture.rect < 0 || !is_old(image)) return;
    atlas_.remove(image.picture);
    area_ -= std::size_t{image.picture.width} * image.picture.height;
    image = {};
  };
  for (auto& [key, each] : letters_)
    std::ranges::for_each(each.images, drop);
  for (auto& [key, each] : runs_)
    drop(each.image);
  std::erase_if(runs_, [&](const auto& entry) { return is_old(entry.second.image); });
}

void TextEngine::forget() {
  letters_.clear();
  pairs_.clear();
  runs_.clear();
  heights_.clear();
  wanted_.clear();
  area_ = 0;
}

}  // namespace kith::ui
