#include "wasm/bench/frame_times.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace kith::bench {
namespace {

double share_ms(std::vector<std::int64_t>& times_us, double share) {
  if (times_us.empty()) return 0;
  std::ranges::sort(times_us);
  const auto at = static_cast<std::size_t>(share * static_cast<double>(times_us.size() - 1));
  return static_cast<double>(times_us[at]) / 1000;
}

}  // namespace

void FrameTimes::start() {
  *this = {};
  is_on_ = true;
}

void FrameTimes::note_frame(std::int64_t microseconds) {
  const std::int64_t drawing_us = std::exchange(drawing_us_, 0);
  built_us_.push_back(microseconds - drawing_us);
  if (drawing_us > 0) drawn_us_.push_back(drawing_us);
}

std::string FrameTimes::stop() {
  is_on_ = false;
  std::array<char, 256> text;
  std::snprintf(text.data(), text.size(),
                R"({"frames":%zu,"build_ms":%.6g,"build_p95_ms":%.6g,"draw_ms":%.6g,)"
                R"("draw_p95_ms":%.6g})",
                built_us_.size(), share_ms(built_us_, 0.5), share_ms(built_us_, 0.95),
                share_ms(drawn_us_, 0.5), share_ms(drawn_us_, 0.95));
  return text.data();
}

}  // namespace kith::bench
