#include "core/base/text_fold.h"

#include "core/base/text_utf8.h"

#include <cstdint>

#include "unicode_tables.h"

namespace kith {
namespace {

// Hangul syllables are composed by arithmetic (The Unicode Standard, 3.12).
constexpr char32_t hangul_first = 0xAC00;
constexpr char32_t hangul_last = 0xD7A3;
constexpr char32_t lead_first = 0x1100;
constexpr char32_t lead_count = 19;
constexpr char32_t vowel_first = 0x1161;
constexpr char32_t vowel_count = 21;
constexpr char32_t tail_before_first = 0x11A7;
constexpr char32_t tail_count = 28;

// The one character that `before` and `next` make, or 0. Only Hangul and kana need it: all other
// scripts are folded to their parts.
char32_t compose(char32_t before, char32_t next) {
  if (next - vowel_first < vowel_count && before - lead_first < lead_count) {
    return hangul_first + ((before - lead_first) * vowel_count + (next - vowel_first)) * tail_count;
  }
  const bool is_tail = next > tail_before_first && next < tail_before_first + tail_count;
  if (is_tail && before >= hangul_first && before <= hangul_last &&
      (before - hangul_first) % tail_count == 0) {
    return before + (next - tail_before_first);
  }
  for (const auto& composition : unicode_tables::kana_compositions) {
    if (composition.mark == next && composition.base == before) return composition.composed;
  }
  return 0;
}

bool may_compose(char32_t code_point) {
  constexpr char32_t voiced_mark = 0x3099;
  constexpr char32_t semi_voiced_mark = 0x309A;
  return code_point == voiced_mark || code_point == semi_voiced_mark ||
         (code_point >= vowel_first && code_point < tail_before_first + tail_count);
}

// Adds code points to a UTF-8 text, joining those that compose.
class FoldWriter {
 public:
  explicit FoldWriter(std::string& to) : to_(to), last_at_(to.size()) {}

  void put(char32_t code_point) {
    if (may_compose(code_point)) {
      if (char32_t composed = compose(last_, code_point); composed != 0) {
        to_.resize(last_at_);
        code_point = composed;
      }
    }
    last_ = code_point;
    last_at_ = to_.size();
    append_utf8(to_, code_point);
  }

 private:
  std::string& to_;
  char32_t last_ = 0;
  std::size_t last_at_;
};

}  // namespace

void append_folded(std::string& to, std::string_view text) {
  FoldWriter writer(to);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code_point = next_code_point(text, at);
    const std::uint16_t place = unicode_tables::fold[code_point];
    if (place == 0) {
      writer.put(code_point);
      continue;
    }
    const char32_t* entry = unicode_tables::fold_pool + place;
    for (char32_t i = 1; i <= entry[0]; ++i)
      writer.put(entry[i]);
  }
}

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  append_folded(folded, text);
  return folded;
}

char32_t lower(char32_t code_point) {
  return static_cast<char32_t>(static_cast<std::int64_t>(code_point) +
                               unicode_tables::lower_deltas[unicode_tables::lower[code_point]]);
}

}  // namespace kith
