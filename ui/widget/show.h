// What is only looked at: states, people, facts, what happened.
#pragma once

#include "ui/widget/icon.h"
#include "ui/widget/layout.h"
#include "ui/widget/text.h"

#include <string_view>

namespace kith::ui {

// Initials on a muted colour of the person's own; `hue` is any number that stays with them.
// Decorative: the name stands beside it.
void avatar(Ui& ui, std::string_view initials, std::uint64_t hue, float size = 36);
// "Amara Okafor-Lind" → "AO", "李晓雨" → "李".
std::string initials_of(std::string_view name);

void badge(Ui& ui, std::string_view words, Tone tone = Tone::second);
// A small key: "Ctrl K".
void key_hint(Ui& ui, std::string_view words);

enum class Severity : std::uint8_t { info, good, warning, danger };
// A banner in the page. Warnings and dangers are alerts (spoken at once), the others status.
struct BannerOptions {
  Severity severity = Severity::info;
  std::string_view action = {};  // a button in it
};
// True when its action was pressed.
bool banner(Ui& ui, std::string_view words, const BannerOptions& options = {});

// `share` 0 to 1, negative: unknown. `words` say the same: "12,300 of 100,000".
void progress_bar(Ui& ui, std::string_view label, float share, std::string_view words = {});

// An icon, what the room is for, and below it whatever `body` draws (the first step).
struct EmptyState {
  Icon icon = Icon::none;
  std::string_view title;
  std::string_view words = {};
};
void begin_empty_state(Ui& ui, const EmptyState& state);
void end_empty_state(Ui& ui);
template <class Body>
void empty_state(Ui& ui, const EmptyState& state, Body&& body) {
  begin_empty_state(ui, state);
  body();
  end_empty_state(ui);
}

// "Birthday   30 June": a name and whatever `body` draws.
void begin_definition(Ui& ui, std::string_view name);
void end_definition(Ui& ui);
template <class Body>
void definition(Ui& ui, std::string_view name, Body&& body) {
  begin_definition(ui, name);
  body();
  end_definition(ui);
}

// A fact and how it is known: filled dot when fresh, ring when it wants asking again, which
// `provenance` says too.
void fact_line(Ui& ui, std::string_view words, std::string_view provenance, bool fresh);

// One thing that happened, on a line through time; `when` short, `when_exact` when it is asked for.
struct TimelineEntry {
  Icon icon = Icon::none;
  bool ours = false;  // we did it: the dot has the accent
  std::span<const Span> spans;
  std::string_view when = {};
  std::string_view when_exact = {};
  bool last = false;  // the line ends here
};
void timeline_entry(Ui& ui, const TimelineEntry& entry);

}  // namespace kith::ui
