#include "sync/relay/open_file.h"

#include <cerrno>
#include <unistd.h>
#include <utility>

namespace kith {

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

OpenFile::~OpenFile() {
  if (is_open()) close(descriptor_);
}

size_t OpenFile::read_at(uint64_t offset, std::span<char> into) const {
  for (;;) {
    const ssize_t count = pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
    if (count >= 0) return static_cast<size_t>(count);
    if (errno != EINTR) return 0;
  }
}

int OpenFile::release() {
  return std::exchange(descriptor_, -1);
}

}  // namespace kith
