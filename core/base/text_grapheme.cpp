#include "core/base/text_grapheme.h"

#include "core/base/text_utf8.h"

#include "unicode_tables.h"

namespace kith {
namespace {

using enum unicode_tables::GraphemeClass;
using Class = unicode_tables::GraphemeClass;

// What the rules need to know of the cluster so far.
struct ClusterState {
  Class last;
  int regional_indicator_count = 0;
  bool emoji_then_extends = false;  // an emoji and nothing but extends since (GB11)
  bool emoji_then_zwj = false;      // the same, and then a ZERO WIDTH JOINER

  void take(Class next) {
    regional_indicator_count = next == regional_indicator ? regional_indicator_count + 1 : 0;
    emoji_then_zwj = next == zwj && emoji_then_extends;
    emoji_then_extends = next == pictographic || (next == extend && emoji_then_extends);
    last = next;
  }
};

bool is_control(Class found) {
  return found == control || found == cr || found == lf;
}

// Whether there is a boundary between the cluster so far and `next` (rules GB3 to GB999).
bool breaks_before(const ClusterState& state, Class next) {
  const Class last = state.last;
  if (last == cr && next == lf) return false;
  if (is_control(last) || is_control(next)) return true;
  if (last == l && (next == l || next == v || next == lv || next == lvt)) return false;
  if ((last == lv || last == v) && (next == v || next == t)) return false;
  if ((last == lvt || last == t) && next == t) return false;
  if (next == extend || next == zwj || next == spacing_mark) return false;
  if (last == prepend) return false;
  if (state.emoji_then_zwj && next == pictographic) return false;
  if (last == regional_indicator && next == regional_indicator) {
    return state.regional_indicator_count % 2 == 0;
  }
  return true;
}

Class next_class(std::string_view text, std::size_t& at) {
  return static_cast<Class>(unicode_tables::grapheme[next_code_point(text, at)]);
}

}  // namespace

std::size_t grapheme_end(std::string_view text, std::size_t at) {
  ClusterState state{.last = other};
  state.take(next_class(text, at));
  while (at < text.size()) {
    std::size_t behind = at;
    const Class next = next_class(text, behind);
    if (breaks_before(state, next)) break;
    state.take(next);
    at = behind;
  }
  return at;
}

std::size_t grapheme_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at = grapheme_end(text, at))
    ++count;
  return count;
}

std::string_view first_graphemes(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count > 0 && at < text.size()) {
    at = grapheme_end(text, at);
    --count;
  }
  return text.substr(0, at);
}

std::string with_ellipsis(std::string_view text, std::size_t count_max) {
  if (first_graphemes(text, count_max).size() == text.size()) return std::string(text);
  if (count_max == 0) return {};
  std::string_view kept = first_graphemes(text, count_max - 1);
  while (!kept.empty() && kept.back() == ' ')
    kept.remove_suffix(1);
  return std::string(kept) + "…";
}

}  // namespace kith
