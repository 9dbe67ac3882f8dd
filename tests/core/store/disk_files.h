// What lies on a disk in memory, taken away and put back, as a copy of a profile is.
#pragma once

#include "core/store/disk.h"

#include <array>

namespace kith::test {

using Files = std::array<Bytes, file_count>;

template <class DiskInMemory>
Files files_of(DiskInMemory& disk) {
  Files files;
  for (std::size_t i = 0; i < file_count; ++i)
    files[i] = disk.file(static_cast<FileName>(i)).content();
  return files;
}

template <class DiskInMemory>
void put_back(DiskInMemory& disk, const Files& files) {
  for (std::size_t i = 0; i < file_count; ++i)
    disk.file(static_cast<FileName>(i)).content() = files[i];
}

}  // namespace kith::test
