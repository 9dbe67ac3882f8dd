// What the browser's side (host_messages.js) calls. One Host, made by the first message.
#include "core/base/assert.h"
#include "core/crypto/secret.h"
#include "core/crypto/system_random.h"
#include "wasm/browser.h"
#include "wasm/host.h"

#include <emscripten/em_macros.h>

#include <algorithm>
#include <string>

namespace {

using namespace kith;

Bytes& incoming() {
  static Bytes bytes;
  return bytes;
}

wasm::Host& host() {
  static wasm::Host instance;
  return instance;
}

// The page ends the worker when it reads this; nothing may run until then.
[[noreturn]] void stop_program(const char* condition, const char* file, int line) {
  Encoder out;
  out.text(std::string(condition) + " at " + file + ":" + std::to_string(line));
  wasm::post_to_page(wasm::ToPage::stopped, out);
  __builtin_trap();
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void kith_begin() {
  set_assert_handler(stop_program);
  start_crypto(wasm::fill_from_browser);
}

// Room for what is about to come; it is wiped when it has been dealt with.
EMSCRIPTEN_KEEPALIVE std::uint8_t* kith_buffer(std::size_t size) {
  incoming().resize(size);
  return incoming().data();
}

EMSCRIPTEN_KEEPALIVE void kith_message(int type, const std::uint8_t* bytes, std::size_t size,
                                       int object) {
  Bytes taken = std::move(incoming());
  host().message(static_cast<wasm::ToWorker>(type), {bytes, size}, object);
  wipe(taken);
}

EMSCRIPTEN_KEEPALIVE void kith_answer(int request, int failed, const std::uint8_t* bytes,
                                      std::size_t size) {
  Bytes taken = std::move(incoming());
  if (failed) {
    wasm::answer_arrived(request, fail(ErrorCode::io, "", std::string(as_text({bytes, size}))));
  } else {
    wasm::answer_arrived(request, taken);
  }
  wipe(taken);
}

EMSCRIPTEN_KEEPALIVE void kith_frame(double now_ms) {
  host().frame(now_ms);
}

}  // extern "C"
