// A disk in memory with only so much room: like a browser's, it says no by a count that cannot be.
#pragma once

#include "core/store/disk.h"

#include <array>
#include <limits>

namespace kith::wasm {

class SmallDisk;

class SmallFile final : public BlockFile {
 public:
  explicit SmallFile(SmallDisk& disk) : disk_(disk) {}
  Bytes& content() { return inner_.content(); }

 private:
  std::int64_t raw_read(std::uint64_t offset, std::uint8_t* into, std::size_t size) override {
    return inner_.read(offset, {into, size}) ? static_cast<std::int64_t>(size) : -1;
  }
  std::int64_t raw_write(std::uint64_t offset, const std::uint8_t* from,
                         std::size_t size) override {
    if (!has_room(offset + size) || !inner_.write(offset, {from, size})) return -8;
    return static_cast<std::int64_t>(size);
  }
  bool raw_flush() override { return true; }
  bool raw_truncate(std::uint64_t size) override {
    return has_room(size) && inner_.truncate(size).has_value();
  }
  std::int64_t raw_size() override { return static_cast<std::int64_t>(content().size()); }
  bool has_room(std::uint64_t size);

  SmallDisk& disk_;
  MemoryBlockFile inner_;
};

class SmallDisk final : public Disk {
 public:
  SmallFile& file(FileName name) override { return files_[static_cast<std::size_t>(name)]; }
  std::uint64_t used() {
    std::uint64_t sum = 0;
    for (SmallFile& file : files_)
      sum += file.content().size();
    return sum;
  }

  std::uint64_t room = std::numeric_limits<std::uint64_t>::max();  // of all files together

 private:
  std::array<SmallFile, file_count> files_ = {SmallFile(*this), SmallFile(*this), SmallFile(*this),
                                              SmallFile(*this), SmallFile(*this), SmallFile(*this),
                                              SmallFile(*this)};
};

inline bool SmallFile::has_room(std::uint64_t size) {
  const std::uint64_t now = content().size();
  return size <= now || disk_.used() - now + size <= disk_.room;
}

}  // namespace kith::wasm
