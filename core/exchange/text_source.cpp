#include "core/exchange/text_source.h"

#include "core/base/codec.h"
#include "core/base/text_utf8.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kith {

namespace {

constexpr std::size_t preview_size_max = 60;  // bytes on either side of the offending one

// The half of Windows-1252 that differs from Latin-1. The five bytes it leaves undefined keep
// their Latin-1 meaning, as browsers read them.
constexpr std::array<char16_t, 32> windows_1252_high = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

std::size_t sequence_length(std::uint8_t first) {
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

struct Utf8Scan {
  std::size_t valid = 0;   // bytes of whole, well-formed characters
  bool cut_short = false;  // what follows may be completed by more bytes
};

Utf8Scan scan_utf8(ByteView bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (bytes[at] < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = sequence_length(bytes[at]);
    const std::size_t there = std::min(length, bytes.size() - at);
    if (there == length && length > 0 && is_valid_utf8(as_text(bytes.subspan(at, length)))) {
      at += length;
      continue;
    }
    bool cut_short = length > there;
    for (std::size_t i = 1; i < there; ++i)
      cut_short = cut_short && (bytes[at + i] & 0xc0) == 0x80;
    return {at, cut_short};
  }
  return {at, false};
}

std::string at_line(std::uint64_t line, std::string_view reason) {
  return "line " + std::to_string(line) + ": " + std::string(reason);
}

constexpr std::string_view binary_reason =
    "this is not text. Choose a CSV or vCard (.vcf) file; unpack it first if it is in a zip.";

}  // namespace

std::string windows_1252_to_utf8(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::uint8_t byte : bytes) {
    append_utf8(out, byte >= 0x80 && byte < 0xa0 ? windows_1252_high[byte - 0x80] : byte);
  }
  return out;
}

std::string repair_double_encoding(std::string_view text) {
  std::string bytes;
  bool ascii = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (byte < 0x80) {
      bytes.push_back(text[i]);
      continue;
    }
    // U+0080 to U+00FF are two bytes that begin with C2 or C3.
    if ((byte != 0xc2 && byte != 0xc3) || i + 1 >= text.size()) return std::string(text);
    const auto next = static_cast<std::uint8_t>(text[++i]);
    bytes.push_back(static_cast<char>((byte & 0x03) << 6 | (next & 0x3f)));
    ascii = false;
  }
  return ascii || !is_valid_utf8(bytes) ? std::string(text) : bytes;
}

std::uint64_t TextSource::line_after(std::string_view text) const {
  return line_ + static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
}

std::unexpected<Error> TextSource::not_utf8(ByteView bytes, std::size_t at) {
  const std::uint64_t line = line_after(as_text(bytes.first(at)));
  std::size_t from = at - std::min(at, preview_size_max);
  for (std::size_t i = from; i < at; ++i) {
    if (bytes[i] == '\n') from = i + 1;
  }
  std::size_t to = at;
  while (to < bytes.size() && to < at + preview_size_max && bytes[to] != '\n')
    ++to;
  // Do not begin the preview inside a character that the earlier part spelt in UTF-8.
  while (from < at && (bytes[from] & 0xc0) == 0x80)
    ++from;
  guess_ = EncodingGuess{Encoding::windows_1252, line,
                         windows_1252_to_utf8(bytes.subspan(from, to - from))};
  return fail(ErrorCode::malformed,
              at_line(line,
                      "the text is not UTF-8. It may have been saved as Windows-1252 "
                      "(Western European); look at the preview and read it again as that."));
}

Result<std::size_t> TextSource::decode_utf8(ByteView bytes, bool last, std::string& out) {
  const Utf8Scan scan = scan_utf8(bytes);
  if (scan.valid < bytes.size() && (last || !scan.cut_short)) return not_utf8(bytes, scan.valid);
  out.append(as_text(bytes.first(scan.valid)));
  return scan.valid;
}

Result<std::size_t> TextSource::decode_utf16(ByteView bytes, bool last, std::string& out) {
  const std::size_t high_at = encoding_ == Encoding::utf16be ? 0 : 1;
  const auto unit = [&](std::size_t at) -> char32_t {
    return static_cast<char32_t>(bytes[at + high_at] << 8 | bytes[at + 1 - high_at]);
  };
  const std::size_t from = out.size();
  std::size_t at = 0;
  while (at + 2 <= bytes.size()) {
    char32_t code_point = unit(at);
    std::size_t size = 2;
    if (code_point >= 0xd800 && code_point < 0xe000) {
      if (at + 4 > bytes.size() && !last && code_point < 0xdc00) break;
      const char32_t low = at + 4 <= bytes.size() ? unit(at + 2) : 0;
      if (code_point >= 0xdc00 || low < 0xdc00 || low >= 0xe000) {
        return fail(ErrorCode::malformed,
                    at_line(line_after(std::string_view(out).substr(from)),
                            "the UTF-16 text is damaged (half of a character is missing)."));
      }
      code_point = 0x10000 + ((code_point - 0xd800) << 10) + (low - 0xdc00);
      size = 4;
    }
    append_utf8(out, code_point);
    at += size;
  }
  if (last && at < bytes.size()) {
    return fail(ErrorCode::malformed,
                at_line(line_after(std::string_view(out).substr(from)),
                        "the UTF-16 text ends in the middle of a character."));
  }
  return at;
}

// Settles the encoding by the first bytes; gives the size of the byte-order mark.
std::size_t TextSource::start() {
  const auto begins_with = [&](std::initializer_list<std::uint8_t> mark) {
    return pending_.size() >= mark.size() &&
           std::ranges::equal(mark, ByteView(pending_).first(mark.size()));
  };
  started_ = true;
  if (chosen_) encoding_ = *chosen_;
  if (begins_with({0xef, 0xbb, 0xbf}) && encoding_ == Encoding::utf8) return 3;
  const bool little = begins_with({0xff, 0xfe});
  if (!little && !begins_with({0xfe, 0xff})) return 0;
  const Encoding marked = little ? Encoding::utf16le : Encoding::utf16be;
  if (!chosen_) encoding_ = marked;
  return encoding_ == marked ? 2 : 0;
}

Result<void> TextSource::decode(bool last, std::string& out) {
  const std::size_t skipped = started_ ? 0 : start();
  const ByteView bytes = ByteView(pending_).subspan(skipped);
  const std::size_t from = out.size();
  std::size_t used = bytes.size();
  if (encoding_ == Encoding::utf8) {
    used = TRY(decode_utf8(bytes, last, out));
  } else if (encoding_ == Encoding::windows_1252) {
    out += windows_1252_to_utf8(bytes);
  } else {
    used = TRY(decode_utf16(bytes, last, out));
  }
  const std::string_view text = std::string_view(out).substr(from);
  if (const std::size_t zero = text.find('\0'); zero != text.npos) {
    return fail(ErrorCode::unsupported, at_line(line_after(text.substr(0, zero)), binary_reason));
  }
  line_ = line_after(text);
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(skipped + used));
  return {};
}

Result<void> TextSource::feed(ByteView bytes, std::string& out) {
  append(pending_, bytes);
  if (!started_ && pending_.size() < 3) return {};
  return decode(false, out);
}

Result<void> TextSource::finish(std::string& out) {
  return decode(true, out);
}

}  // namespace kith
