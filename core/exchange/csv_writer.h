// Writing CSV (RFC 4180, CRLF), and the guard against cells that a spreadsheet would run as a
// formula: a cell that begins with = + - @ tab or CR gets an apostrophe in front, and so does one
// that already has apostrophes before such a character. Taking one apostrophe away from such a
// cell gives back exactly what was guarded.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kith {

void append_csv_row(std::string& out, std::span<const std::string_view> cells,
                    char delimiter = ',');

std::string guard_formula(std::string_view cell);
std::string_view unguard_formula(std::string_view cell);

}  // namespace kith
