// SQLite's file format, sections 1.6 and 1.8: a b-tree page begins with its type; the number of its
// cells and the start of what they hold are at 3 and 5, and the pointers to the cells follow the
// header. Between the last pointer and the first content nothing is allocated. An overflow or a
// free page begins with the number of a page, whose first byte is 0 in a database of fewer than
// 2^24 pages, and 1 below 2^25: neither is a type.
#include "core/store/free_space.h"

#include "core/store/frame.h"

#include <algorithm>

namespace kith {
namespace {

constexpr std::size_t file_header_size = 100;  // on the first page
constexpr std::size_t leaf_header_size = 8;
constexpr std::size_t interior_header_size = 12;
constexpr std::uint32_t map_interval = page_size / 5 + 1;  // a pointer map and the pages it maps

std::size_t header_size_of(std::uint8_t type) {
  if (type == 10 || type == 13) return leaf_header_size;
  if (type == 2 || type == 5) return interior_header_size;
  return 0;
}

std::size_t big_endian_16(const std::uint8_t* at) {
  return static_cast<std::size_t>(at[0] << 8 | at[1]);
}

}  // namespace

void clear_free_space(std::uint32_t page, MutableBytes content) {
  const bool is_pointer_map = page > 0 && (page - 1) % map_interval == 0;
  if (is_pointer_map || content.size() != page_size) return;
  const std::size_t start = page == 0 ? file_header_size : 0;
  const std::uint8_t* header = content.data() + start;
  const std::size_t header_size = header_size_of(header[0]);
  if (header_size == 0) return;
  const std::size_t begin = start + header_size + 2 * big_endian_16(header + 3);
  const std::size_t end = big_endian_16(header + 5);
  if (begin >= end || end > content.size()) return;
  std::fill(content.begin() + static_cast<std::ptrdiff_t>(begin),
            content.begin() + static_cast<std::ptrdiff_t>(end), std::uint8_t{0});
}

}  // namespace kith
