// The files of one vault. Their names are known beforehand because a browser hands out file
// handles asynchronously: the host opens all of them, then storage runs without waiting.
#pragma once

#include "core/store/block_file.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace kith {

// Pages, log and index exist twice: a rekey writes the next generation beside the present one. The
// last bit of a vault's generation says which of the two is in use.
enum class FileName : std::uint8_t { head, pages_0, pages_1, log_0, log_1, index_0, index_1 };
inline constexpr std::size_t file_count = 7;

// As they are called in the vault's folder.
constexpr const char* file_name_text(FileName name) {
  constexpr const char* texts[] = {"head",  "pages.0", "pages.1", "log.0",
                                   "log.1", "index.0", "index.1"};
  return texts[static_cast<std::size_t>(name)];
}

class Disk {
 public:
  virtual ~Disk() = default;
  virtual BlockFile& file(FileName name) = 0;
};

class MemoryBlockFile final : public BlockFile {
 public:
  Bytes& content() { return content_; }

 private:
  std::int64_t raw_read(std::uint64_t offset, std::uint8_t* into, std::size_t size) override;
  std::int64_t raw_write(std::uint64_t offset, const std::uint8_t* from, std::size_t size) override;
  bool raw_flush() override { return true; }
  bool raw_truncate(std::uint64_t size) override;
  std::int64_t raw_size() override { return static_cast<std::int64_t>(content_.size()); }

  Bytes content_;
};

// For windows whose browser keeps nothing, and for tests. Gone with the object.
class MemoryDisk final : public Disk {
 public:
  MemoryBlockFile& file(FileName name) override { return files_[static_cast<std::size_t>(name)]; }

 private:
  std::array<MemoryBlockFile, file_count> files_;
};

}  // namespace kith
