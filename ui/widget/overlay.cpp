#include "ui/widget/overlay.h"

#include "ui/font/paragraph.h"
#include "ui/widget/button.h"
#include "ui/widget/frame_state.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <cmath>
#include <ranges>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::ui {
namespace {

constexpr float dialog_padding = 24;
constexpr float stage_margin = 16;
constexpr double toast_ms = 5'000;
constexpr double toast_action_ms = 10'000;  // time to find the Undo
constexpr double tip_after_ms = 500;

// Where the focus is, or is sent in this frame: from an item of a menu back to what opened that.
NodeId focus_to_come(const Ui::State& s) {
  for (const PlatformRequest& request : s.requests | std::views::reverse) {
    if (const auto* focus = std::get_if<FocusRequest>(&request)) return focus->node;
  }
  return s.focused;
}

OpenDialog& open_dialog(Ui& ui, NodeId id) {
  Ui::State& s = ui.state();
  auto found = std::ranges::find(s.dialogs, id, &OpenDialog::id);
  if (found == s.dialogs.end()) {
    s.dialogs.push_back(
        {.id = id, .opener = focus_to_come(s), .since_ms = s.now_ms, .wants_focus = true});
    found = s.dialogs.end() - 1;
    s.popup = {};
    ui.want_frame();  // what is below becomes inert
  }
  found->seen = s.frame_number;
  return *found;
}

// From 0 to 1 while something appears.
float appearance(Ui& ui, double since_ms) {
  if (ui.reduced_motion()) return 1;
  double share = std::clamp((ui.now_ms() - since_ms) / appear_ms, 0.0, 1.0);
  if (share < 1) ui.want_frame();
  auto left = static_cast<float>(1 - share);
  return 1 - left * left;
}

bool escape_pressed(const Ui::State& s) {
  return std::ranges::any_of(s.keys,
                             [](const KeyEvent& k) { return k.down && k.code == "Escape"; });
}

Rect dialog_place(Ui& ui, const DialogOptions& options, float content_height) {
  Rect stage = ui.stage();
  float width = std::min(options.width, stage.width - 2 * stage_margin);
  float height = std::min(content_height + 2 * dialog_padding, stage.height - 2 * stage_margin);
  return {std::floor((stage.width - width) / 2),
          std::max(stage_margin, std::floor((stage.height - height) * 0.42f)), width, height};
}

bool draw_dialog_title(Ui& ui, const DialogOptions& options) {
  bool closes = false;
  columns(
      ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
      [&] { text(ui, options.title, {.size = 20, .strong = true, .decorative = true}); },
      [&] {
        if (!options.closable) return;
        closes = button(ui, "Close",
                        {.kind = ButtonKind::quiet, .icon = Icon::close, .icon_only = true});
      });
  return closes;
}

}  // namespace

bool begin_dialog(Ui& ui, const DialogOptions& options) {
  Ui::State& s = ui.state();
  NodeId id = ui.id("dialog", options.title);
  OpenDialog& dialog = open_dialog(ui, id);
  float content = std::max(0.0f, static_cast<float>(s.scrolls[id].content) - 2 * dialog_padding);
  Rect rect = dialog_place(ui, options, content);
  float shown = appearance(ui, dialog.since_ms);
  begin_overlay(ui, Layer::dialog, s.stage, id);
  const Theme& theme = ui.theme();
  ui.painter().fill(s.stage, with_alpha(0, (theme.dark ? 0.55f : 0.35f) * shown));
  s.hits.push_back({0, s.stage, Layer::dialog});
  rect.y += std::round((1 - shown) * 12);
  ui.painter().shadow(rect, radius_panel, theme.dark ? 0.5f : 0.2f);
  ui.painter().fill(rect, theme.surface, radius_panel);
  ui.painter().frame(rect, theme.border, radius_panel, theme.border_width);
  ui.open_node({.id = id,
                .role = Role::dialog,
                .states = state_scrolls,
                .rect = rect,
                .name = std::string(options.title)});
  ScrollState& scroll = begin_scroll(ui, id, rect);
  float top = rect.y + dialog_padding - static_cast<float>(scroll.offset);
  begin_box_at(ui, ui.id("content"),
               {rect.x + dialog_padding, top, rect.width - 2 * dialog_padding, unbounded}, 12);
  bool is_top = s.dialogs.back().id == id;
  bool closes = draw_dialog_title(ui, options);
  return closes || (options.closable && is_top && s.popup.owner == 0 && escape_pressed(s));
}

void end_dialog(Ui& ui) {
  Ui::State& s = ui.state();
  NodeId id = s.scroll_stack.back();
  double content = double{end_box_at(ui)} + 2 * double{dialog_padding};
  if (std::abs(s.scrolls[id].content - content) > 0.5) s.unsettled = true;
  end_scroll(ui, id, content, true);
  ui.close_node();
  end_overlay(ui);

  OpenDialog& dialog = *std::ranges::find(s.dialogs, id, &OpenDialog::id);
  if (!std::exchange(dialog.wants_focus, false)) return;
  bool asked = std::ranges::any_of(s.requests, [](const PlatformRequest& request) {
    return std::holds_alternative<FocusRequest>(request);
  });
  if (asked) return;
  // The first thing in it that is not the cross; the cross when there is nothing else.
  NodeId first = 0;
  for (const Node& node : s.nodes) {
    bool inside = is_inside(s, node, id) && (node.states & state_focusable) != 0;
    if (inside && (first == 0 || node.name != "Close")) {
      first = node.id;
      if (node.name != "Close") break;
    }
  }
  if (first != 0) ui.focus(first);
}

bool is_inside(const Ui::State& s, const Node& node, NodeId ancestor) {
  NodeId parent = node.parent;
  while (parent != 0 && parent != ancestor)
    parent = s.nodes[s.node_index.at(parent)].parent;
  return parent == ancestor;
}

// -- toasts --

void Ui::toast(std::string words, std::string action, std::uint64_t tag) {
  State& s = *state_;
  double lasts = action.empty() ? toast_ms : toast_action_ms;
  s.toast = ShownToast{std::move(words), std::move(action), tag, s.now_ms + lasts, s.now_ms};
  want_frame();
}

std::uint64_t Ui::toast_chosen() {
  return std::exchange(state_->toast_tag, 0);
}

namespace {

struct ToastPlaces {
  Rect box, words, action;
  std::vector<TextLine> lines;
};

// Of more lines the rest is behind three dots in the last.
std::vector<TextLine> toast_lines(Ui& ui, std::string_view words, float room) {
  constexpr std::size_t most = 4;
  const FontRange font{0, font_for(ui.state(), {14})};
  const float ratio = ui.painter().pixel_ratio();
  auto lines = break_lines(ui.text_engine(), words, {&font, 1}, room * ratio + 0.5f);
  if (lines.size() > most) {
    lines.resize(most);
    lines.back().end = words.size();
    lines.back().width = room * ratio;
  }
  return lines;
}

ToastPlaces toast_places(Ui& ui, const ShownToast& toast) {
  constexpr float padding = 16, width_max = 560;
  const bool is_narrow = ui.screen() == ScreenSize::narrow;
  const Rect stage = ui.stage();
  const float action = toast.action.empty() ? 0 : ui.text_width(toast.action, {14, true}) + 24;
  const float beside = action + 2 * padding;
  auto lines = toast_lines(ui, toast.words, std::min(stage.width - 32, width_max) - beside);
  float words = 0;
  for (const TextLine& line : lines)
    words = std::max(words, std::ceil(line.width) / ui.painter().pixel_ratio());
  const float line_height = line_height_px(14);
  const float text_height = line_height * static_cast<float>(lines.size());
  const float width = words + beside, height = std::max(44.0f, text_height + 24);
  const float lift = is_narrow ? 76 : 24;
  const Rect box{std::floor((stage.width - width) / 2), stage.height - lift - height, width,
                 height};
  const float target = is_narrow ? 44 : 36;
  return {box,
          {box.x + padding, box.y + (height - text_height) / 2, words + 0.5f, line_height},
          {box.x + box.width - action - 4, box.y + (height - target) / 2, action, target},
          std::move(lines)};
}

void draw_toast_action(Ui& ui, ShownToast& toast, Rect rect, const Theme& inverse) {
  NodeId id = ui.id("toast action");
  Node node{.id = id, .role = Role::button, .states = state_focusable, .rect = rect};
  node.name = toast.action;
  ui.push_node(std::move(node));
  Interaction now = ui.interact(id, rect);
  if (now.hovered) ui.painter().fill(rect, inverse.hovered(inverse.surface), 6);
  ui.draw_text({rect.x + 12, rect.y, rect.width - 24, rect.height}, toast.action, {14, true},
               inverse.accent);
  if (now.ring) ui.painter().frame(rect, inverse.accent, 6, 2);
  Ui::State& s = ui.state();
  // It waits for whoever is on it.
  if (now.hovered || now.focused) toast.until_ms = std::max(toast.until_ms, s.now_ms + 1000);
  if (!now.clicked) return;
  s.toast_tag = toast.tag;
  toast.until_ms = 0;
  ui.want_frame();
}

}  // namespace

// The live region is always there, so that what comes into it is spoken.
void draw_toasts(Ui& ui) {
  Ui::State& s = ui.state();
  if (s.toast && s.now_ms >= s.toast->until_ms) s.toast.reset();
  Rect empty{0, s.stage.height - 1, 1, 1};
  ToastPlaces places = s.toast ? toast_places(ui, *s.toast) : ToastPlaces{empty, empty, empty, {}};
  begin_overlay(ui, Layer::toast, s.stage, 1);
  ui.open_node({.id = ui.id("toast"),
                .role = Role::status,
                .rect = places.box,
                .name = s.toast ? s.toast->words : ""});
  if (s.toast) {
    const Theme& theme = ui.theme();
    // Upside down, to be seen on any ground.
    const Theme& inverse = theme.high_contrast ? theme : theme.dark ? light_theme : dark_theme;
    float shown = appearance(ui, s.toast->since_ms);
    ui.painter().shadow(places.box, radius_panel, 0.25f * shown);
    ui.painter().fill(places.box, inverse.surface, radius_panel);
    if (theme.high_contrast) ui.painter().frame(places.box, theme.border, radius_panel, 2);
    s.hits.push_back({0, places.box, Layer::toast});
    Rect place = places.words;
    for (const TextLine& line : places.lines) {
      const auto words = std::string_view(s.toast->words).substr(line.begin, line.end - line.begin);
      ui.draw_text(place, words, {14}, inverse.text);
      place.y += place.height;
    }
    ui.wake_after(s.toast->until_ms - s.now_ms);
    if (!s.toast->action.empty()) draw_toast_action(ui, *s.toast, places.action, inverse);
  }
  ui.close_node();
  end_overlay(ui);
}

// -- tips --

void offer_tip(Ui& ui, const Interaction& now, Rect anchor, std::string_view words) {
  Ui::State& s = ui.state();
  if (words.empty() || s.popup.owner != 0) return;
  double rested = now.hovered && !now.held ? s.now_ms - s.hovered_since_ms : -tip_after_ms;
  if (now.ring || rested >= tip_after_ms) {
    s.tip = Tip{anchor, std::string(words)};
  } else if (rested >= 0) {
    ui.wake_after(tip_after_ms - rested);
  }
}

// Below what it is about, or above where there is no room.
void draw_tip(Ui& ui) {
  Ui::State& s = ui.state();
  if (!s.tip) return;
  constexpr float height = 28, padding = 10, distance = 6, margin = 8;
  const Rect& anchor = s.tip->anchor;
  float width =
      std::min(ui.text_width(s.tip->words, {12}) + 2 * padding + 0.5f, s.stage.width - 2 * margin);
  float x = std::clamp(std::floor(anchor.x + (anchor.width - width) / 2), margin,
                       s.stage.width - margin - width);
  float y = anchor.y + anchor.height + distance;
  if (y + height > s.stage.height - margin) y = anchor.y - distance - height;
  begin_overlay(ui, Layer::toast, s.stage, 2);
  const Theme& theme = ui.theme();
  const Theme& inverse = theme.high_contrast ? theme : theme.dark ? light_theme : dark_theme;
  ui.painter().fill({x, y, width, height}, inverse.surface, 6);
  if (theme.high_contrast) ui.painter().frame({x, y, width, height}, theme.border, 6, 2);
  ui.begin_decoration();
  ui.draw_text({x + padding, y, width - 2 * padding, height}, s.tip->words, {12}, inverse.text);
  ui.end_decoration();
  end_overlay(ui);
}

}  // namespace kith::ui
