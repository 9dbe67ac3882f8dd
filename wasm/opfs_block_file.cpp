// Offsets and sizes cross into JavaScript as doubles, exact up to 2^53.
#include "wasm/opfs_block_file.h"

extern "C" {
double kith_file_read(int file, double offset, std::uint8_t* into, std::size_t size);
double kith_file_write(int file, double offset, const std::uint8_t* from, std::size_t size);
int kith_file_flush(int file);
int kith_file_truncate(int file, double size);
double kith_file_size(int file);
void kith_file_close(int file);
}

namespace kith::wasm {

std::int64_t OpfsBlockFile::raw_read(std::uint64_t offset, std::uint8_t* into, std::size_t size) {
  return static_cast<std::int64_t>(
      kith_file_read(handle_, static_cast<double>(offset), into, size));
}

// Chrome says 4294967288 (-8, unsigned) when there is no room, Firefox a smaller count; both reach
// BlockFile::write as they are.
std::int64_t OpfsBlockFile::raw_write(std::uint64_t offset, const std::uint8_t* from,
                                      std::size_t size) {
  return static_cast<std::int64_t>(
      kith_file_write(handle_, static_cast<double>(offset), from, size));
}

bool OpfsBlockFile::raw_flush() {
  return kith_file_flush(handle_) != 0;
}

bool OpfsBlockFile::raw_truncate(std::uint64_t size) {
  return kith_file_truncate(handle_, static_cast<double>(size)) != 0;
}

std::int64_t OpfsBlockFile::raw_size() {
  return static_cast<std::int64_t>(kith_file_size(handle_));
}

OpfsAttachment::~OpfsAttachment() {
  kith_file_close(handle());
}

}  // namespace kith::wasm
