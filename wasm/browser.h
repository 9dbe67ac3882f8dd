// What the browser gives the program besides files and text: messages to the page, frames, timers,
// time, randomness. Thin declarations over host_messages.js.
#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/codec.h"
#include "core/base/result.h"
#include "wasm/messages.h"

#include <functional>

namespace kith::wasm {

// With an object of the browser's, if any.
void post_to_page(ToPage type, const Encoder& message = {}, int object = 0);

// One call of kith_frame, kith_jobs, or (after that time) kith_wake; asking twice is asking once.
void request_frame();
void request_jobs();
void wake_after(double milliseconds);

void forget_object(int object);

void fill_from_browser(MutableBytes bytes);

class BrowserClock final : public Clock {
 public:
  std::int64_t wall_ms() override;
  int utc_offset_minutes() override;
  std::int64_t steady_us() override;
};

// Things the browser answers later, once: the request number goes out with the call.
using BytesAnswer = std::function<void(Result<Bytes>)>;
int expect_answer(BytesAnswer answer);
void answer_arrived(int request, Result<Bytes> result);

}  // namespace kith::wasm
