// What reading a file showed: its form, what was odd and where, and the hash that tells whether
// it is the same file as before. Posted from the worker that reads as bytes.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/exchange/date_text.h"
#include "core/exchange/mapping.h"
#include "core/exchange/text_source.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith {

enum class FileFormat : std::uint8_t {
  unknown = 0,  // not enough was read yet
  google_csv = 1,
  outlook_csv = 2,
  linkedin_csv = 3,
  other_csv = 4,
  vcard = 5,
};

// "Google Contacts": as the user sees it, and in the source field of facts and imports.
std::string_view format_name(FileFormat format);

enum class ProblemCode : std::uint8_t {
  short_row = 0,         // fewer cells than headings; the missing ones are empty
  long_row = 1,          // more cells than headings; the extra ones are kept as facts
  stray_quote = 2,       // text after a closing quote
  blank_row = 3,         // nothing in it that could be a contact
  unreadable_date = 4,   // kept as it is written
  ambiguous_date = 5,    // day or month first: the user is asked
  repaired_text = 6,     // double-encoded text was put right
  not_an_email = 7,      // no @ in it; kept as a fact
  binary_left_out = 8,   // pictures, sounds and keys are not imported
  unreadable_line = 9,   // not a property; kept as a fact
  missing_end = 10,      // END:VCARD
  unknown_charset = 11,  // kept only if it is valid UTF-8
  repeated_row = 12,     // exactly the same as an earlier one
};
inline constexpr std::size_t problem_code_count = 13;
inline constexpr std::size_t problem_samples_max = 200;

struct ParseProblem {
  ProblemCode code;
  std::uint64_t line;
  std::string detail;  // the column, property or text it is about

  bool operator==(const ParseProblem&) const = default;
};

struct ParseReport {
  FileFormat format = FileFormat::unknown;
  Encoding encoding = Encoding::utf8;
  char delimiter = ',';
  std::vector<std::string> headers;  // of a CSV file
  Mapping mapping;                   // one target for each heading
  bool mapping_suggested = false;    // nobody has confirmed it

  std::uint64_t bytes = 0;
  std::uint64_t cards = 0;
  std::uint64_t dates_day_first = 0;  // that can only be read so
  std::uint64_t dates_month_first = 0;
  std::array<std::uint64_t, problem_code_count> problem_counts{};
  std::vector<ParseProblem> problems;  // the first ones

  bool finished = false;
  // Over the bytes and what they were read as: the same file under another mapping differs.
  std::array<std::uint8_t, 32> content_hash{};
  // After an error: the encoding the file probably has.
  std::optional<EncodingGuess> encoding_guess;

  bool operator==(const ParseReport&) const = default;

  std::uint64_t count(ProblemCode code) const {
    return problem_counts[static_cast<std::size_t>(code)];
  }
  // The kind of file in the ids of what it makes: never to change.
  std::string source_key() const;
  void note(ProblemCode code, std::uint64_t line, std::string_view detail);
  // Counts what the date gives away, and notes it when it cannot be read.
  void note_date(const StagedDate& date, std::uint64_t line);
  // The order that all telling dates of the file agree on.
  DateOrder likely_date_order() const;

  Bytes encode() const;
  static Result<ParseReport> decode(ByteView bytes);
};

}  // namespace kith
