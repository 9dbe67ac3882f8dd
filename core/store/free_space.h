// What SQLite leaves lying in its pages. PRAGMA secure_delete clears what a table or an index
// frees, but when SQLite packs a page anew, what lay in its unallocated middle stays there until
// something is written over it.
#pragma once

#include "core/base/bytes.h"

#include <cstdint>

namespace kith {

// Clears the unallocated middle of a page of a table or an index. `page` counts from 0; the
// database has auto_vacuum, and is smaller than free_space_page_count_max: in larger ones pages of
// other kinds may look like these.
inline constexpr std::uint32_t free_space_page_count_max = 1u << 25;
void clear_free_space(std::uint32_t page, MutableBytes content);

}  // namespace kith
