#include "core/exchange/csv_reader.h"

#include <algorithm>
#include <array>

namespace kith {

namespace {

std::unexpected<Error> row_error(ErrorCode code, std::uint64_t line, std::string_view reason) {
  return fail(code, "line " + std::to_string(line) + ": " + std::string(reason));
}

}  // namespace

void CsvReader::count_line(char c) {
  if (c == '\r' || (c == '\n' && !was_return_)) ++line_;
  was_return_ = c == '\r';
}

// Each takes as many characters as mean nothing special and gives their number.
std::size_t CsvReader::take_plain(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && text[n] != options_.delimiter && text[n] != '\n' && text[n] != '\r')
    ++n;
  text_.append(text, 0, n);
  if (n > 0) was_return_ = false;
  return n;
}

std::size_t CsvReader::take_quoted(std::string_view text) {
  std::size_t n = 0;
  for (; n < text.size() && text[n] != '"'; ++n)
    count_line(text[n]);
  text_.append(text, 0, n);
  return n;
}

Result<void> CsvReader::check_size() const {
  const std::size_t cell = text_.size() - (ends_.empty() ? 0 : ends_.back());
  if (cell <= csv_cell_size_max && text_.size() <= csv_row_size_max) return {};
  if (state_ == State::quoted) {
    return row_error(ErrorCode::malformed, quote_line_,
                     "the quoted cell that begins here goes on for more than 192 KiB; a closing "
                     "quote is probably missing.");
  }
  if (cell <= csv_cell_size_max) {
    return row_error(ErrorCode::too_large, row_line_, "the row is longer than 1 MiB.");
  }
  return row_error(ErrorCode::too_large, row_line_,
                   "column " + std::to_string(ends_.size() + 1) +
                       " holds more than 192 KiB; Kith cannot keep a text that long.");
}

Result<void> CsvReader::end_cell() {
  if (ends_.size() == csv_columns_max) {
    return row_error(ErrorCode::too_large, row_line_,
                     "the row has more than 1,000 columns; is this really a list of contacts?");
  }
  ends_.push_back(text_.size());
  state_ = State::cell_start;
  return {};
}

Result<void> CsvReader::end_row() {
  if (anything_) {
    TRY(end_cell());
    cells_.clear();
    std::size_t from = 0;
    for (std::size_t end : ends_) {
      cells_.push_back(std::string_view(text_).substr(from, end - from));
      from = end;
    }
    TRY(sink_.row({row_line_, cells_, stray_quote_}));
  }
  text_.clear();
  ends_.clear();
  anything_ = stray_quote_ = false;
  row_line_ = line_;
  return {};
}

Result<void> CsvReader::take_special(char c) {
  if (c == '"') {
    anything_ = true;
    was_return_ = false;
    if (state_ == State::cell_start) {
      state_ = State::quoted;
      quote_line_ = line_;
    } else if (state_ == State::quoted) {
      state_ = State::after_quote;
    } else {  // after_quote: a doubled quote
      text_.push_back('"');
      state_ = State::quoted;
    }
    return {};
  }
  if (c == options_.delimiter) {
    anything_ = true;
    was_return_ = false;
    return end_cell();
  }
  count_line(c);
  skip_line_feed_ = c == '\r';
  return end_row();
}

Result<void> CsvReader::feed(std::string_view text) {
  while (!text.empty()) {
    if (skip_line_feed_) {
      skip_line_feed_ = false;
      if (text.front() == '\n') {
        was_return_ = false;
        text.remove_prefix(1);
        continue;
      }
    }
    const char c = text.front();
    const bool ends_cell = c == options_.delimiter || c == '\n' || c == '\r';
    const bool special = state_ == State::quoted  ? c == '"'
                         : state_ == State::plain ? ends_cell
                                                  : ends_cell || c == '"';
    if (special) {
      TRY(take_special(c));
      text.remove_prefix(1);
      continue;
    }
    if (state_ == State::after_quote) stray_quote_ = true;
    if (state_ != State::quoted) state_ = State::plain;
    anything_ = true;
    text.remove_prefix(state_ == State::quoted ? take_quoted(text) : take_plain(text));
    TRY(check_size());
  }
  return {};
}

Result<void> CsvReader::finish() {
  if (state_ == State::quoted) {
    return row_error(ErrorCode::malformed, quote_line_,
                     "the quoted cell that begins here is never closed; the file may have been "
                     "cut short.");
  }
  return end_row();
}

char guess_csv_delimiter(std::string_view header_line) {
  constexpr std::array<char, 4> candidates = {',', ';', '\t', '|'};
  std::array<std::size_t, 4> counts{};
  bool quoted = false;
  for (char c : header_line) {
    if (c == '"') quoted = !quoted;
    for (std::size_t i = 0; i < candidates.size(); ++i)
      counts[i] += !quoted && c == candidates[i] ? 1 : 0;
  }
  return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

}  // namespace kith
