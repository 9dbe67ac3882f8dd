// Files as the browser has them, outside the program's memory: one the user chose, or one that is
// made piece by piece (a Blob, which browsers keep on disk when it is large).
#pragma once

#include "wasm/program/platform.h"

namespace kith::wasm {

class BrowserFile final : public HostFile {
 public:
  // Takes the object over.
  explicit BrowserFile(int object) : object_(object) {}
  ~BrowserFile() override;
  static std::unique_ptr<BrowserFile> make();
  // Another name for an object that stays somebody else's.
  static std::unique_ptr<BrowserFile> share(int object);

  std::uint64_t size() override;
  Result<void> read(std::uint64_t offset, MutableBytes into) override;
  Result<void> append(ByteView bytes) override;
  int object() const { return object_; }

 private:
  int object_;
};

}  // namespace kith::wasm
