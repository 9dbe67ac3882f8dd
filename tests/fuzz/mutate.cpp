#include "tests/fuzz/mutate.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace kith::fuzz {

namespace {

constexpr std::string_view telling_bytes = "\"',;:\t|\r\n= \\.*#@-+0\xff\x80\xc3\xef\x7f";
constexpr std::string_view telling_words[] = {
    "BEGIN:VCARD\n", "END:VCARD\n", " ::: ",      "* ",           "\"\"",    "\r\n ",
    "=\r\n",         "urn:uuid:",   "1604-",      "\xef\xbb\xbf", "sep=;\n", "AGENT:\n",
    ";ENCODING=b:",  "\\n",         "X-ABLabel:", "\xed\xa0\x80"};
constexpr std::size_t size_max = 20'000;

std::size_t place(SeededRandom& random, const std::string& text) {
  return static_cast<std::size_t>(random.below(text.size() + 1));
}

void mutate_once(SeededRandom& random, std::string& text, std::span<const std::string> seeds) {
  const std::size_t at = place(random, text);
  const std::size_t length = std::min<std::size_t>(random.below(64), text.size() - at);
  switch (random.below(8)) {
    case 0:
      if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
      break;
    case 1:
      text.insert(at, 1, telling_bytes[random.below(telling_bytes.size())]);
      break;
    case 2:
      text.insert(at, telling_words[random.below(std::size(telling_words))]);
      break;
    case 3:
      text.erase(at, length);
      break;
    case 4:
      text.insert(place(random, text), text.substr(at, length));
      break;
    case 5:
      text.resize(at);
      break;
    case 6: {
      const std::string& other = seeds[random.below(seeds.size())];
      const std::size_t from = place(random, other);
      text.insert(at, other.substr(from, random.below(200)));
      break;
    }
    default:
      text.insert(at, random.below(300), telling_bytes[random.below(telling_bytes.size())]);
      break;
  }
}

}  // namespace

std::string mutate(SeededRandom& random, std::span<const std::string> seeds) {
  std::string text = seeds[random.below(seeds.size())];
  for (std::uint64_t n = random.below(8); n > 0; --n)
    mutate_once(random, text, seeds);
  if (text.size() > size_max) text.resize(size_max);
  return text;
}

}  // namespace kith::fuzz
