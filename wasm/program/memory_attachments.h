// Sealed files of attachments where the browser keeps none, and for tests: gone with the object.
#pragma once

#include "core/store/disk.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kith::wasm {

inline std::unexpected<Error> missing_attachment() {
  return fail(ErrorCode::not_found,
              "This file is not on this device. A backup made when it was may still have it.");
}

class MemoryAttachments {
 public:
  Result<std::unique_ptr<BlockFile>> open(const std::string& name, bool makes) {
    auto& file = files_[name];
    if (makes) file = std::make_shared<MemoryBlockFile>();
    if (file) return std::make_unique<Opened>(file, room_each);
    files_.erase(name);
    return missing_attachment();
  }
  void remove(const std::string& name) { files_.erase(name); }
  std::vector<std::string> list() const {
    std::vector<std::string> names;
    for (const auto& entry : files_)
      names.push_back(entry.first);
    return names;
  }
  std::uint64_t room_each = UINT64_MAX;  // bytes
  // Null when there is none.
  Bytes* content(const std::string& name) {
    const auto found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second->content();
  }

 private:
  class Opened final : public BlockFile {
   public:
    Opened(std::shared_ptr<MemoryBlockFile> file, std::uint64_t room)
        : file_(std::move(file)), room_(room) {}

   private:
    std::int64_t raw_read(std::uint64_t offset, std::uint8_t* into, std::size_t size) override {
      return file_->read(offset, {into, size}) ? static_cast<std::int64_t>(size) : -1;
    }
    std::int64_t raw_write(std::uint64_t offset, const std::uint8_t* from,
                           std::size_t size) override {
      const bool is_done = offset + size <= room_ && file_->write(offset, {from, size});
      return is_done ? static_cast<std::int64_t>(size) : -1;
    }
    bool raw_flush() override { return true; }
    bool raw_truncate(std::uint64_t size) override { return file_->truncate(size).has_value(); }
    std::int64_t raw_size() override { return static_cast<std::int64_t>(file_->content().size()); }

    std::shared_ptr<MemoryBlockFile> file_;
    std::uint64_t room_;
  };

  std::map<std::string, std::shared_ptr<MemoryBlockFile>> files_;
};

}  // namespace kith::wasm
