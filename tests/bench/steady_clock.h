// Time that really passes, for figures that must come out above nothing.
#pragma once

#include "core/base/clock.h"

#include <chrono>

namespace kith::bench {

class SteadyClock final : public Clock {
 public:
  std::int64_t wall_ms() override { return 0; }
  int utc_offset_minutes() override { return 0; }
  std::int64_t steady_us() override {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
};

}  // namespace kith::bench
