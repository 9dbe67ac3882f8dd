// The files of a vault in the browser's own storage (OPFS), over sync access handles that are
// opened beforehand and closed all together (web/vault_files.js); here nothing waits.
#pragma once

#include "core/store/disk.h"

#include <array>

namespace kith::wasm {

class OpfsBlockFile : public BlockFile {
 public:
  explicit OpfsBlockFile(FileName name) : handle_(static_cast<int>(name)) {}
  explicit OpfsBlockFile(int handle) : handle_(handle) {}

 protected:
  int handle() const { return handle_; }

 private:
  std::int64_t raw_read(std::uint64_t offset, std::uint8_t* into, std::size_t size) override;
  std::int64_t raw_write(std::uint64_t offset, const std::uint8_t* from, std::size_t size) override;
  bool raw_flush() override;
  bool raw_truncate(std::uint64_t size) override;
  std::int64_t raw_size() override;

  int handle_;
};

// One beside the vault's own, closed with the object.
class OpfsAttachment final : public OpfsBlockFile {
 public:
  explicit OpfsAttachment(int handle) : OpfsBlockFile(handle) {}
  ~OpfsAttachment() override;
};

class OpfsDisk final : public Disk {
 public:
  OpfsBlockFile& file(FileName name) override { return files_[static_cast<std::size_t>(name)]; }

 private:
  std::array<OpfsBlockFile, file_count> files_ = {
      OpfsBlockFile(FileName::head),    OpfsBlockFile(FileName::pages_0),
      OpfsBlockFile(FileName::pages_1), OpfsBlockFile(FileName::log_0),
      OpfsBlockFile(FileName::log_1),   OpfsBlockFile(FileName::index_0),
      OpfsBlockFile(FileName::index_1)};
};

}  // namespace kith::wasm
