// A sealed file on its way: asked for at once, here some turns later, while whoever asked works in
// slices or is gone. Jobs are asked for when it comes.
#pragma once

#include "wasm/program/platform.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace kith::wasm {

class OpeningFile {
 public:
  OpeningFile(Platform& platform, const std::string& name, bool makes) {
    platform.open_attachment(name, makes, [&platform, answer = answer_](auto opened) {
      *answer = std::move(opened);
      platform.request_jobs();
    });
  }

  bool is_here() const { return answer_->has_value(); }
  // Once, when it is here.
  Result<std::unique_ptr<BlockFile>> take() { return *std::exchange(*answer_, std::nullopt); }

 private:
  using Opened = std::optional<Result<std::unique_ptr<BlockFile>>>;
  std::shared_ptr<Opened> answer_ = std::make_shared<Opened>();
};

// What a run that works in slices says of itself.
enum class RunStep : std::uint8_t {
  more,   // call it again soon
  waits,  // for an answer, with which jobs are asked for
  over,
};

}  // namespace kith::wasm
