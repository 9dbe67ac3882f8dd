// Comma-separated values, pushed in as text and handed on row by row: RFC 4180 as the programs
// of the world write it. Any line ending, line breaks inside quotes, text after a closing quote
// (kept and reported), blank lines (skipped). What cells mean is none of its business.
//
//   CsvReader reader({.delimiter = ';'}, sink);
//   TRY(reader.feed(text));  ...  TRY(reader.finish());
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

inline constexpr std::size_t csv_cell_size_max = 192 * 1024;
inline constexpr std::size_t csv_row_size_max = 1024 * 1024;
inline constexpr std::size_t csv_columns_max = 1000;

struct CsvRow {
  std::uint64_t line = 0;  // where the row begins, counted from 1
  std::span<const std::string_view> cells;
  bool stray_quote = false;  // there was text after a closing quote
};

class CsvSink {
 public:
  virtual ~CsvSink() = default;
  // The cells live until it returns.
  virtual Result<void> row(const CsvRow& row) = 0;
};

class CsvReader {
 public:
  struct Options {
    char delimiter = ',';
    std::uint64_t first_line = 1;
  };

  CsvReader(Options options, CsvSink& sink) : options_(options), sink_(sink) {
    line_ = row_line_ = options.first_line;
  }

  // Errors begin "line 17: " and end the reading.
  Result<void> feed(std::string_view text);
  Result<void> finish();

 private:
  enum class State { cell_start, plain, quoted, after_quote };

  std::size_t take_plain(std::string_view text);
  std::size_t take_quoted(std::string_view text);
  Result<void> take_special(char c);
  Result<void> end_cell();
  Result<void> end_row();
  Result<void> check_size() const;
  void count_line(char c);

  Options options_;
  CsvSink& sink_;
  State state_ = State::cell_start;
  bool skip_line_feed_ = false;  // the last character was the CR of a CRLF that ends a row
  bool was_return_ = false;      // the same inside quotes, for counting lines
  bool stray_quote_ = false;
  bool anything_ = false;  // the row holds a delimiter, a quote or a character
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 1;
  std::uint64_t quote_line_ = 1;
  std::string text_;                     // all cells of the row, one after the other
  std::vector<std::size_t> ends_;        // where each ended cell ends in text_
  std::vector<std::string_view> cells_;  // made when the row ends
};

// The delimiter among , ; tab | that the first row (not what is quoted in it) has most of.
char guess_csv_delimiter(std::string_view header_line);

}  // namespace kith
