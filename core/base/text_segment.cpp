#include "core/base/text_segment.h"

#include "core/base/text_fold.h"
#include "core/base/text_grapheme.h"
#include "core/base/text_script.h"
#include "core/base/text_utf8.h"

#include <algorithm>
#include <vector>

namespace kith {
namespace {

using Take = std::function<bool(const SearchWord&)>;

enum class RunKind { none, word, pairs };

constexpr std::string_view apostrophes[] = {"'", "’", "ʼ", "‘", "ʻ", "`"};

RunKind run_kind(char32_t code_point) {
  // Long vowel and voicing marks belong to kana, though their script is "common".
  constexpr char32_t kana_marks[] = {0x30FC, 0xFF70, 0xFF9E, 0xFF9F};
  if (std::ranges::find(kana_marks, code_point) != std::end(kana_marks)) return RunKind::pairs;
  if (!is_word_character(code_point)) return RunKind::none;
  return is_searched_by_pairs(script_of(code_point)) ? RunKind::pairs : RunKind::word;
}

// The bytes of an apostrophe at `at`, or 0.
std::size_t apostrophe_size(std::string_view text, std::size_t at) {
  for (std::string_view apostrophe : apostrophes) {
    if (text.substr(at).starts_with(apostrophe)) return apostrophe.size();
  }
  return 0;
}

// The end of the run of `kind` from `at`: its characters and the marks that follow them.
std::size_t run_end(std::string_view text, std::size_t at, RunKind kind) {
  while (at < text.size()) {
    std::size_t behind = at;
    const char32_t code_point = next_code_point(text, behind);
    if (run_kind(code_point) != kind && !is_joiner(code_point)) break;
    at = behind;
  }
  return at;
}

// Whether a part of a word starts at `at`.
bool word_starts(std::string_view text, std::size_t at) {
  return at < text.size() && run_kind(next_code_point(text, at)) == RunKind::word;
}

// Reads one word from `at` (parts joined by apostrophes) and gives it; false when `take` is done.
bool give_word(std::string_view text, std::size_t& at, WordUse use, const Take& take) {
  const std::size_t begin = at;
  std::string joined;
  std::size_t part_count = 0;
  for (;;) {
    const std::size_t part_begin = at;
    const std::size_t joined_size = joined.size();
    at = run_end(text, at, RunKind::word);
    append_folded(joined, text.substr(part_begin, at - part_begin));
    ++part_count;
    const std::size_t apostrophe = apostrophe_size(text, at);
    const bool goes_on = apostrophe > 0 && word_starts(text, at + apostrophe);
    const bool is_only_part = part_count == 1 && !goes_on;
    if (use == WordUse::index || is_only_part) {
      const auto part = std::string_view(joined).substr(joined_size);
      if (!part.empty() && !take({part, part_begin, at, false})) return false;
    }
    if (is_only_part) return true;
    if (!goes_on) break;
    at += apostrophe;
  }
  return joined.empty() || take({joined, begin, at, use == WordUse::index});
}

// Gives the pairs of text[begin, end), a run of a script without spaces.
bool give_pairs(std::string_view text, std::size_t begin, std::size_t end, WordUse use,
                const Take& take) {
  const std::string_view run = text.substr(0, end);
  std::size_t first_end = grapheme_end(run, begin);
  std::string pair = fold(run.substr(begin, first_end - begin));
  if (first_end == end) return pair.empty() || take({pair, begin, end, false});
  while (first_end < end) {
    const std::size_t second_end = grapheme_end(run, first_end);
    const std::string second = fold(run.substr(first_end, second_end - first_end));
    pair += second;
    if (!pair.empty() && !take({pair, begin, second_end, false})) return false;
    begin = first_end;
    first_end = second_end;
    pair = second;
  }
  // The last character alone, so that it is found by itself as every other one is by its pair.
  return use == WordUse::query || pair.empty() || take({pair, begin, end, true});
}

}  // namespace

void search_words(std::string_view text, WordUse use, const Take& take) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t behind = at;
    const RunKind kind = run_kind(next_code_point(text, behind));
    if (kind == RunKind::none) {
      at = behind;
    } else if (kind == RunKind::word) {
      if (!give_word(text, at, use, take)) return;
    } else {
      const std::size_t end = run_end(text, at, RunKind::pairs);
      if (!give_pairs(text, at, end, use, take)) return;
      at = end;
    }
  }
}

}  // namespace kith
