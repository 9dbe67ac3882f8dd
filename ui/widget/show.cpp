#include "ui/widget/show.h"

#include "core/base/text_grapheme.h"
#include "core/base/text_script.h"
#include "core/base/text_utf8.h"
#include "ui/widget/button.h"
#include "ui/widget/frame_state.h"

#include <algorithm>
#include <cmath>

namespace kith::ui {

// -- people --

void paint_avatar(Ui& ui, Rect place, std::string_view initials, std::uint64_t hue) {
  const Theme& theme = ui.theme();
  float radius = place.width / 2;
  ui.painter().circle({place.x + radius, place.y + radius}, radius,
                      theme.avatars[hue % theme.avatars.size()]);
  int size = place.width >= 48 ? 20 : place.width >= 30 ? 12 : 12;
  TextStyle style{size, true};
  float width = std::min(ui.text_width(initials, style), place.width - 4);
  ui.begin_decoration();
  ui.draw_text({place.x + (place.width - width) / 2, place.y, width + 0.5f, place.height}, initials,
               style, theme.on_avatar);
  ui.end_decoration();
}

void avatar(Ui& ui, std::string_view initials, std::uint64_t hue, float size) {
  Rect rect = ui.place(size, size);
  if (ui.visible(rect)) paint_avatar(ui, rect, initials, hue);
}

std::string initials_of(std::string_view name) {
  std::string first, last;
  bool at_word = true;
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = grapheme_end(name, at), letter = at;
    bool is_word = is_word_character(next_code_point(name, letter));
    if (is_word && at_word) (first.empty() ? first : last) = name.substr(at, end - at);
    at_word = !is_word && name[at] == ' ';
    at = end;
  }
  std::size_t at = 0;
  bool one_is_enough =
      !first.empty() && is_searched_by_pairs(script_of(next_code_point(first, at)));
  return one_is_enough ? first : first + last;
}

// -- small things --

void badge(Ui& ui, std::string_view words, Tone tone) {
  const Theme& theme = ui.theme();
  TextStyle style{12, true};
  Rect rect = ui.place(ui.text_width(words, style) + 16, 20);
  Node node{.id = ui.id(words), .role = Role::text, .rect = rect};
  node.name = words;
  ui.push_node(std::move(node));
  if (!ui.visible(rect)) return;
  Colour ground = theme.sunken;
  if (tone == Tone::warning) ground = theme.warning_weak;
  if (tone == Tone::accent) ground = theme.accent_weak;
  ui.painter().fill(rect, ground, 10);
  if (theme.high_contrast) ui.painter().frame(rect, theme.border, 10, theme.border_width);
  ui.draw_text({rect.x + 8, rect.y, rect.width - 16, rect.height}, words, style,
               tone_colour(theme, tone));
}

void key_hint(Ui& ui, std::string_view words) {
  const Theme& theme = ui.theme();
  Rect rect = ui.place(ui.text_width(words, {12}) + 12, 20);
  Node node{.id = ui.id(words), .role = Role::text, .rect = rect};
  node.name = words;
  ui.push_node(std::move(node));
  if (!ui.visible(rect)) return;
  ui.painter().frame(rect, theme.border, 4, theme.border_width);
  ui.draw_text({rect.x + 6, rect.y, rect.width - 12, rect.height}, words, {12}, theme.text_second);
}

// -- messages --

namespace {

struct SeverityLook {
  Icon icon;
  Tone tone;
  Surface surface;
};

SeverityLook look_of(Severity severity) {
  switch (severity) {
    case Severity::good:
      return {Icon::check, Tone::good, Surface::sunken};
    case Severity::warning:
      return {Icon::warning, Tone::warning, Surface::warning_weak};
    case Severity::danger:
      return {Icon::warning, Tone::danger, Surface::surface};
    case Severity::info:
      break;
  }
  return {Icon::info, Tone::second, Surface::sunken};
}

}  // namespace

bool banner(Ui& ui, std::string_view words, const BannerOptions& options) {
  SeverityLook look = look_of(options.severity);
  const Theme& theme = ui.theme();
  bool urgent = options.severity == Severity::warning || options.severity == Severity::danger;
  bool pressed = false;
  begin_panel(
      ui, {.surface = look.surface, .padding = 12, .border = options.severity == Severity::danger});
  begin_group(ui, urgent ? Role::alert : Role::status, words, 0);
  bool has_action = !options.action.empty();
  ColumnsOptions parts{.tracks = {px(20), fill()}, .gap = 12, .centred = true};
  if (has_action) parts.tracks.push_back(fit());
  begin_columns(ui, parts);
  next_column(ui);
  Rect icon = ui.place(20, 20);
  paint_icon(ui.painter(), look.icon, icon, tone_colour(theme, look.tone));
  next_column(ui);
  Tone ink = options.severity == Severity::danger ? Tone::danger : Tone::normal;
  text(ui, words, {.tone = ink});
  if (has_action) {
    next_column(ui);
    pressed = button(ui, options.action);
  }
  end_columns(ui);
  end_group(ui);
  end_panel(ui);
  return pressed;
}

void progress_bar(Ui& ui, std::string_view label, float share, std::string_view words) {
  constexpr float thickness = 6;
  const Theme& theme = ui.theme();
  begin_column(ui, {.gap = 6});
  auto line = static_cast<float>(line_height_px(12));
  float words_width = ui.text_width(words, {12});
  float label_width = ui.text_width(label, {12, true});
  const bool side_by_side = label_width + 8 + words_width <= ui.available_width();
  Rect head = ui.place(0, line);
  Rect below = side_by_side ? head : ui.place(0, line);
  Rect bar = ui.place(0, thickness);
  Node node{.id = ui.id(label), .role = Role::progress};
  node.rect = {head.x, head.y, head.width, bar.y + bar.height - head.y};
  node.name = label;
  node.value = words;
  node.progress = share < 0 ? -1 : std::clamp(share, 0.0f, 1.0f);
  if (share < 0) node.states |= state_busy;
  ui.push_node(std::move(node));
  ui.draw_text({head.x, head.y, std::min(label_width + 0.5f, head.width), line}, label, {12, true},
               theme.text);
  const float words_x = side_by_side ? below.x + below.width - words_width : below.x;
  ui.draw_text({words_x, below.y, std::min(words_width + 0.5f, below.width), line}, words, {12},
               theme.text_second);
  Painter& painter = ui.painter();
  painter.fill(bar, theme.border, thickness / 2);
  if (share >= 0) {
    float width = std::max(thickness, bar.width * std::min(share, 1.0f));
    painter.fill({bar.x, bar.y, share > 0 ? width : 0, thickness}, theme.accent, thickness / 2);
  } else {
    // Somebody waits and nobody knows how long: a piece that wanders, ten times a second.
    float at = ui.reduced_motion() ? 0.5f : static_cast<float>(std::fmod(ui.now_ms() / 1600, 1.0));
    float piece = bar.width * 0.25f;
    float x = bar.x - piece + (bar.width + piece) * at;
    push_clip(ui, bar);
    painter.fill({x, bar.y, piece, thickness}, theme.accent, thickness / 2);
    pop_clip(ui);
    if (!ui.reduced_motion()) ui.wake_after(100);
  }
  end_column(ui);
}

// -- empty rooms --

void begin_empty_state(Ui& ui, const EmptyState& state) {
  begin_column(
      ui, {.padding = 32, .gap = 12, .width_max = 440, .centred = true, .items_centred = true});
  if (state.icon != Icon::none) {
    Rect round = ui.place(56, 56);
    ui.painter().circle({round.x + 28, round.y + 28}, 28, ui.theme().accent_weak);
    paint_icon(ui.painter(), state.icon, round, ui.theme().accent, 26);
  }
  text(ui, state.title, {.size = 16, .strong = true, .centred = true});
  if (!state.words.empty()) text(ui, state.words, {.tone = Tone::second, .centred = true});
  space(ui, 4);
}

void end_empty_state(Ui& ui) {
  end_column(ui);
}

// -- facts --

void begin_definition(Ui& ui, std::string_view name) {
  begin_columns(ui, {.tracks = {px(ui.screen() == ScreenSize::narrow ? 104.0f : 136.0f), fill()},
                     .gap = 12,
                     .centred = true});
  next_column(ui);
  text(ui, name, {.tone = Tone::second});
  next_column(ui);
}

void end_definition(Ui& ui) {
  end_columns(ui);
}

void fact_line(Ui& ui, std::string_view words, std::string_view provenance, bool fresh) {
  const Theme& theme = ui.theme();
  begin_column(ui, {.gap = 2});
  text(ui, words);
  auto line = static_cast<float>(line_height_px(12));
  constexpr float dot = 14;
  Rect rect = ui.place(std::min(dot + ui.text_width(provenance, {12}), ui.available_width()), line);
  Node node{.id = ui.id(provenance), .role = Role::text, .rect = rect};
  node.name = provenance;
  ui.push_node(std::move(node));
  if (ui.visible(rect)) {
    Point centre{rect.x + 4, rect.y + line / 2};
    if (fresh) {
      ui.painter().circle(centre, 3.5f, theme.good);
    } else {
      ui.painter().ring(centre, 3, theme.warning, 1.5f);
    }
    ui.draw_text({rect.x + dot, rect.y, rect.width - dot + 0.5f, line}, provenance, {12},
                 theme.text_second);
  }
  end_column(ui);
}

void timeline_entry(Ui& ui, const TimelineEntry& entry) {
  constexpr float dot = 28;
  const Theme& theme = ui.theme();
  begin_group(ui, Role::list_item, "", 0);
  const Box& box = current_box(ui);
  Rect start = box.area;
  float height = ui.state().remembered[box.id].height;
  begin_columns(ui, {.tracks = {px(dot), fill(), fit()}, .gap = 12});
  next_column(ui);
  Rect round = ui.place(dot, dot);
  Point centre{round.x + dot / 2, round.y + dot / 2};
  Rect line{centre.x - 1, round.y + dot, 2, std::max(0.0f, start.y + height - round.y - dot)};
  if (!entry.last && ui.visible(line)) ui.painter().fill(line, theme.border);
  if (ui.visible(round)) {
    ui.painter().circle(centre, dot / 2, entry.ours ? theme.accent_weak : theme.sunken);
    paint_icon(ui.painter(), entry.icon, round, entry.ours ? theme.accent : theme.text_second, 16);
  }
  next_column(ui);
  space(ui, 3);
  text(ui, entry.spans);
  space(ui, 14);
  next_column(ui);
  space(ui, 5);
  if (!entry.when.empty()) {
    auto line_height = static_cast<float>(line_height_px(12));
    Rect rect = ui.place(ui.text_width(entry.when, {12}), line_height);
    Node node{.id = ui.id("when"), .role = Role::text, .rect = rect};
    node.name = entry.when;
    node.description = entry.when_exact;
    NodeId id = ui.push_node(std::move(node));
    offer_tip(ui, ui.interact(id, rect), rect, entry.when_exact);
    ui.draw_text(rect, entry.when, {12}, theme.text_second);
  }
  end_columns(ui);
  end_group(ui);
}

}  // namespace kith::ui
