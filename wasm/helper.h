// A throw-away worker of the same module (web/worker.js by the name "kith-helper"): it derives one
// key or parses one file, in a memory of its own that goes with it. Its half of the conversation is
// Helper; the program's is HelperWorker.
#pragma once

#include "core/base/result.h"
#include "core/exchange/parser.h"
#include "wasm/host_file.h"
#include "wasm/messages.h"

#include <functional>
#include <memory>

namespace kith::wasm {

// What a helper answers: its message, or why there will be none.
using HelperAnswer = std::function<void(Result<Bytes>)>;

// The program's handle on a helper. It ends with the object, and then answers nothing any more.
class HelperWorker {
 public:
  explicit HelperWorker(HelperAnswer answer);
  ~HelperWorker();
  HelperWorker(const HelperWorker&) = delete;

  // `object` is a kept File (host_messages.js), 0 for none.
  void post(ToHelper type, ByteView bytes, int object = 0);

  static void message_arrived(int worker, FromHelper type, ByteView bytes);

 private:
  HelperAnswer answer_;
  int worker_;
};

// The helper itself.
class Helper {
 public:
  void message(ToHelper type, ByteView bytes, int object);

 private:
  void derive_key(ByteView bytes);
  void begin_parse(ByteView bytes, int object);
  void parse_on();
  Result<void> feed_slice();

  std::unique_ptr<Parser> parser_;
  std::unique_ptr<HostFile> file_;
  std::uint64_t file_size_ = 0;
  std::uint64_t fed_ = 0;
  bool finished_ = false;
};

}  // namespace kith::wasm
