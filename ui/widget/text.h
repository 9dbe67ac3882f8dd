// Words on the page. Sizes are those of look.md: 12, 14, 16, 20, 24.
#pragma once

#include "ui/widget/frame.h"

#include <initializer_list>
#include <span>
#include <string_view>

namespace kith::ui {

struct TextOptions {
  int size = 14;
  bool strong = false;
  Tone tone = Tone::normal;
  bool one_line = false;    // cut with … instead of going on to the next line
  bool selectable = false;  // can be marked and copied
  bool centred = false;
  bool decorative = false;  // said elsewhere already: not in the mirror
};

void text(Ui& ui, std::string_view words, const TextOptions& options = {});

// A paragraph in which some words are strong or of another tone.
struct Span {
  std::string_view words;
  bool strong = false;
  Tone tone = Tone::normal;
};
void text(Ui& ui, std::span<const Span> spans, const TextOptions& options = {});
inline void text(Ui& ui, std::initializer_list<Span> spans, const TextOptions& options = {}) {
  text(ui, std::span<const Span>(spans.begin(), spans.size()), options);
}

// Level 1 is 20 px, 2 is 16, 3 is 12 in the second colour (a label over a group).
struct HeadingOptions {
  int size = 0;            // 0: by level
  bool focusable = false;  // takes focus when a room opens
};
NodeId heading(Ui& ui, int level, std::string_view words, const HeadingOptions& options = {});

// A real link: `href` is a fragment of ours ("#/people/…"), a mailto:, tel: or https: address.
// True when it was followed; fragments are navigated to by the kit itself.
bool link(Ui& ui, std::string_view words, std::string_view href, const TextOptions& options = {});

}  // namespace kith::ui
