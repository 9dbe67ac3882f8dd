// What the browser's side (host_messages.js) calls. One Host, made by the first message.
#include "core/base/assert.h"
#include "core/crypto/secret.h"
#include "core/crypto/system_random.h"
#include "wasm/browser.h"
#include "wasm/helper.h"
#include "wasm/helper_messages.h"
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

wasm::Helper& helper() {
  static wasm::Helper instance;
  return instance;
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

EMSCRIPTEN_KEEPALIVE void kith_message(int type, int object) {
  Bytes taken = std::move(incoming());
  host().message(static_cast<wasm::ToWorker>(type), taken, object);
  wipe(taken);
}

EMSCRIPTEN_KEEPALIVE void kith_answer(int request, int failed) {
  Bytes taken = std::move(incoming());
  if (failed != 0) {
    wasm::answer_arrived(request, fail(ErrorCode::io, "", std::string(as_text(taken))));
  } else {
    wasm::answer_arrived(request, std::move(taken));
  }
}

EMSCRIPTEN_KEEPALIVE void kith_frame(double now_ms) {
  host().frame(now_ms);
}

EMSCRIPTEN_KEEPALIVE void kith_wake() {
  host().wake();
}

EMSCRIPTEN_KEEPALIVE void kith_idle_check() {
  host().check_idle();
}

EMSCRIPTEN_KEEPALIVE void kith_jobs() {
  host().jobs();
}

EMSCRIPTEN_KEEPALIVE void kith_tab_said(int word) {
  host().tab_said(static_cast<wasm::TabWord>(word));
}

EMSCRIPTEN_KEEPALIVE void kith_baton_stolen() {
  host().baton_stolen();
}

// -- helpers: a message from one, and a message to this instance when it is one --

EMSCRIPTEN_KEEPALIVE void kith_from_helper(int worker, int type) {
  Bytes taken = std::move(incoming());
  wasm::HelperWorker::message_arrived(worker, static_cast<wasm::FromHelper>(type), taken);
  wipe(taken);
}

EMSCRIPTEN_KEEPALIVE void kith_helper_broke(int worker) {
  wasm::HelperWorker::message_arrived(
      worker, wasm::FromHelper::failed,
      wasm::encode(Error{ErrorCode::out_of_memory,
                         "There was not enough memory for that. Close other tabs and try again."}));
}

EMSCRIPTEN_KEEPALIVE void kith_as_helper(int type, int object) {
  Bytes taken = std::move(incoming());
  helper().message(static_cast<wasm::ToHelper>(type), taken, object);
  wipe(taken);
}

}  // extern "C"
