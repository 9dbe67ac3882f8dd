#include "core/store/disk.h"

#include <algorithm>
#include <cstring>

namespace kith {

std::int64_t MemoryBlockFile::raw_read(std::uint64_t offset, std::uint8_t* into, std::size_t size) {
  if (offset >= content_.size()) return 0;
  const std::size_t count = std::min<std::uint64_t>(size, content_.size() - offset);
  std::memcpy(into, content_.data() + offset, count);
  return static_cast<std::int64_t>(count);
}

std::int64_t MemoryBlockFile::raw_write(std::uint64_t offset, const std::uint8_t* from,
                                        std::size_t size) {
  if (content_.size() < offset + size) content_.resize(offset + size);
  std::memcpy(content_.data() + offset, from, size);
  return static_cast<std::int64_t>(size);
}

bool MemoryBlockFile::raw_truncate(std::uint64_t size) {
  content_.resize(size);
  return true;
}

}  // namespace kith
