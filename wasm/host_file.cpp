#include "wasm/host_file.h"

#include "wasm/browser.h"

extern "C" {
int kith_object_new();
int kith_object_share(int object);
int kith_object_append(int object, const std::uint8_t* bytes, std::size_t size);
double kith_object_size(int object);
int kith_object_read(int object, double offset, std::uint8_t* into, std::size_t size);
}

namespace kith::wasm {

BrowserFile::~BrowserFile() {
  forget_object(object_);
}

std::unique_ptr<BrowserFile> BrowserFile::make() {
  return std::make_unique<BrowserFile>(kith_object_new());
}

std::unique_ptr<BrowserFile> BrowserFile::share(int object) {
  return std::make_unique<BrowserFile>(kith_object_share(object));
}

std::uint64_t BrowserFile::size() {
  return static_cast<std::uint64_t>(kith_object_size(object_));
}

Result<void> BrowserFile::read(std::uint64_t offset, MutableBytes into) {
  if (into.empty() ||
      kith_object_read(object_, static_cast<double>(offset), into.data(), into.size()))
    return {};
  return fail(ErrorCode::io,
              "The file could not be read: it may have been changed or moved meanwhile. Choose it "
              "again.");
}

Result<void> BrowserFile::append(ByteView bytes) {
  if (bytes.empty() || kith_object_append(object_, bytes.data(), bytes.size())) return {};
  return fail(
      ErrorCode::storage_full,
      "The browser has no room for the file. Free some space on this device and try again.");
}

}  // namespace kith::wasm
