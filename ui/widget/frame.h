// The heart of the kit: what one frame of the interface knows. Rooms get a Ui&, hand it to widgets
// and containers (layout.h, text.h, button.h …) and read from it what the machine is like.
//
//   FrameOutput out = ui.frame(now_ms, [&] { people_room(ui, state, workspace); });
//
// Invariants:
//  1. Events meet the rectangles of the last frame in their order, before the next one is drawn: a
//     press and release that came together are a click, and no event is lost or seen twice.
//  2. The DOM owns focus: `focused` changes only by FocusEvent. A widget that wants it asks.
//  3. Everything drawn belongs to a node pushed before it (tests turn the lint on to see it).
//  4. A frame is drawn again at once, without its events, while remembered sizes still change.
#pragma once

#include "ui/platform.h"
#include "ui/semantics/node.h"
#include "ui/widget/theme.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kith::ui {

class GlyphSource;
class Painter;
class Renderer;
class TextEngine;
class UnsavedTexts;

// ≥ 900: rail, list and detail; 600–900: two panes; below: one, with navigation at the bottom.
enum class ScreenSize : std::uint8_t { narrow, medium, wide };

struct TextStyle {
  int size = 14;
  bool strong = false;
  bool operator==(const TextStyle&) const = default;
};

// How a thing is being used just now.
struct Interaction {
  bool hovered = false;
  bool held = false;
  bool clicked = false;  // by pointer, key, or assistive technology
  bool focused = false;
  bool ring = false;           // focused, and by the keyboard: draw the ring
  std::uint8_t modifiers = 0;  // of the click
};

class Ui {
 public:
  Ui(GlyphSource& glyphs, Renderer& renderer);
  ~Ui();
  Ui(const Ui&) = delete;

  void input(const InputEvent& event);
  FrameOutput frame(double now_ms, const std::function<void()>& draw);
  std::size_t waiting_events() const;
  // The page lost its mirror or its canvas: tell and draw everything again.
  void forget_page();
  // What is being typed has been written down, and stands there as it is now: that its field is
  // left says nothing new.
  void forget_edit();

  // -- what the machine and the person are like --
  const Theme& theme() const;
  Metrics metrics() const;
  ScreenSize screen() const;
  Rect stage() const;
  double now_ms() const;
  bool reduced_motion() const;
  ThemeChoice theme_choice() const;
  void set_theme(ThemeChoice choice);
  Density density() const;
  void set_density(Density density);

  // -- where we are --
  const std::string& route() const;  // "#/people"
  void navigate(std::string_view fragment, bool replace = false);

  // -- asking for things --
  void request(PlatformRequest request);
  // A short message at the foot of the window. When its action (usually "Undo") is pressed,
  // toast_chosen gives `tag` once.
  void toast(std::string words, std::string action = {}, std::uint64_t tag = 0);
  std::uint64_t toast_chosen();  // 0: none
  // Another frame without an event: at once, or after some time.
  void want_frame();
  void wake_after(double milliseconds);
  // Whether the chord was pressed just now; tells the browser to leave it to us.
  // "Control" is also the Mac's Command.
  bool shortcut(std::string_view chord);
  // The same by what the key writes on this keyboard, not by where it lies: "?", "Control+z" (a
  // letter is small, Shift is said beside it). Not while a text is edited: there it is the field's.
  bool pressed(std::string_view meaning);

  // -- identity --
  NodeId id(std::string_view name) const;
  NodeId id(std::int64_t number) const;
  // Apart from other kinds of things that have the same name.
  NodeId id(std::string_view kind, std::string_view name) const;
  void push_id(std::string_view name);
  void push_id(std::int64_t number);
  void push_known_id(NodeId id);
  void pop_id();

  // -- focus --
  NodeId focused() const;
  void focus(NodeId node);

  // -- texts that are not saved yet --
  UnsavedTexts& unsaved();

  // -- for widgets --
  Painter& painter();
  TextEngine& text_engine();
  // Room in the present container; a width or height of 0 takes what there is of it.
  float available_width() const;
  float available_height() const;  // infinite where the content scrolls
  Rect place(float width, float height);
  Rect place_rest(float height_min);  // what is left of a column, the width left of a row
  // Whether any of it can be seen.
  bool visible(Rect rect) const;

  // Nodes. A leaf is pushed before it is drawn; a branch holds what is pushed until close_node.
  // Their rectangles and id may be given later through node().
  NodeId push_node(Node node);
  NodeId open_node(Node node);
  void close_node();
  Node& node(NodeId id);

  // Takes part in hits, focus and keys; its node must have been pushed.
  Interaction interact(NodeId id, Rect rect, bool disabled = false);
  // Whether this key went down on the node just now. The browser leaves it to us while the node
  // has focus.
  bool key(NodeId id, std::string_view code);

  // One line of text with its left end at x, in the middle of `height`; cut with … at `width`.
  // Returns the width drawn.
  float draw_text(Rect place, std::string_view words, TextStyle style, Colour colour);
  float text_width(std::string_view words, TextStyle style);
  void focus_ring(Rect rect, float radius);
  // Drawn things that say nothing need no node: the lint is off inside.
  void begin_decoration();
  void end_decoration();

  // Tests: what was drawn without a node, ids used twice, and such, since the last call.
  void set_lint(bool on);
  std::vector<std::string> take_lint();
  const std::vector<Node>& nodes() const;

  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace kith::ui
