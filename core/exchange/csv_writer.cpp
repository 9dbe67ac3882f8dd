#include "core/exchange/csv_writer.h"

namespace kith {

namespace {

// Whether, after any number of apostrophes, a character comes that starts a formula.
bool begins_formula(std::string_view cell) {
  const std::size_t at = cell.find_first_not_of('\'');
  return at != cell.npos && std::string_view("=+-@\t\r").find(cell[at]) != std::string_view::npos;
}

}  // namespace

std::string guard_formula(std::string_view cell) {
  return (begins_formula(cell) ? "'" : "") + std::string(cell);
}

std::string_view unguard_formula(std::string_view cell) {
  return cell.starts_with('\'') && begins_formula(cell) ? cell.substr(1) : cell;
}

void append_csv_row(std::string& out, std::span<const std::string_view> cells, char delimiter) {
  // A row of one empty cell must not look like a blank line.
  const bool lone_empty = cells.size() == 1 && cells[0].empty();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out.push_back(delimiter);
    const bool quote = lone_empty || cells[i].find_first_of("\"\r\n") != std::string_view::npos ||
                       cells[i].find(delimiter) != std::string_view::npos;
    if (quote) out.push_back('"');
    for (char c : cells[i]) {
      if (c == '"') out.push_back('"');
      out.push_back(c);
    }
    if (quote) out.push_back('"');
  }
  out += "\r\n";
}

}  // namespace kith
