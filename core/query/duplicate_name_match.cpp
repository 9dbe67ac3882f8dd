#include "core/base/text_utf8.h"
#include "core/query/duplicate_name_parts.h"
#include "core/query/duplicate_names.h"
#include "core/query/match_keys.h"
#include "core/query/nicknames.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace kith {
namespace {

struct Word {
  std::string_view text;
  char part;
  bool is_used = false;
};

// A comparable name taken apart.
struct Taken {
  std::array<Word, name_part::words_max> words = {};
  std::size_t count = 0;
  std::string_view nickname, generation, whole, whole_swapped, family_name;

  explicit Taken(std::string_view name) {
    while (!name.empty()) {
      const std::size_t end = name.find('\n');
      take(name[0], name.substr(1, end - 1));
      name.remove_prefix(end + 1);
    }
  }

  std::size_t left() const {
    return static_cast<std::size_t>(
        std::count_if(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count),
                      [](const Word& word) { return !word.is_used; }));
  }
  bool has_left(char part) const {
    return std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count),
                       [&](const Word& word) { return !word.is_used && word.part == part; });
  }

 private:
  void take(char part, std::string_view word) {
    if (part == name_part::nickname)
      nickname = word;
    else if (part == name_part::generation)
      generation = word;
    else if (part == name_part::run)
      whole = word;
    else if (part == name_part::run_swapped)
      whole_swapped = word;
    else if (part == name_part::family && !whole.empty())
      family_name = word;
    else if (count < name_part::words_max)
      words[count++] = {word, part};
  }
};

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_letter(std::string_view word) {
  return letters_of(word) == 1;
}

bool is_nickname(const Word& a, const Word& b) {
  if (a.part == name_part::family && b.part == name_part::family) return false;
  if (full_names(a.text).has_any_of(full_names(b.text))) return true;
  // "Kat" for Katarina, which no table has.
  constexpr std::size_t short_form_min = 3;
  const bool a_is_short = a.text.size() < b.text.size();
  const std::string_view brief = a_is_short ? a.text : b.text;
  const std::string_view full = a_is_short ? b.text : a.text;
  return a.part == name_part::given && b.part == name_part::given &&
         letters_of(brief) >= short_form_min && full.starts_with(brief);
}

// How two words may be one, the surest first.
enum class Fit { equal, nickname, initial, spelling };

bool is_fit(Fit fit, const Word& a, const Word& b) {
  switch (fit) {
    case Fit::equal:
      return a.text == b.text;
    case Fit::nickname:
      return is_nickname(a, b);
    case Fit::initial:
      return is_letter(a.text) ? b.text.starts_with(a.text)
                               : is_letter(b.text) && a.text.starts_with(b.text);
    case Fit::spelling:
      return is_misspelling(a.text, b.text);
  }
  return false;
}

class Comparer {
 public:
  Comparer(std::string_view a, std::string_view b) : a_(a), b_(b) {}

  NameRelation compare() {
    if (!a_.whole.empty() || !b_.whole.empty()) return compare_runs();
    if (a_.count == 0 || b_.count == 0) return NameRelation::none;
    match(Fit::equal);
    match_joined(a_, b_);
    match_joined(b_, a_);
    match(Fit::nickname);
    match_known_as();
    match(Fit::initial);
    match(Fit::spelling);
    return relation();
  }

  const Taken& a() const { return a_; }
  const Taken& b() const { return b_; }

 private:
  NameRelation compare_runs() const {
    if (a_.whole.empty() || b_.whole.empty()) {
      const bool has_name = a_.count + a_.whole.size() > 0 && b_.count + b_.whole.size() > 0;
      return has_name ? NameRelation::different : NameRelation::none;
    }
    if (a_.whole == b_.whole) return NameRelation::same;
    if (a_.whole == b_.whole_swapped || b_.whole == a_.whole_swapped) return NameRelation::swapped;
    return a_.family_name == b_.family_name ? NameRelation::other_given : NameRelation::different;
  }

  void match(Fit fit) {
    for (std::size_t i = 0; i < a_.count; ++i) {
      for (std::size_t j = 0; j < b_.count && !a_.words[i].is_used; ++j) {
        if (b_.words[j].is_used || !is_fit(fit, a_.words[i], b_.words[j])) continue;
        use(i, j, fit);
      }
    }
  }

  void use(std::size_t i, std::size_t j, Fit fit) {
    Word& a = a_.words[i];
    Word& b = b_.words[j];
    a.is_used = b.is_used = true;
    worst_ = std::max(worst_, fit);
    if (fit == Fit::initial || is_letter(a.text)) {
      ++letters_;
      return;
    }
    ++whole_words_;
    sure_words_ += fit == Fit::equal || has_nickname_of(a, b) ? 1 : 0;
    same_given_ |= a.part == name_part::given && b.part == name_part::given;
    out_of_order_ |= j < last_;
    last_ = j;
  }

  // As for_each_name_word has them.
  bool has_nickname_of(const Word& a, const Word& b) const {
    return a.text == b_.nickname || b.text == a_.nickname ||
           full_names(a.text).has_any_of(full_names(b.text));
  }

  // The nickname that one is known by, as the other's given name.
  void match_known_as() {
    for (std::size_t i = 0; i < a_.count; ++i) {
      for (std::size_t j = 0; j < b_.count; ++j) {
        Word& a = a_.words[i];
        Word& b = b_.words[j];
        const bool are_given = a.part == name_part::given && b.part == name_part::given;
        if (a.is_used || b.is_used || !are_given) continue;
        if (has_nickname_of(a, b)) use(i, j, Fit::nickname);
      }
    }
  }

  // "Anne Marie" and "Annemarie".
  void match_joined(Taken& apart, Taken& whole) {
    for (std::size_t i = 0; i + 1 < apart.count; ++i) {
      for (std::size_t j = 0; j < whole.count; ++j) {
        Word& first = apart.words[i];
        Word& second = apart.words[i + 1];
        Word& both = whole.words[j];
        if (first.is_used || second.is_used || both.is_used) continue;
        if (both.text.size() != first.text.size() + second.text.size()) continue;
        if (!both.text.starts_with(first.text) || !both.text.ends_with(second.text)) continue;
        first.is_used = second.is_used = both.is_used = true;
        worst_ = std::max(worst_, Fit::spelling);
        ++whole_words_;
        same_given_ |= first.part == name_part::given && both.part == name_part::given;
      }
    }
  }

  NameRelation relation() const {
    if (sure_words_ == 0) {
      const bool is_one_family = whole_words_ > 0 && !same_given_;
      return is_one_family ? NameRelation::other_given : NameRelation::different;
    }
    const std::size_t left_a = a_.left();
    const std::size_t left_b = b_.left();
    if (left_a > 0 && left_b > 0) return partly_different();
    if (whole_words_ + letters_ == 1) return NameRelation::part;
    if (a_.has_left(name_part::given) || b_.has_left(name_part::given)) return NameRelation::part;
    switch (worst_) {
      case Fit::spelling:
        return NameRelation::spelling;
      case Fit::initial:
        return NameRelation::initials;
      case Fit::nickname:
        return NameRelation::nickname;
      case Fit::equal:
        break;
    }
    if (left_a + left_b > 0) return NameRelation::longer;
    return out_of_order_ ? NameRelation::swapped : NameRelation::same;
  }

  NameRelation partly_different() const {
    if (!same_given_) return NameRelation::other_given;
    const bool has_other_family = a_.has_left(name_part::family) && b_.has_left(name_part::family);
    return has_other_family || whole_words_ + letters_ < 2 ? NameRelation::other_family
                                                           : NameRelation::other_middle;
  }

  Taken a_, b_;
  Fit worst_ = Fit::equal;
  std::size_t whole_words_ = 0;  // in common
  std::size_t sure_words_ = 0;   // of these not by their spelling alone
  std::size_t letters_ = 0;      // where a letter is all that one of them has
  std::size_t last_ = 0;
  bool same_given_ = false;
  bool out_of_order_ = false;
};

void take_full_names(std::string_view word, std::vector<std::uint64_t>& to) {
  const FullNames full = full_names(word);
  for (int i = 0; i < full.count; ++i)
    to.push_back(full.names[i] + std::uint64_t{1});
  if (full.count == 0) to.push_back(key_hash(word));
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t state = (a * 0x9e3779b97f4a7c15 ^ b) * 0xd6e8feb86659fd93;
  return state ^ state >> 32;
}

std::u32string letters(std::string_view text) {
  std::u32string all;
  for (std::size_t at = 0; at < text.size();)
    all.push_back(next_code_point(text, at));
  return all;
}

std::uint64_t sorted_letters(std::string_view text) {
  std::u32string all = letters(text);
  std::ranges::sort(all);
  std::uint64_t key = all.size();
  for (char32_t c : all)
    key = mixed(key, c);
  return key;
}

// Letters put in, left out, changed, or swapped with the next: Damerau's distance, where no letter
// is touched twice. More than `most` is not counted out.
int slips_between(std::u32string_view a, std::u32string_view b, int most) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > static_cast<std::size_t>(most))
    return most + 1;
  std::vector<int> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool is_swap =
          i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2];
      if (is_swap) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    if (*std::ranges::min_element(row) > most) return most + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

NameComparison compare_names(std::string_view a, std::string_view b) {
  Comparer comparer(a, b);
  NameComparison found{.relation = comparer.compare()};
  const std::string_view of_a = comparer.a().generation;
  const std::string_view of_b = comparer.b().generation;
  found.has_one_suffix = of_a.empty() != of_b.empty();
  found.has_other_suffix = !of_a.empty() && !of_b.empty() && of_a != of_b;
  return found;
}

void for_each_name_word(std::string_view name, const std::function<void(std::uint64_t)>& take) {
  const Taken taken(name);
  std::vector<std::uint64_t> keys;
  for (std::size_t i = 0; i < taken.count; ++i) {
    if (!is_letter(taken.words[i].text)) take_full_names(taken.words[i].text, keys);
  }
  if (!taken.nickname.empty()) take_full_names(taken.nickname, keys);
  if (!taken.whole.empty()) keys.push_back(sorted_letters(taken.whole));
  for (std::uint64_t key : keys)
    take(key);
}

void for_each_name_pair(std::string_view name, const std::function<void(std::uint64_t)>& take) {
  constexpr std::size_t paired_max = 4;
  const Taken taken(name);
  if (!taken.whole.empty()) take(sorted_letters(taken.whole));
  std::array<std::vector<std::uint64_t>, paired_max> keys;
  const std::size_t count = std::min(taken.count, paired_max);
  for (std::size_t i = 0; i < count; ++i) {
    take_full_names(taken.words[i].text, keys[i]);
    if (i == 0 && !taken.nickname.empty()) take_full_names(taken.nickname, keys[0]);
    for (std::size_t before = 0; before < i; ++before) {
      for (std::uint64_t a : keys[before]) {
        for (std::uint64_t b : keys[i])
          take(mixed(std::min(a, b), std::max(a, b)));
      }
    }
  }
}

bool is_misspelling(std::string_view a, std::string_view b) {
  constexpr std::size_t length_max = 40;
  constexpr std::size_t one_slip_min = 5;
  constexpr std::size_t two_slips_min = 9;
  if (a.size() > 4 * length_max || b.size() > 4 * length_max) return false;
  const std::size_t length = std::min(letters_of(a), letters_of(b));
  if (length < one_slip_min || std::max(letters_of(a), letters_of(b)) > length_max) return false;
  const int allowed = length < two_slips_min ? 1 : 2;
  return slips_between(letters(a), letters(b), allowed) <= allowed;
}

}  // namespace kith
