// Time, passed in: the program never asks the machine itself, so that a test can be any day and
// a simulation can replay one.
#pragma once

#include <cstdint>

namespace kith {

class Clock {
 public:
  virtual ~Clock() = default;

  // Milliseconds since 1970-01-01T00:00:00Z by the device's clock. May jump.
  virtual std::int64_t wall_ms() = 0;
  // Minutes to add to UTC for the device's local time now.
  virtual int utc_offset_minutes() = 0;
  // Microseconds since some fixed moment; never goes back. For measuring and for time slices.
  virtual std::int64_t steady_us() = 0;
};

// A clock that stands still until it is moved.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(std::int64_t wall_ms = 1'700'000'000'000) : wall_ms_(wall_ms) {}

  std::int64_t wall_ms() override { return wall_ms_; }
  int utc_offset_minutes() override { return offset_minutes_; }
  std::int64_t steady_us() override { return steady_us_; }

  void advance_ms(std::int64_t ms) {
    wall_ms_ += ms;
    steady_us_ += ms * 1000;
  }
  void set_wall_ms(std::int64_t ms) { wall_ms_ = ms; }
  void set_utc_offset_minutes(int minutes) { offset_minutes_ = minutes; }

 private:
  std::int64_t wall_ms_;
  std::int64_t steady_us_ = 0;
  int offset_minutes_ = 0;
};

}  // namespace kith
