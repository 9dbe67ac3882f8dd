#include "wasm/browser.h"

#include <unordered_map>

extern "C" {
void kith_post(int type, const std::uint8_t* bytes, std::size_t size, int object);
void kith_request_frame();
void kith_request_jobs();
void kith_wake_after(double milliseconds);
double kith_wall_ms();
double kith_steady_us();
int kith_utc_offset_minutes();
void kith_forget_object(int object);
void kith_random(std::uint8_t* bytes, std::size_t size);
}

namespace kith::wasm {
namespace {

struct Waiting {
  std::unordered_map<int, BytesAnswer> answers;
  int count = 0;
};

Waiting& waiting() {
  static Waiting instance;
  return instance;
}

}  // namespace

void post_to_page(ToPage type, const Encoder& message, int object) {
  kith_post(static_cast<int>(type), message.bytes().data(), message.size(), object);
}

void request_frame() {
  kith_request_frame();
}

void request_jobs() {
  kith_request_jobs();
}

void wake_after(double milliseconds) {
  kith_wake_after(milliseconds);
}

void forget_object(int object) {
  kith_forget_object(object);
}

void fill_from_browser(MutableBytes bytes) {
  kith_random(bytes.data(), bytes.size());
}

std::int64_t BrowserClock::wall_ms() {
  return static_cast<std::int64_t>(kith_wall_ms());
}

int BrowserClock::utc_offset_minutes() {
  return kith_utc_offset_minutes();
}

std::int64_t BrowserClock::steady_us() {
  return static_cast<std::int64_t>(kith_steady_us());
}

int expect_answer(BytesAnswer answer) {
  Waiting& all = waiting();
  all.answers.emplace(++all.count, std::move(answer));
  return all.count;
}

void answer_arrived(int request, Result<Bytes> result) {
  const auto found = waiting().answers.extract(request);
  if (found) found.mapped()(std::move(result));
}

}  // namespace kith::wasm
