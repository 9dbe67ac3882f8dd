#include "core/base/text_compare.h"

#include <algorithm>
#include <span>

namespace kith {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t cells_max = std::size_t{1} << 22;  // of the table of common lengths
constexpr std::size_t unmatched = SIZE_MAX;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// For each line of `before` the equal one of `after` in a longest common subsequence.
class Matching {
 public:
  Matching(const Lines& before, const Lines& after) : of_(before.size(), unmatched) {
    std::size_t first = 0;
    while (first < std::min(before.size(), after.size()) && before[first] == after[first]) {
      of_[first] = first;
      ++first;
    }
    std::size_t tail = 0;
    const std::size_t tail_max = std::min(before.size(), after.size()) - first;
    while (tail < tail_max && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
      ++tail;
      of_[before.size() - tail] = after.size() - tail;
    }
    match_middle(std::span(before).subspan(first, before.size() - first - tail),
                 std::span(after).subspan(first, after.size() - first - tail), first);
  }

  std::size_t operator[](std::size_t line) const { return of_[line]; }

 private:
  void match_middle(std::span<const std::string_view> a, std::span<const std::string_view> b,
                    std::size_t offset) {
    const std::size_t width = b.size() + 1;
    if (a.empty() || b.empty() || (a.size() + 1) > cells_max / width) return;
    std::vector<std::uint32_t> common((a.size() + 1) * width);  // of what is left of each
    for (std::size_t i = a.size(); i-- > 0;) {
      for (std::size_t j = b.size(); j-- > 0;) {
        common[i * width + j] =
            a[i] == b[j] ? common[(i + 1) * width + j + 1] + 1
                         : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
      }
    }
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
      if (a[i] == b[j]) {
        of_[offset + i++] = offset + j++;
      } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  std::vector<std::size_t> of_;
};

bool are_equal(std::span<const std::string_view> a, std::span<const std::string_view> b) {
  return std::ranges::equal(a, b);
}

}  // namespace

std::vector<ComparedLine> compare_lines(std::string_view before, std::string_view after) {
  const Lines old_lines = lines_of(before), new_lines = lines_of(after);
  const Matching matching(old_lines, new_lines);
  std::vector<ComparedLine> compared;
  std::size_t at = 0;
  for (std::size_t i = 0; i < old_lines.size(); ++i) {
    if (matching[i] == unmatched) {
      compared.push_back({LineChange::removed, std::string(old_lines[i])});
      continue;
    }
    for (; at < matching[i]; ++at)
      compared.push_back({LineChange::added, std::string(new_lines[at])});
    compared.push_back({LineChange::same, std::string(new_lines[at++])});
  }
  for (; at < new_lines.size(); ++at)
    compared.push_back({LineChange::added, std::string(new_lines[at])});
  return compared;
}

std::optional<std::string> merge_lines(std::string_view before, std::string_view ours,
                                       std::string_view theirs) {
  const Lines base = lines_of(before), a = lines_of(ours), b = lines_of(theirs);
  const Matching to_a(base, a), to_b(base, b);
  Lines merged;
  // From one line that both kept to the next, at most one of them may have changed what is between.
  std::size_t base_at = 0, a_at = 0, b_at = 0;
  const auto take_until = [&](std::size_t base_end, std::size_t a_end, std::size_t b_end) {
    const auto was = std::span(base).subspan(base_at, base_end - base_at);
    const auto mine = std::span(a).subspan(a_at, a_end - a_at);
    const auto yours = std::span(b).subspan(b_at, b_end - b_at);
    const bool is_mine_new = !are_equal(mine, was);
    if (is_mine_new && !are_equal(yours, was) && !are_equal(mine, yours)) return false;
    const auto taken = is_mine_new ? mine : yours;
    merged.insert(merged.end(), taken.begin(), taken.end());
    return true;
  };
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (to_a[i] == unmatched || to_b[i] == unmatched) continue;
    if (!take_until(i, to_a[i], to_b[i])) return std::nullopt;
    merged.push_back(base[i]);
    base_at = i + 1;
    a_at = to_a[i] + 1;
    b_at = to_b[i] + 1;
  }
  if (!take_until(base.size(), a.size(), b.size())) return std::nullopt;
  std::string text;
  for (const std::string_view line : merged)
    text.append(line).append("\n");
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace kith
