#include "ui/widget/text.h"

#include "ui/font/paragraph.h"
#include "ui/widget/frame_state.h"

#include <algorithm>
#include <cmath>

namespace kith::ui {
namespace {

constexpr std::string_view ellipsis = "…";

// Whether a node says these words; what was cut off for want of room may be missing.
bool says(const Node& node, std::string_view words) {
  for (const std::string* text :
       {&node.name, &node.value, &node.placeholder, &node.description, &node.shortcut}) {
    if (text->find(words) != std::string::npos) return true;
  }
  return false;
}

void check_said(Ui& ui, std::string_view words) {
  Ui::State& s = ui.state();
  if (!s.lints || s.decoration > 0 || words.empty()) return;
  if (!s.nodes.empty() && says(s.nodes.back(), words)) return;
  for (NodeId parent : s.parents) {
    if (parent != 0 && says(ui.node(parent), words)) return;
  }
  s.complain("drawn but in no node: " + std::string(words));
}

// All that a wrapped text needs to be drawn.
struct Paragraph {
  std::string words;
  std::vector<FontRange> fonts;
  std::vector<Colour> colours;
  std::vector<TextLine> lines;
};

Paragraph make_paragraph(Ui& ui, std::span<const Span> spans, const TextOptions& options) {
  Paragraph made;
  for (const Span& span : spans) {
    bool strong = span.strong || options.strong;
    Tone tone = span.tone == Tone::normal ? options.tone : span.tone;
    made.fonts.push_back({made.words.size(), font_for(ui.state(), {options.size, strong})});
    made.colours.push_back(tone_colour(ui.theme(), tone));
    made.words += span.words;
  }
  return made;
}

// Breaks it into lines and gives the place they take.
Rect place_lines(Ui& ui, Paragraph& paragraph, float room, int size, bool whole_width = false) {
  float ratio = ui.painter().pixel_ratio();
  paragraph.lines =
      break_lines(ui.text_engine(), paragraph.words, paragraph.fonts, room * ratio + 0.5f);
  float width = 0;
  for (const TextLine& line : paragraph.lines)
    width = std::max(width, std::ceil(line.width) / ratio);
  auto lines = static_cast<float>(paragraph.lines.size());
  return ui.place(whole_width ? 0 : width, static_cast<float>(line_height_px(size)) * lines);
}

void draw_line(Ui& ui, const Paragraph& paragraph, const TextLine& line, Rect place) {
  std::string_view words = paragraph.words;
  float ratio = ui.painter().pixel_ratio();
  for (std::size_t i = 0; i < paragraph.fonts.size(); ++i) {
    bool last = i + 1 == paragraph.fonts.size();
    std::size_t from = std::max(line.begin, paragraph.fonts[i].begin);
    std::size_t to = std::min(line.end, last ? words.size() : paragraph.fonts[i + 1].begin);
    if (from >= to) continue;
    std::string_view part = words.substr(from, to - from);
    draw_run(ui, place, part, paragraph.fonts[i].font, paragraph.colours[i]);
    place.x += ui.text_engine().width(part, paragraph.fonts[i].font) / ratio;
  }
}

void draw_lines(Ui& ui, const Paragraph& paragraph, Rect rect, float line_height, bool centred) {
  float ratio = ui.painter().pixel_ratio();
  for (const TextLine& line : paragraph.lines) {
    Rect place{rect.x, rect.y, rect.width, line_height};
    float width = line.width / ratio;
    bool right_to_left = starts_right_to_left(
        std::string_view(paragraph.words).substr(line.begin, line.end - line.begin));
    if (centred) place.x += (rect.width - width) / 2;
    if (right_to_left && paragraph.lines.size() > 1) place.x += rect.width - width;
    if (ui.visible(place)) draw_line(ui, paragraph, line, place);
    rect.y += line_height;
  }
}

}  // namespace

Font font_for(const Ui::State& state, TextStyle style) {
  auto size = static_cast<float>(style.size) * state.pixel_ratio;
  return {static_cast<std::uint16_t>(std::lround(size)), style.strong};
}

void draw_run(Ui& ui, Rect place, std::string_view words, Font font, Colour colour) {
  Painter& painter = ui.painter();
  TextEngine& engine = ui.text_engine();
  float ratio = painter.pixel_ratio();
  FontHeight height = engine.height(font);
  // As a browser sets a line: half of what is left of its height above the letters.
  float middle = (place.y + place.height / 2) * ratio;
  int baseline = static_cast<int>(std::round(middle + (height.ascent - height.descent) / 2));
  std::vector<PlacedPicture> pictures;
  engine.lay_out(words, font, std::round(place.x * ratio), baseline, pictures);
  for (const PlacedPicture& each : pictures)
    painter.picture(each.picture, each.x, each.y, colour);
}

float Ui::text_width(std::string_view words, TextStyle style) {
  return std::ceil(state_->engine.width(words, font_for(*state_, style))) / state_->pixel_ratio;
}

float Ui::draw_text(Rect place, std::string_view words, TextStyle style, Colour colour) {
  State& s = *state_;
  check_said(*this, words);
  Font font = font_for(s, style);
  float width = text_width(words, style);
  if (!visible(place)) return std::min(width, place.width);
  if (width <= place.width + 0.5f) {
    draw_run(*this, place, words, font, colour);
    return width;
  }
  float room = (place.width - text_width(ellipsis, style)) * s.pixel_ratio;
  if (room <= 0) return 0;
  std::string cut(words.substr(0, s.engine.fitting(words, font, room)));
  while (cut.ends_with(' '))
    cut.pop_back();
  cut += ellipsis;
  draw_run(*this, place, cut, font, colour);
  return place.width;
}

void text(Ui& ui, std::span<const Span> spans, const TextOptions& options) {
  Paragraph paragraph = make_paragraph(ui, spans, options);
  float room = options.one_line ? unbounded : ui.available_width();
  Rect rect = place_lines(ui, paragraph, room, options.size, options.centred);

  if (!options.decorative) {
    Node node{.id = ui.id("text", paragraph.words), .role = Role::text, .rect = rect};
    node.name = paragraph.words;
    node.font_px = static_cast<std::uint8_t>(options.size);
    if (options.selectable) node.states |= state_selectable;
    if (options.strong) node.states |= state_strong;
    ui.push_node(std::move(node));
  }
  if (options.one_line && spans.size() == 1) {
    if (options.decorative) ui.begin_decoration();
    ui.draw_text(rect, paragraph.words, {options.size, options.strong || spans[0].strong},
                 paragraph.colours[0]);
    if (options.decorative) ui.end_decoration();
    return;
  }
  draw_lines(ui, paragraph, rect, static_cast<float>(line_height_px(options.size)),
             options.centred);
}

void text(Ui& ui, std::string_view words, const TextOptions& options) {
  Span span{words};
  text(ui, std::span<const Span>(&span, 1), options);
}

NodeId heading(Ui& ui, int level, std::string_view words, const HeadingOptions& options) {
  int size = options.size != 0 ? options.size : level == 1 ? 20 : level == 2 ? 16 : 12;
  Colour colour = size <= 12 ? ui.theme().text_second : ui.theme().text;
  Paragraph paragraph{.words = std::string(words),
                      .fonts = {{0, font_for(ui.state(), {size, true})}},
                      .colours = {colour}};
  Rect rect = place_lines(ui, paragraph, ui.available_width(), size);
  Node node{.id = ui.id("text", words), .role = Role::heading, .rect = rect};
  node.name = words;
  node.level = static_cast<std::uint8_t>(level);
  if (options.focusable) node.states |= state_roving;
  NodeId id = ui.push_node(std::move(node));
  draw_lines(ui, paragraph, rect, static_cast<float>(line_height_px(size)), false);
  return id;
}

bool link(Ui& ui, std::string_view words, std::string_view href, const TextOptions& options) {
  TextStyle style{options.size, options.strong};
  auto height = static_cast<float>(line_height_px(options.size));
  Rect rect = ui.place(ui.text_width(words, style), height);
  NodeId id = ui.id(words);
  Node node{.id = id, .role = Role::link, .states = state_focusable, .rect = rect};
  node.name = words;
  node.href = href;
  id = ui.push_node(std::move(node));
  Interaction now = ui.interact(id, rect);
  const Theme& theme = ui.theme();
  Tone tone = options.tone == Tone::normal ? Tone::accent : options.tone;
  Colour colour = tone_colour(theme, tone);
  float width = ui.draw_text(rect, words, style, now.hovered ? theme.held(colour) : colour);
  float under = rect.y + height - 3;
  Colour line = with_alpha(colour, now.hovered ? 1.0f : 0.35f);
  if (ui.visible(rect)) ui.painter().fill({rect.x, under, width, 1}, line);
  if (now.ring) ui.focus_ring(rect, 4);
  if (now.clicked && href.starts_with("#")) ui.navigate(href);
  return now.clicked;
}

}  // namespace kith::ui
