#include "wasm/helper.h"

#include "core/base/assert.h"
#include "core/crypto/passphrase.h"
#include "wasm/browser.h"
#include "wasm/helper_messages.h"

#include <algorithm>
#include <unordered_map>

extern "C" {
int kith_helper_start();
void kith_helper_post(int worker, int type, const std::uint8_t* bytes, std::size_t size,
                      int object);
void kith_helper_end(int worker);
}

namespace kith::wasm {
namespace {

std::unordered_map<int, HelperWorker*>& workers() {
  static std::unordered_map<int, HelperWorker*> all;
  return all;
}

void post(FromHelper type, ByteView bytes) {
  Encoder out;
  out.raw(bytes);
  post_to_page(static_cast<ToPage>(type), out);  // a helper's page is the program's worker
}

}  // namespace

// -- the program's side --

HelperWorker::HelperWorker(HelperAnswer answer)
    : answer_(std::move(answer)), worker_(kith_helper_start()) {
  workers().emplace(worker_, this);
}

HelperWorker::~HelperWorker() {
  workers().erase(worker_);
  kith_helper_end(worker_);
}

void HelperWorker::post(ToHelper type, ByteView bytes, int object) {
  kith_helper_post(worker_, static_cast<int>(type), bytes.data(), bytes.size(), object);
}

void HelperWorker::message_arrived(int worker, FromHelper type, ByteView bytes) {
  const auto found = workers().find(worker);
  if (found == workers().end()) return;
  const HelperAnswer answer = found->second->answer_;  // the answer may end the worker
  if (type == FromHelper::failed) {
    answer(std::unexpected(decode_error(bytes)));
  } else {
    answer(Bytes(bytes.begin(), bytes.end()));
  }
}

// -- the helper's side --

void Helper::message(ToHelper type, ByteView bytes, int object) {
  switch (type) {
    case ToHelper::derive_key:
      derive_key(bytes);
      break;
    case ToHelper::parse_begin:
      begin_parse(bytes, object);
      break;
    case ToHelper::parse_next:
      parse_on();
      break;
  }
}

void Helper::derive_key(ByteView bytes) {
  auto request = decode_derive_key_request(bytes);
  ASSERT(request.has_value());
  BrowserClock clock;
  const PassphraseCost cost = request->cost ? *request->cost : calibrate_passphrase_cost(clock);
  auto key = derive_kek(request->passphrase, request->salt, cost);
  wipe(request->passphrase);
  if (!key) {
    post(FromHelper::failed, encode(key.error()));
    return;
  }
  Bytes answer = encode(DerivedKey{std::move(*key), cost});
  post(FromHelper::key, answer);
  wipe(answer);
}

void Helper::begin_parse(ByteView bytes, int object) {
  auto options = ParseOptions::decode(bytes);
  ASSERT(options.has_value());
  parser_ = std::make_unique<Parser>(std::move(*options));
  file_ = std::make_unique<BrowserFile>(object);
  file_size_ = file_->size();
}

// One batch; when there is none, one slice further.
void Helper::parse_on() {
  ASSERT(parser_ != nullptr);
  ParsedStep step;
  step.batch = parser_->take_batch();
  if (!step.batch) {
    auto fed = feed_slice();
    if (!fed) step.error = std::move(fed.error());
    step.batch = parser_->take_batch();
  }
  step.report = parser_->report();
  // What is left to take belongs to the file as much as what is left to read.
  step.report.finished = step.report.finished && !step.batch;
  step.bytes_read = static_cast<std::int64_t>(fed_);
  step.bytes = static_cast<std::int64_t>(file_size_);
  post(FromHelper::parsed, encode(step));
}

Result<void> Helper::feed_slice() {
  if (finished_) return {};
  const std::uint64_t size = std::min<std::uint64_t>(parse_slice_size, file_size_ - fed_);
  if (size == 0) {
    finished_ = true;
    return parser_->finish();
  }
  Bytes slice(static_cast<std::size_t>(size));
  TRY(file_->read(fed_, slice));
  fed_ += size;
  return parser_->feed(slice);
}

}  // namespace kith::wasm
