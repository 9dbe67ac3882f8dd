#pragma once
// An open file that closes itself.

#include <cstdint>
#include <span>

namespace kith {

class OpenFile {
 public:
  OpenFile() = default;
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(OpenFile&& other) noexcept : descriptor_(other.release()) {}
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile();

  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }

  /// Reads up to `into.size()` bytes at `offset`. 0 at the end of the file or on a read error:
  /// either way there is nothing more to send.
  size_t read_at(uint64_t offset, std::span<char> into) const;

 private:
  int release();

  int descriptor_ = -1;
};

}  // namespace kith
