// The rules are tried in the order of UAX #14 (Unicode 15), on the text's characters after LB9 and
// LB10: a combining sequence counts as its base. LB1 and the conditions on width and on unassigned
// emoji are settled in the table.
#include "core/base/text_line_break.h"

#include "core/base/text_utf8.h"

#include <initializer_list>

#include "unicode_tables.h"

namespace kith {
namespace {

using enum unicode_tables::LineClass;
using Class = unicode_tables::LineClass;

enum class Decision { mandatory, allowed, forbidden };

// How far a number has come (LB25 as the regular expression of example 7).
enum class NumberPart { none, digits, closed };

struct Character {
  std::size_t begin;
  Class kind;
  bool ends_in_joiner;  // the last of its combining sequence is a ZERO WIDTH JOINER (LB8a)
};

// What the rules look back on.
struct Past {
  Character last;
  Class before_spaces;  // the class before the run of spaces that `last` ends, or of `last`
  Class before_last;    // for LB21a
  NumberPart number = NumberPart::none;
  int regional_indicator_count = 0;

  void take(Character next) {
    before_last = last.kind;
    if (next.kind != sp_) before_spaces = next.kind;
    regional_indicator_count = next.kind == ri_ ? regional_indicator_count + 1 : 0;
    if (next.kind == nu_) {
      number = NumberPart::digits;
    } else if (number == NumberPart::digits && (next.kind == cl_ || next.kind == cp_)) {
      number = NumberPart::closed;
    } else if (number != NumberPart::digits || (next.kind != sy_ && next.kind != is_)) {
      number = NumberPart::none;
    }
    last = next;
  }
};

bool any(Class kind, std::initializer_list<Class> of) {
  for (Class one : of) {
    if (kind == one) return true;
  }
  return false;
}

bool is_letter(Class kind) {
  return kind == al_ || kind == hl_;
}
bool is_closing(Class kind) {
  return any(kind, {cl_, cp_, cp_wide_});
}
bool is_opening(Class kind) {
  return kind == op_ || kind == op_wide_;
}
bool is_hangul(Class kind) {
  return any(kind, {jl_, jv_, jt_, h2_, h3_});
}
bool is_ideograph(Class kind) {
  return any(kind, {id_, id_unassigned_emoji_, eb_, em_});
}
bool is_line_end(Class kind) {
  return any(kind, {bk_, cr_, lf_, nl_});
}

// LB25. `after` is the class behind `next`.
bool is_inside_number(const Past& past, Class next, Class after) {
  const Class last = past.last.kind;
  if (next == nu_) {
    return any(last, {pr_, po_, op_, op_wide_, hy_}) || past.number == NumberPart::digits;
  }
  const bool opens_number = (is_opening(next) || next == hy_) && after == nu_;
  if ((last == pr_ || last == po_) && opens_number) return true;
  if (past.number == NumberPart::none) return false;
  if (next == po_ || next == pr_) return true;
  return past.number == NumberPart::digits && (is_closing(next) || next == sy_ || next == is_);
}

// LB22 to LB31: letters, numbers, ideographs, syllables, emoji.
bool holds_together(const Past& past, Class next, Class after) {
  const Class last = past.last.kind;
  if (next == in_) return true;
  if ((is_letter(last) && next == nu_) || (last == nu_ && is_letter(next))) return true;
  if (last == pr_ && is_ideograph(next)) return true;
  if (is_ideograph(last) && next == po_) return true;
  if ((last == pr_ || last == po_) && is_letter(next)) return true;
  if (is_letter(last) && (next == pr_ || next == po_)) return true;
  if (is_inside_number(past, next, after)) return true;
  if (last == jl_ && any(next, {jl_, jv_, h2_, h3_})) return true;
  if ((last == jv_ || last == h2_) && (next == jv_ || next == jt_)) return true;
  if ((last == jt_ || last == h3_) && next == jt_) return true;
  if (is_hangul(last) && next == po_) return true;
  if (last == pr_ && is_hangul(next)) return true;
  if (is_letter(last) && is_letter(next)) return true;
  if (last == is_ && is_letter(next)) return true;
  if ((is_letter(last) || last == nu_) && next == op_) return true;
  if (last == cp_ && (is_letter(next) || next == nu_)) return true;
  if (last == ri_ && next == ri_) return past.regional_indicator_count % 2 == 1;
  return (last == eb_ || last == id_unassigned_emoji_) && next == em_;
}

Decision decide(const Past& past, Class next, Class after) {
  using enum Decision;
  const Class last = past.last.kind;
  if (last == bk_) return mandatory;
  if (last == cr_ && next == lf_) return forbidden;
  if (is_line_end(last)) return mandatory;
  if (is_line_end(next) || next == sp_ || next == zw_) return forbidden;
  if (past.before_spaces == zw_) return allowed;
  if (past.last.ends_in_joiner) return forbidden;
  if (next == wj_ || last == wj_ || last == gl_) return forbidden;
  if (next == gl_ && !any(last, {sp_, ba_, hy_})) return forbidden;
  if (is_closing(next) || any(next, {ex_, is_, sy_})) return forbidden;
  if (is_opening(past.before_spaces)) return forbidden;
  if (past.before_spaces == qu_ && is_opening(next)) return forbidden;
  if (is_closing(past.before_spaces) && next == ns_) return forbidden;
  if (past.before_spaces == b2_ && next == b2_) return forbidden;
  if (last == sp_) return allowed;
  if (next == qu_ || last == qu_) return forbidden;
  if (next == cb_ || last == cb_) return allowed;
  if (any(next, {ba_, hy_, ns_}) || last == bb_) return forbidden;
  if (past.before_last == hl_ && (last == hy_ || last == ba_)) return forbidden;
  if (last == sy_ && next == hl_) return forbidden;
  return holds_together(past, next, after) ? forbidden : allowed;
}

// The text with each combining sequence as one character (LB9); a mark that has nothing to combine
// with is a letter (LB10).
std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> characters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const Class kind = static_cast<Class>(unicode_tables::line[next_code_point(text, at)]);
    const bool combines = kind == cm_ || kind == zwj_;
    if (combines && !characters.empty()) {
      Character& last = characters.back();
      if (!is_line_end(last.kind) && last.kind != sp_ && last.kind != zw_) {
        last.ends_in_joiner = kind == zwj_;
        continue;
      }
    }
    characters.push_back({begin, combines ? al_ : kind, kind == zwj_});
  }
  return characters;
}

}  // namespace

std::vector<LineBreak> line_breaks(std::string_view text) {
  std::vector<LineBreak> breaks;
  if (text.empty()) return breaks;
  const std::vector<Character> characters = characters_of(text);
  Past past{};
  past.take(characters[0]);
  for (std::size_t i = 1; i < characters.size(); ++i) {
    const Class after = i + 1 < characters.size() ? characters[i + 1].kind : bk_;
    const Decision decision = decide(past, characters[i].kind, after);
    if (decision != Decision::forbidden) {
      breaks.push_back({characters[i].begin, decision == Decision::mandatory});
    }
    past.take(characters[i]);
  }
  breaks.push_back({text.size(), true});
  return breaks;
}

}  // namespace kith
