// What each frame took, to be built and to be drawn, while somebody asks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kith::bench {

class FrameTimes {
 public:
  // From now on; what was noted before is forgotten.
  void start();
  bool is_on() const { return is_on_; }
  void note_drawing(std::int64_t microseconds) { drawing_us_ += microseconds; }
  // Of a whole frame, its drawing among it.
  void note_frame(std::int64_t microseconds);
  // The notes as JSON, by median and 95th percentile; none are taken after that.
  std::string stop();

 private:
  bool is_on_ = false;
  std::int64_t drawing_us_ = 0;
  std::vector<std::int64_t> built_us_, drawn_us_;
};

}  // namespace kith::bench
