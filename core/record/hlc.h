// The hybrid logical clock that stamps changesets: milliseconds in the upper 48 bits, a counter in
// the lower 16. It never goes back, and is always ahead of every stamp this device has seen.
#pragma once

#include <algorithm>
#include <cstdint>

namespace kith {

class HybridClock {
 public:
  // Stamps must leave the top bit clear (the year 6429), so that SQLite can hold them.
  static constexpr std::uint64_t hlc_max = INT64_MAX;

  explicit HybridClock(std::uint64_t last = 0) : last_(last) {}

  std::uint64_t tick(std::int64_t wall_ms) {
    const auto now = static_cast<std::uint64_t>(std::max<std::int64_t>(wall_ms, 0)) << 16;
    last_ = std::max(last_ + 1, now);  // a counter that overflows adds a millisecond
    return last_;
  }
  void observe(std::uint64_t hlc) { last_ = std::max(last_, hlc); }
  std::uint64_t last() const { return last_; }

 private:
  std::uint64_t last_;
};

inline std::int64_t wall_ms_of(std::uint64_t hlc) {
  return static_cast<std::int64_t>(hlc >> 16);
}

}  // namespace kith
