// The bytes of a file, slice by slice, to UTF-8 text. UTF-8 (with or without its byte-order mark)
// is checked strictly, UTF-16 is known by its mark, and nothing is ever replaced by U+FFFD: bytes
// that are neither are an error, with a guess that the user may accept by reading again.
//
//   TextSource source;                      // or TextSource source(Encoding::windows_1252);
//   TRY(source.feed(slice, text));  ...     // appends to `text`
//   TRY(source.finish(text));
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace kith {

// Stored in import plans; the numbers stay.
enum class Encoding : std::uint8_t { utf8 = 0, utf16le = 1, utf16be = 2, windows_1252 = 3 };

// What the bytes would read as under the encoding they probably have.
struct EncodingGuess {
  Encoding encoding = Encoding::windows_1252;
  std::uint64_t line = 0;
  std::string preview;  // the text around the first byte that is not UTF-8

  bool operator==(const EncodingGuess&) const = default;
};

class TextSource {
 public:
  // Without `encoding`: by the byte-order mark, else UTF-8.
  explicit TextSource(std::optional<Encoding> encoding = {}) : chosen_(encoding) {}

  Result<void> feed(ByteView bytes, std::string& out);
  Result<void> finish(std::string& out);

  Encoding encoding() const { return encoding_; }
  const std::optional<EncodingGuess>& guess() const { return guess_; }

 private:
  std::size_t start();
  Result<void> decode(bool last, std::string& out);
  Result<std::size_t> decode_utf8(ByteView bytes, bool last, std::string& out);
  Result<std::size_t> decode_utf16(ByteView bytes, bool last, std::string& out);
  std::unexpected<Error> not_utf8(ByteView bytes, std::size_t at);
  std::uint64_t line_after(std::string_view text) const;

  std::optional<Encoding> chosen_;
  Encoding encoding_ = Encoding::utf8;
  bool started_ = false;
  std::uint64_t line_ = 1;
  Bytes pending_;  // read but not decoded: a character that the next slice completes
  std::optional<EncodingGuess> guess_;
};

// For text that has no file around it, such as one property of a vCard.
std::string windows_1252_to_utf8(ByteView bytes);

// Undoes one round of "UTF-8 read as Latin-1 and written as UTF-8 again". Text that holds
// anything above U+00FF, or whose code points are not the bytes of valid UTF-8, comes back as it
// is; so does plain ASCII.
std::string repair_double_encoding(std::string_view text);

}  // namespace kith
