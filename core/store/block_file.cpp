#include "core/store/block_file.h"

#include <string>

namespace kith {

namespace {

std::unexpected<Error> device_failed(const char* what) {
  return fail(ErrorCode::io,
              "The browser could not reach its storage. Reload the page; what was saved is kept.",
              what);
}

std::unexpected<Error> no_room(const char* what) {
  return fail(ErrorCode::storage_full,
              "There is no room left on this device, so this change was not saved. What was saved "
              "before is intact. Free some space and try again.",
              what);
}

}  // namespace

Result<void> BlockFile::read(std::uint64_t offset, MutableBytes into) {
  if (into.empty()) return {};
  const std::int64_t count = raw_read(offset, into.data(), into.size());
  if (count != static_cast<std::int64_t>(into.size())) return device_failed("read");
  return {};
}

Result<void> BlockFile::write(std::uint64_t offset, ByteView bytes) {
  if (bytes.empty()) return {};
  const std::int64_t count = raw_write(offset, bytes.data(), bytes.size());
  // Chrome reports a full disk as -8 (or 2^32 - 8), Firefox as a short count.
  if (count != static_cast<std::int64_t>(bytes.size())) return no_room("write");
  return {};
}

Result<void> BlockFile::flush() {
  if (!raw_flush()) return device_failed("flush");
  return {};
}

Result<void> BlockFile::truncate(std::uint64_t size) {
  if (!raw_truncate(size)) return no_room("truncate");
  return {};
}

Result<std::uint64_t> BlockFile::size() {
  const std::int64_t size = raw_size();
  if (size < 0) return device_failed("size");
  return static_cast<std::uint64_t>(size);
}

}  // namespace kith
