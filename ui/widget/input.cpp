// Events meet the last frame: what was under the pointer, what had the focus.
#include "core/crypto/secret.h"
#include "ui/widget/frame_state.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kith::ui {
namespace {

// A finger that moved farther than this scrolls and presses nothing.
// A flick loses speed by this share each millisecond, and ends below that speed.
constexpr double flick_keeps = 0.997;
constexpr float flick_min = 0.02f;  // pixels a millisecond
// Focus that comes later than this after a press was moved by the keyboard.
constexpr double press_focus_ms = 700;

}  // namespace

Layer Ui::State::lowest_layer() const {
  return dialogs.empty() ? Layer::page : Layer::dialog;
}

const Hit* Ui::State::hit_at(float x, float y) const {
  const Hit* found = nullptr;
  Layer lowest = lowest_layer();
  for (const Hit& hit : hits) {
    if (hit.layer < lowest || !contains(hit.rect, x, y)) continue;
    if (found == nullptr || hit.layer >= found->layer) found = &hit;
  }
  return found;
}

// The page may still show an older frame, in which something else lay at that place; what the user
// saw is what is pressed. Scroll bars have no element of their own, and while something glides the
// page's elements lag behind what is drawn: there the place decides.
const Hit* Ui::State::hit_for(const PointerEvent& event) const {
  const Hit* here = hit_at(event.x, event.y);
  bool glides = std::ranges::any_of(scrolls, [](const auto& s) { return s.second.velocity != 0; });
  if (event.target == 0 || glides || (here != nullptr && here->is_scroll_bar)) return here;
  NodeId id = event.target;
  for (auto node = node_index.find(id); node != node_index.end(); node = node_index.find(id)) {
    if (nodes[node->second].states & state_disabled) return nullptr;
    auto hit = std::ranges::find_if(
        hits, [&](const Hit& each) { return each.id == id && !each.is_scroll_bar; });
    if (hit != hits.end()) return hit->layer >= lowest_layer() ? &*hit : nullptr;
    id = nodes[node->second].parent;
  }
  // It is nothing to press, or no more there.
  return node_index.contains(event.target) ? here : nullptr;
}

NodeId Ui::State::scroll_at(float x, float y) const {
  NodeId best = 0;
  double best_area = 0;
  for (const auto& [id, scroll] : scrolls) {
    if (scroll.seen != frame_number - 1 || scroll.layer < lowest_layer()) continue;
    if (!contains(scroll.view, x, y) || scroll.offset_max() <= 0) continue;
    double area = double{scroll.view.width} * scroll.view.height;
    if (best == 0 || area < best_area || scroll.layer > scrolls.at(best).layer) {
      best = id;
      best_area = area;
    }
  }
  return best;
}

bool Ui::State::has_acts() const {
  return !clicked.empty() || !committed.empty() || !cancelled.empty() || !keys.empty();
}

bool Ui::State::follows_an_end(const TextEvent& event) const {
  const bool ends = event.action != TextAction::input;
  return cancelled.contains(event.node) || (ends && committed.contains(event.node));
}

void Ui::State::take_events() {
  std::size_t taken = 0;
  for (; taken < events.size(); ++taken) {
    const InputEvent& event = events[taken];
    // What was pressed or typed before the address changed was meant for the place that was shown.
    if (std::holds_alternative<RouteEvent>(event) && has_acts()) break;
    // A room hears of one end of an edit in a frame: the next one is not to hide it.
    const auto* text = std::get_if<TextEvent>(&event);
    if (text != nullptr && follows_an_end(*text)) break;
    std::visit([&](const auto& each) { take(each); }, event);
    // A room may learn of a press after it drew what the press changes: one more frame shows it.
    const auto* pointer = std::get_if<PointerEvent>(&event);
    bool only_moved = pointer != nullptr && pointer->action == PointerAction::move;
    if (!only_moved && !std::holds_alternative<WheelEvent>(event)) frames_wanted = 1;
  }
  for (std::size_t i = 0; i < taken; ++i) {
    if (auto* text = std::get_if<TextEvent>(&events[i])) wipe(text->text);
  }
  events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(taken));
  const Hit* under = pointer_inside && pointer_hovers ? hit_at(pointer_x, pointer_y) : nullptr;
  if (gesture.down) under = hit_at(gesture.x, gesture.y);
  NodeId before = std::exchange(hovered, under != nullptr && !under->is_scroll_bar ? under->id : 0);
  if (hovered != before) hovered_since_ms = now_ms;
  if (gesture.down) hovered_since_ms = std::numeric_limits<double>::infinity();
}

void Ui::State::set_edit(Edit next) {
  wipe(edit.text);
  wipe(edit.committed);
  edit = std::move(next);
}

// The page may tell late that the field was left.
void Ui::State::forget_edit() {
  std::erase_if(events, [&](InputEvent& event) {
    auto* text = std::get_if<TextEvent>(&event);
    const bool says_it_again = text != nullptr && text->action == TextAction::commit &&
                               !text->by_enter && text->node == edit.node &&
                               text->text == edit.text;
    if (says_it_again) wipe(text->text);
    return says_it_again;
  });
  edit.touched = false;
  edit.settles = 0;
  wipe(edit.committed);
}

void Ui::State::take(const PointerEvent& event) {
  pointer_hovers = event.source != PointerSource::touch;
  pointer_inside = event.action != PointerAction::leave;
  pointer_x = event.x;
  pointer_y = event.y;
  switch (event.action) {
    case PointerAction::down: {
      if (event.button != 0) return;
      by_keyboard = false;
      pressed_at_ms = now_ms;
      const Hit* hit = hit_for(event);
      for (auto& [id, scroll] : scrolls)
        scroll.velocity = 0;
      if (popup.owner != 0 && (hit == nullptr || hit->layer != Layer::popup)) {
        popup = {};  // a press beside an open menu only closes it
        hit = nullptr;
      }
      gesture = {.down = true,
                 .source = event.source,
                 .start_x = event.x,
                 .start_y = event.y,
                 .x = event.x,
                 .y = event.y,
                 .moved_at_ms = now_ms};
      held = hit != nullptr && !hit->is_scroll_bar ? hit->id : 0;
      gesture.pressed = held;
      if (hit != nullptr && hit->is_scroll_bar) grab_scroll_bar(hit->id, event.y);
      return;
    }
    case PointerAction::move:
      if (gesture.down) drag_scroll(event);
      return;
    case PointerAction::up: {
      if (event.button != 0 || !gesture.down) return;
      const Hit* hit = hit_for(event);
      const bool is_drag = held == moving.id && !gesture.is_tap(event.x, event.y);
      if (held != 0 && hit != nullptr && hit->id == held && !is_drag)
        clicked[held] = event.modifiers;
      break;
    }
    case PointerAction::leave:
      if (gesture.down) return;  // captured: the release will come
      break;
    case PointerAction::cancel:
      for (auto& [id, scroll] : scrolls)
        scroll.velocity = 0;
      break;
  }
  held = 0;
  gesture = {};
}

// A finger drags what is under it; the mouse only the bar.
void Ui::State::drag_scroll(const PointerEvent& event) {
  float dy = event.y - gesture.y;
  gesture.x = event.x;
  gesture.y = event.y;
  if (gesture.bar != 0) {
    move_scroll_bar(gesture.bar, event.y);
    return;
  }
  if (gesture.source != PointerSource::touch) return;
  if (gesture.scrolling == 0) {
    if (gesture.is_tap(event.x, event.y)) return;
    held = 0;
    gesture.scrolling = scroll_at(gesture.start_x, gesture.start_y);
    if (gesture.scrolling == 0) return;
  }
  auto found = scrolls.find(gesture.scrolling);
  if (found == scrolls.end()) return;
  ScrollState& scroll = found->second;
  scroll.offset = std::clamp(scroll.offset - double{dy}, 0.0, scroll.offset_max());
  auto elapsed = static_cast<float>(std::max(1.0, now_ms - gesture.moved_at_ms));
  scroll.velocity = 0.6f * (-dy / elapsed) + 0.4f * scroll.velocity;
  gesture.moved_at_ms = now_ms;
}

void Ui::State::run_flicks(double elapsed_ms) {
  for (auto& [id, scroll] : scrolls) {
    if (scroll.velocity == 0 || id == gesture.scrolling) continue;
    scroll.offset =
        std::clamp(scroll.offset + double{scroll.velocity} * elapsed_ms, 0.0, scroll.offset_max());
    scroll.velocity *= static_cast<float>(std::pow(flick_keeps, elapsed_ms));
    bool ended = std::abs(scroll.velocity) < flick_min || scroll.offset <= 0 ||
                 scroll.offset >= scroll.offset_max();
    if (ended) scroll.velocity = 0;
  }
}

void Ui::State::take(const WheelEvent& event) {
  const Hit* hit = hit_at(event.x, event.y);
  const NodeId id = scroll_at(event.x, event.y);
  // A picture within a page that scrolls would catch the wheel on its way down.
  if (id == 0 && moving.seen == frame_number - 1 && contains(moving.rect, event.x, event.y) &&
      hit != nullptr && hit->layer == moving.layer) {
    moving.wheel += static_cast<double>(event.dy);
    moving.wheel_x = event.x;
    moving.wheel_y = event.y;
    return;
  }
  if (id == 0) return;
  ScrollState& scroll = scrolls[id];
  scroll.offset = std::clamp(scroll.offset + double{event.dy}, 0.0, scroll.offset_max());
  pointer_x = event.x;
  pointer_y = event.y;
}

void Ui::State::take(const KeyEvent& event) {
  if (event.down) by_keyboard = true;
  keys.push_back(event);
}

void Ui::State::take(const ActivateEvent& event) {
  clicked[event.node] = 0;
}

void Ui::State::take(const FocusEvent& event) {
  if (event.serial != 0 && event.serial != focus_serial) return;  // an older request's echo
  if (event.serial == 0 && event.node != 0 && !gesture.down &&
      now_ms - pressed_at_ms > press_focus_ms)
    by_keyboard = true;
  if (event.node != focused && !gesture.down) focus_moved_to = event.node;
  focused = event.node;
  if (edit.node != focused && !committed.contains(edit.node)) set_edit({});
}

void Ui::State::take(const TextEvent& event) {
  bool ends = event.action != TextAction::input;
  Edit next{.node = event.node, .text = event.text, .touched = !ends};
  if (ends) {
    next.settles = frame_number;
    next.committed = event.text;
  } else if (edit.node == event.node && edit.settles != 0 &&
             event.text.starts_with(edit.committed)) {
    next.settles = edit.settles;
    next.committed = edit.committed;
  }
  set_edit(std::move(next));
  if (event.action == TextAction::input) typed_in.insert(event.node);
  if (event.action == TextAction::commit)
    committed[event.node] = {true, event.by_enter, event.text};
  if (event.action == TextAction::cancel) cancelled[event.node] = {true, false, event.text};
}

void Ui::State::take(const ResizeEvent& event) {
  stage = {0, 0, event.width, event.height};
  if (event.pixel_ratio != pixel_ratio) pixel_ratio = event.pixel_ratio;
}

void Ui::State::take(const MediaEvent& event) {
  media = event;
}
void Ui::State::take(const RouteEvent& event) {
  route = event.fragment;
}
void Ui::State::take(const VisibilityEvent& event) {
  visible = event.visible;
}

}  // namespace kith::ui
