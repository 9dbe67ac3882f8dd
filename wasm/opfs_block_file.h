// The files of a vault in the browser's own storage (OPFS), over sync access handles that were
// opened beforehand (web/vault_files.js); here nothing waits.
#pragma once

#include "core/store/disk.h"

#include <array>

namespace kith::wasm {

class OpfsBlockFile final : public BlockFile {
 public:
  void set_handle(int handle) { handle_ = handle; }

 private:
  std::int64_t raw_read(std::uint64_t offset, std::uint8_t* into, std::size_t size) override;
  std::int64_t raw_write(std::uint64_t offset, const std::uint8_t* from, std::size_t size) override;
  bool raw_flush() override;
  bool raw_truncate(std::uint64_t size) override;
  std::int64_t raw_size() override;
  void raw_close() override;

  int handle_ = -1;
};

// Closes its files when it goes.
class OpfsDisk final : public Disk {
 public:
  // The handles are numbered from `first_handle` in the order of FileName.
  explicit OpfsDisk(int first_handle);
  ~OpfsDisk() override;

  OpfsBlockFile& file(FileName name) override { return files_[static_cast<std::size_t>(name)]; }

 private:
  std::array<OpfsBlockFile, file_count> files_;
};

}  // namespace kith::wasm
