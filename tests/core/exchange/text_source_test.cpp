#include "core/exchange/text_source.h"

#include "core/base/random.h"
#include "core/base/text_utf8.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kith;

namespace {

struct Read {
  std::string text;
  std::string error;
  Encoding encoding;
};

Read read(std::string_view bytes, std::size_t slice, std::optional<Encoding> encoding = {}) {
  TextSource source(encoding);
  Read out;
  Result<void> result;
  for (std::size_t at = 0; at < bytes.size() && result; at += slice)
    result = source.feed(as_bytes(bytes.substr(at, slice)), out.text);
  if (result) result = source.finish(out.text);
  if (!result) out.error = result.error().text;
  out.encoding = source.encoding();
  return out;
}

std::string utf16(std::string_view ascii_or_pairs, bool big) {
  std::string out = big ? "\xfe\xff" : "\xff\xfe";
  const auto unit = [&](unsigned value) {
    const char high = static_cast<char>(value >> 8), low = static_cast<char>(value);
    out += big ? high : low;
    out += big ? low : high;
  };
  for (std::size_t at = 0; at < ascii_or_pairs.size();) {
    const char32_t c = next_code_point(ascii_or_pairs, at);
    if (c < 0x10000) {
      unit(c);
    } else {
      unit(0xd800 + ((c - 0x10000) >> 10));
      unit(0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  }
  return out;
}

std::string random_text(SeededRandom& random) {
  std::string text;
  for (std::uint64_t n = random.below(12); n > 0; --n) {
    const char32_t ranges[][2] = {
        {0x20, 0x7e}, {0xa0, 0xff}, {0x100, 0x24f}, {0x4e00, 0x9000}, {0x1f300, 0x1f5ff}};
    const auto& range = ranges[random.below(5)];
    append_utf8(text, static_cast<char32_t>(range[0] + random.below(range[1] - range[0] + 1)));
  }
  return text;
}

// "UTF-8 read as Latin-1 and written as UTF-8 again."
std::string mojibake(std::string_view text) {
  std::string out;
  for (char c : text)
    append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

}  // namespace

TEST_CASE("text comes out the same whatever the encoding and the slices") {
  const std::string text = "Ana;Zoë Dąbrowska 🌻\r\n山田太郎\n";
  for (std::size_t slice : {1, 2, 3, 5, 7, 100}) {
    CHECK(read(text, slice).text == text);
    CHECK(read("\xef\xbb\xbf" + text, slice).text == text);
    CHECK(read(utf16(text, false), slice).text == text);
    CHECK(read(utf16(text, false), slice).encoding == Encoding::utf16le);
    CHECK(read(utf16(text, true), slice).text == text);
    CHECK(read(utf16(text, true), slice).encoding == Encoding::utf16be);
  }
}

TEST_CASE("bytes that are not UTF-8 are an error with the line, never replaced") {
  for (std::size_t slice : {1, 2, 100}) {
    const Read bad = read("a\nb\nBeno\xeet,x\n", slice);
    CHECK(bad.error.starts_with("line 3: the text is not UTF-8"));
    CHECK(bad.text.find("\xef\xbf\xbd") == std::string::npos);
  }
  CHECK(read("cut short: \xc3", 3).error.starts_with("line 1: "));
  CHECK(read("overlong \xc0\xaf", 100).error.starts_with("line 1: "));
  CHECK(read("surrogate \xed\xa0\x80", 100).error.starts_with("line 1: "));
}

TEST_CASE("Windows-1252 is read when it was chosen") {
  CHECK(read("\x80 \x93"
             "Beno\xeet\x94 \x81",
             3, Encoding::windows_1252)
            .text == "€ “Benoît” \xc2\x81");
}

TEST_CASE("half a UTF-16 character is an error") {
  CHECK(read(utf16("ab", false) + "c", 2).error.find("middle of a character") != std::string::npos);
  CHECK(read(std::string("\xff\xfe\x00\xd8", 4), 100).error.find("damaged") != std::string::npos);
  CHECK(read(std::string("\xff\xfe\x00\xdc\x41\x00", 6), 100).error.find("damaged") !=
        std::string::npos);
}

TEST_CASE("a zero byte means that it is not text") {
  CHECK(read(std::string("a\nb\0c", 5), 100).error.starts_with("line 2: this is not text"));
}

TEST_CASE("repairing undoes one round of double encoding and leaves right text alone") {
  CHECK(repair_double_encoding(mojibake("José Álvarez-Ruiz")) == "José Álvarez-Ruiz");
  CHECK(repair_double_encoding("José") == "José");
  SeededRandom random(7);
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random_text(random);
    CHECK(repair_double_encoding(mojibake(text)) == text);
    bool above_latin_1 = false;
    for (std::size_t at = 0; at < text.size();)
      above_latin_1 |= next_code_point(text, at) > 0xff;
    if (above_latin_1) CHECK(repair_double_encoding(text) == text);
  }
}
