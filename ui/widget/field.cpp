// The worker draws the frame and, while nobody edits, the text; in edit the page's own field shows
// it at the same place (Node::insets), so what a text looks like does not change when it is edited.
#include "ui/widget/field.h"

#include "core/base/assert.h"
#include "core/base/text_grapheme.h"
#include "core/crypto/secret.h"
#include "ui/font/paragraph.h"
#include "ui/widget/button.h"
#include "ui/widget/frame_state.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kith::ui {
namespace {

constexpr float padding_x = 12;
constexpr float padding_x_in_place = 8;
constexpr float padding_y = 8;
constexpr float icon_room = 26;
constexpr float cross_size = 28;
constexpr int grown_lines_max = 14;

struct FieldLayout {
  Rect rect = {};
  Insets insets = {};
  TextStyle style;
  bool multiline = false;
};

float text_width_inside(const FieldLayout& layout) {
  return std::max(8.0f, layout.rect.width - layout.insets.left - layout.insets.right);
}

std::vector<TextLine> lines_of(Ui& ui, const FieldLayout& layout, std::string_view words) {
  FontRange font{0, font_for(ui.state(), layout.style)};
  float width = text_width_inside(layout) * ui.painter().pixel_ratio();
  return break_lines(ui.text_engine(), words, {&font, 1}, width);
}

FieldLayout place_field(Ui& ui, const FieldOptions& options, std::string_view shown,
                        float end_room) {
  FieldLayout layout{.style = {options.size, options.strong}, .multiline = options.lines > 1};
  float side = options.in_place ? padding_x_in_place : padding_x;
  float left = side + (options.icon != Icon::none ? icon_room : 0);
  layout.insets = {static_cast<std::uint8_t>(left), static_cast<std::uint8_t>(side + end_room),
                   static_cast<std::uint8_t>(padding_y)};
  auto line = static_cast<float>(line_height_px(options.size));
  float height = options.in_place ? line + 8 : ui.metrics().control;
  height = std::max(height, line + 8);
  if (layout.multiline) {
    layout.rect.width = ui.available_width();
    auto used = static_cast<int>(lines_of(ui, layout, shown).size());
    int lines = std::clamp(used, options.lines, std::max(options.lines, grown_lines_max));
    height = line * static_cast<float>(lines) + 2 * padding_y;
  }
  layout.rect = ui.place(0, height);
  if (options.in_place) {
    // Its text lines up with the text around it; the frame that appears sticks out.
    layout.rect.x -= side;
    layout.rect.width += 2 * side;
  }
  return layout;
}

std::uint32_t field_states(const FieldOptions& options, const FieldLayout& layout) {
  std::uint32_t states = options.disabled ? state_disabled : state_focusable;
  if (options.required) states |= state_required;
  if (!options.error.empty()) states |= state_invalid;
  if (options.password) states |= state_password;
  if (layout.multiline) states |= state_multiline;
  if (options.strong) states |= state_strong;
  return states;
}

void draw_frame(Ui& ui, const FieldOptions& options, const FieldLayout& layout,
                const Interaction& now) {
  const Theme& theme = ui.theme();
  Painter& painter = ui.painter();
  bool quiet = options.in_place && !now.hovered && !now.focused && options.error.empty();
  if (!quiet) {
    Colour ground = options.disabled ? theme.sunken : theme.surface;
    painter.fill(layout.rect, ground, radius_control);
    Colour border = options.in_place && !now.focused ? theme.border : theme.border_strong;
    if (now.focused) border = theme.accent;
    if (!options.error.empty()) border = theme.danger;
    painter.frame(layout.rect, border, radius_control, theme.border_width);
    if (now.focused)
      painter.frame(inset(layout.rect, -1), with_alpha(border, now.ring ? 1.0f : 0.35f),
                    radius_control + 1, 1);
  }
  if (options.icon != Icon::none)
    paint_icon(painter, options.icon, {layout.rect.x + 10, layout.rect.y, 18, layout.rect.height},
               theme.text_second, 18);
}

std::string as_dots(std::string_view secret) {
  std::string dots;
  for (std::size_t left = grapheme_count(secret); left > 0; --left)
    dots += "•";
  return dots;
}

// What stands in the field while nobody edits it.
void draw_value(Ui& ui, const FieldOptions& options, const FieldLayout& layout,
                std::string_view shown) {
  const Theme& theme = ui.theme();
  bool is_empty = shown.empty();
  std::string words(is_empty ? options.placeholder : shown);
  if (!is_empty && options.password) words = as_dots(shown);
  Colour colour = is_empty || options.disabled ? theme.text_second : theme.text;
  Rect inside{layout.rect.x + layout.insets.left, layout.rect.y, text_width_inside(layout),
              layout.rect.height};
  if (options.password) ui.begin_decoration();
  if (!layout.multiline) {
    TextStyle style = layout.style;
    if (is_empty) style.strong = false;
    ui.draw_text(inside, words, style, colour);
  } else {
    push_clip(ui, layout.rect);
    auto height = static_cast<float>(line_height_px(layout.style.size));
    float y = inside.y + padding_y;
    for (const TextLine& line : lines_of(ui, layout, words)) {
      std::string_view part = std::string_view(words).substr(line.begin, line.end - line.begin);
      ui.draw_text({inside.x, y, inside.width + 1, height}, part, layout.style, colour);
      y += height;
    }
    pop_clip(ui);
  }
  if (options.password) ui.end_decoration();
}

// The page's field has another text than it should, and the record has had time to take it over.
void set_page_text(Ui& ui, NodeId id, std::string_view value, bool password) {
  Ui::State& s = ui.state();
  if (s.focused != id) return;
  if (s.edit.node != id) s.set_edit({.node = id, .text = std::string(value)});
  if (s.edit.touched || s.edit.text == value) return;
  if (s.edit.settles == s.frame_number) {
    ui.want_frame();
    return;
  }
  std::string replaced = std::exchange(s.edit.text, std::string(value));
  if (password) wipe(replaced);
  ui.request(SetTextRequest{id, std::move(replaced), s.edit.text});
}

// What was typed behind a line that was taken over begins the next one.
void begin_next_text(Ui& ui, NodeId id, std::string_view value, bool password) {
  Ui::State& s = ui.state();
  if (s.edit.node != id || !s.edit.touched || s.edit.settles == 0) return;
  if (s.edit.settles == s.frame_number) {
    ui.want_frame();
    return;
  }
  s.edit.settles = 0;
  const std::string& before = s.edit.committed;
  if (password || before == value || !s.edit.text.starts_with(before)) return;
  ui.request(SetTextRequest{id, before, std::string(value)});
  s.edit.text = std::string(value) + s.edit.text.substr(before.size());
  s.typed_in.insert(id);
}

// `standing` is what stands in the field while nobody edits it: the value, or a text that is not
// saved yet.
FieldResult take_result(Ui& ui, NodeId id, std::string_view value, std::string_view standing) {
  Ui::State& s = ui.state();
  FieldResult result{.focused = s.focused == id, .node = id, .text = std::string(standing)};
  bool editing = s.edit.node == id && s.edit.touched;
  if (editing) result.text = s.edit.text;
  result.changed = s.typed_in.contains(id);
  if (auto done = s.committed.find(id); done != s.committed.end()) {
    result.text = done->second.text;
    result.by_enter = done->second.by_enter;
    result.committed = result.by_enter || result.text != value;
    result.changed = result.changed || result.text != value;
  }
  result.cancelled = s.cancelled.contains(id);
  if (result.cancelled) result.text = value;
  return result;
}

void draw_label(Ui& ui, std::string_view label, const FieldOptions& options) {
  TextStyle style{12, true};
  Rect rect = ui.place(ui.text_width(label, style), static_cast<float>(line_height_px(12)));
  ui.begin_decoration();  // the field's own name
  ui.draw_text(rect, label, style, options.disabled ? ui.theme().text_second : ui.theme().text);
  ui.end_decoration();
}

void draw_help(Ui& ui, const FieldOptions& options) {
  bool wrong = !options.error.empty();
  std::string_view words = wrong ? options.error : options.help;
  if (words.empty()) return;
  // Read with the field, as its description.
  text(ui, words, {.size = 12, .tone = wrong ? Tone::danger : Tone::second, .decorative = true});
}

FieldResult field(Ui& ui, Role role, std::string_view label, std::string_view value,
                  std::string_view standing, const FieldOptions& options, float end_room) {
  NodeId id = ui.id(options.id.empty() ? label : options.id);
  begin_next_text(ui, id, standing, options.password);
  FieldResult result = take_result(ui, id, value, standing);
  bool appears = ui.state().appears(id);
  begin_column(ui, {.gap = 4});
  if (options.label_shown && !options.in_place) draw_label(ui, label, options);
  FieldLayout layout = place_field(ui, options, result.text, end_room);

  Node node{.id = id, .role = role, .states = field_states(options, layout), .rect = layout.rect};
  node.name = label;
  node.value = options.password && !result.text.empty() ? "•" : result.text;
  node.placeholder = options.placeholder;
  node.description = options.error.empty() ? options.help : options.error;
  node.input = options.input;
  node.controls = options.controls;
  node.active = options.active;
  node.font_px = static_cast<std::uint8_t>(options.size);
  node.insets = layout.insets;
  id = result.node = ui.push_node(std::move(node));
  Interaction now = ui.interact(id, layout.rect, options.disabled);
  set_page_text(ui, id, result.cancelled ? value : standing, options.password);
  if (options.focus && appears) ui.focus(id);
  if (ui.visible(layout.rect)) {
    draw_frame(ui, options, layout, now);
    if (!now.focused) draw_value(ui, options, layout, result.text);
  }
  draw_help(ui, options);
  end_column(ui);
  return result;
}

FieldResult text_field_with_key(Ui& ui, std::string_view label, std::string_view value,
                                std::string_view standing, const FieldOptions& options) {
  float room = options.key_hint.empty() ? 0 : ui.text_width(options.key_hint, {12}) + 20;
  FieldResult result = field(ui, Role::text_field, label, value, standing, options, room);
  if (room > 0) {
    const Rect& rect = ui.node(result.node).rect;
    Rect key{rect.x + rect.width - room - 6, rect.y + rect.height / 2 - 10, room - 4, 20};
    const Theme& theme = ui.theme();
    ui.painter().frame(key, theme.border, 4, theme.border_width);
    ui.begin_decoration();
    ui.draw_text({key.x + 8, key.y, key.width - 16, key.height}, options.key_hint, {12},
                 theme.text_second);
    ui.end_decoration();
  }
  return result;
}

// What a form does not have and was typed into it once.
void take_over_unsaved(Ui& ui, std::string_view name, std::string& text) {
  const UnsavedTexts::Entry* kept = ui.unsaved().find(name);
  if (kept == nullptr || (!kept->is_offered && !text.empty())) return;
  text = kept->text;
  ui.unsaved().taken_over(name);
}

}  // namespace

FieldResult text_field(Ui& ui, std::string_view label, std::string_view value,
                       const FieldOptions& options) {
  UnsavedTexts& unsaved = ui.unsaved();
  const UnsavedTexts::Entry* found =
      options.unsaved_as.empty() ? nullptr : unsaved.find(options.unsaved_as);
  const UnsavedTexts::Entry kept = found == nullptr ? UnsavedTexts::Entry{} : *found;
  FieldOptions shown = options;
  if (kept.is_offered) {
    shown.help = "Not saved yet. Enter saves it, Escape takes it back.";
    shown.error = kept.reason;
  }
  FieldResult result = text_field_with_key(
      ui, label, value, found == nullptr ? value : std::string_view(kept.text), shown);
  if (options.unsaved_as.empty()) return result;
  if (result.cancelled) {
    unsaved.drop(options.unsaved_as, ui.now_ms());
  } else if (result.changed || result.committed) {
    const bool is_same = result.text == value;
    unsaved.put(options.unsaved_as, is_same ? std::string_view() : result.text, ui.now_ms());
  }
  return result;
}

FieldResult text_field(Ui& ui, std::string_view label, std::string& text,
                       const FieldOptions& options) {
  ASSERT(!options.password || options.unsaved_as.empty());
  if (!options.unsaved_as.empty()) take_over_unsaved(ui, options.unsaved_as, text);
  FieldResult result = text_field_with_key(ui, label, text, text, options);
  if (result.changed && options.password) wipe(text);
  if (result.changed) text = result.text;
  if (options.password) wipe(result.text);
  if (!options.unsaved_as.empty()) ui.unsaved().put(options.unsaved_as, text, ui.now_ms());
  return result;
}

FieldResult search_field(Ui& ui, std::string_view label, std::string& text,
                         const FieldOptions& options) {
  FieldOptions search = options;
  search.icon = Icon::search;
  search.input = InputKind::search;
  search.label_shown = false;
  FieldResult result = field(ui, Role::search_field, label, text, text, search, cross_size);
  if (result.changed) text = result.text;
  if (text.empty()) return result;

  const Rect& rect = ui.node(result.node).rect;
  Rect cross{rect.x + rect.width - cross_size - 4, rect.y + (rect.height - cross_size) / 2,
             cross_size, cross_size};
  Node node{.id = ui.id("empty " + std::string(label)), .role = Role::button};
  node.states = state_focusable;
  node.rect = cross;
  node.name = "Clear search";
  NodeId id = ui.push_node(std::move(node));
  Interaction now = ui.interact(id, cross);
  const Theme& theme = ui.theme();
  if (now.hovered) ui.painter().fill(cross, theme.hovered(theme.surface), 6);
  paint_icon(ui.painter(), Icon::close, cross, theme.text_second, 14);
  if (now.ring) ui.focus_ring(cross, 6);
  if (now.clicked) {
    text.clear();
    ui.focus(result.node);
    result.changed = true;
    result.text.clear();
    ui.want_frame();
  }
  return result;
}

}  // namespace kith::ui
