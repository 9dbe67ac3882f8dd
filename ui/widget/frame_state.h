// What a Ui remembers. Only the kit itself includes this.
#pragma once

#include "ui/font/atlas.h"
#include "ui/font/shaping.h"
#include "ui/font/text_engine.h"
#include "ui/render/renderer.h"
#include "ui/semantics/difference.h"
#include "ui/widget/frame.h"
#include "ui/widget/layout.h"
#include "ui/widget/painter.h"
#include "ui/widget/unsaved_texts.h"

#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kith::ui {

constexpr float unbounded = std::numeric_limits<float>::infinity();

inline bool contains(const Rect& rect, float x, float y) {
  return x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
}
Rect intersection(const Rect& a, const Rect& b);
inline Rect inset(const Rect& r, float by) {
  return {r.x + by, r.y + by, r.width - 2 * by, r.height - 2 * by};
}

// -- layout --

enum class Flow : std::uint8_t { column, row, columns };

// What a container's content took the last time it was drawn.
struct Remembered {
  float fixed = 0;   // along the flow: all that is not flexible, with the gaps
  int flexible = 0;  // how many take what is left
  int count = 0;     // of items
  float width = 0, height = 0;
  std::vector<Remembered> tracks = {};  // of columns
  std::uint32_t seen = 0;
};

struct Box {
  NodeId id = 0;
  Flow flow = Flow::column;
  Rect outer = {};  // in the parent, with padding
  Rect area = {};   // for the content; its height is unbounded where the content decides
  float gap = 0;
  float padding_x = 0, padding_y = 0;
  bool is_flexible = false;  // takes a share of its parent's height
  bool wraps = false;
  bool fills_line = false;
  bool centred = false;
  bool items_centred = false;
  bool has_ground = false;  // of its own, other than the page's background

  float x = 0, y = 0;  // the next item
  bool empty = true;
  float line_height = 0;  // of a row, so far
  float right = 0;        // how far content reaches that has a width of its own
  Remembered now = {};    // being measured
  std::int64_t container_count = 0;

  std::vector<Track> tracks = {};  // columns
  std::vector<float> widths = {};
};

// -- lists --

struct ListFrame;
struct MenuItem;
struct ShellOptions;
enum class ShellPress : std::uint8_t;
struct TableFrame;

struct ListMemory {
  std::int64_t cursor = 0;
  std::int64_t first = 0, last = 0;  // drawn last time
  std::vector<std::string> keys;     // of these
  std::int64_t pressed = -1;         // the row that is held down
  std::string pressed_key;           // of what was shown there then
  std::int64_t selected = -1;
  std::int64_t wanted = -1;  // to be brought into sight
  std::uint32_t seen = 0;
};

// -- interaction --

struct Hit {
  NodeId id = 0;
  Rect rect;
  Layer layer = Layer::page;
  bool is_scroll_bar = false;  // of the scroll area with that id
};

struct ScrollState {
  double offset = 0;
  double content = 0;
  Rect view;
  Layer layer = Layer::page;
  float velocity = 0;  // pixels a millisecond, of a flick
  std::uint32_t seen = 0;
  float bar_grab = 0;  // where on the thumb it was taken
  double offset_max() const { return std::max(0.0, content - static_cast<double>(view.height)); }
};

struct Gesture {
  bool down = false;
  PointerSource source = PointerSource::mouse;
  float start_x = 0, start_y = 0, x = 0, y = 0;
  NodeId pressed = 0;    // the hit under it when it went down
  NodeId scrolling = 0;  // the area it drags
  NodeId bar = 0;        // the area whose bar it holds
  bool panning = false;  // it moves what is on the surface
  double moved_at_ms = 0;

  // Whether it is a press still, had it come as far as that.
  bool is_tap(float to_x, float to_y) const {
    constexpr float slop = 8;
    return std::abs(to_x - start_x) < slop && std::abs(to_y - start_y) < slop;
  }
};

// A picture that is moved and made larger: the wheel over it is its own.
struct MovingPicture {
  NodeId id = 0;
  Rect rect = {};
  Layer layer = Layer::page;
  std::uint32_t seen = 0;
  double wheel = 0;  // turned since it was asked, where
  float wheel_x = 0, wheel_y = 0;
};

// -- text fields --

// The field that somebody types in.
struct Edit {
  NodeId node = 0;             // 0: none
  std::string text;            // what stands in the page's field
  bool touched = false;        // since the last commit
  std::uint32_t settles = 0;   // in this frame what was committed is on its way to the record
  std::string committed = {};  // then; what was typed since stands behind it
};

struct TextDone {
  bool happened = false;
  bool by_enter = false;
  std::string text;
};

// -- overlays --

struct Tip {
  Rect anchor;
  std::string words;
};

struct ShownToast {
  std::string words;
  std::string action;
  std::uint64_t tag = 0;
  double until_ms = 0;
  double since_ms = 0;
};

struct OpenDialog {
  NodeId id = 0;
  NodeId opener = 0;  // gets the focus back
  double since_ms = 0;
  std::uint32_t seen = 0;
  bool wants_focus = false;  // has just been opened
};

struct OpenPopup {
  NodeId owner = 0;  // the button that opened it; 0: none
  int active = -1;   // the item that has or is to have the focus
  bool wants_focus = false;
  double since_ms = 0;
  std::uint32_t seen = 0;
};

struct Ui::State {
  State(GlyphSource& glyphs, Renderer& renderer_);
  ~State();

  Renderer& renderer;
  Atlas atlas;
  TextEngine engine;
  Painter painter;
  DifferenceEncoder mirror;

  // The machine.
  Rect stage{0, 0, 1280, 800};
  float pixel_ratio = 1;
  MediaEvent media;
  bool visible = true;
  std::string route = "#/";
  ThemeChoice theme_choice = ThemeChoice::system;
  Density density = Density::comfortable;
  double now_ms = 0;

  // Events since the last frame, in order.
  std::vector<InputEvent> events;
  // What they came to, for the frame being drawn.
  std::unordered_map<NodeId, std::uint8_t> clicked;  // → modifiers
  std::vector<KeyEvent> keys;
  std::unordered_map<NodeId, TextDone> committed, cancelled;
  std::unordered_set<NodeId> typed_in;

  // Pointer.
  std::vector<Hit> hits;  // of the last frame until the next one is drawn
  float pointer_x = -1, pointer_y = -1;
  bool pointer_inside = false;
  bool pointer_hovers = false;  // a mouse or pen: fingers do not hover
  NodeId hovered = 0;
  double hovered_since_ms = 0;  // infinite once it was pressed
  NodeId held = 0;
  Gesture gesture;
  MovingPicture moving;

  // Focus.
  NodeId focused = 0;
  NodeId focus_moved_to = 0;  // in this frame: bring it into sight
  bool by_keyboard = false;
  double pressed_at_ms = -1e9;
  std::uint32_t focus_serial = 0;
  std::vector<NodeId> before_focus;  // in the last frame
  std::unordered_set<Chord> chords, last_chords;

  // Text.
  Edit edit;
  UnsavedTexts unsaved;
  std::unordered_map<NodeId, std::uint32_t> shown;  // fields → the last frame they were in

  // The tree of nodes.
  std::vector<Node> nodes;
  std::unordered_map<NodeId, std::size_t> node_index;
  std::vector<NodeId> parents;
  std::vector<NodeId> id_stack;
  NodeId page_root = 0;
  double mirrored_at_ms = -1e9;

  // Layout.
  std::vector<Box> boxes;
  std::vector<Layer> layers;  // below the overlays that are open
  std::unordered_map<NodeId, Remembered> remembered;
  std::vector<Rect> clips;
  bool unsettled = false;

  // Scrolling and overlays.
  std::unordered_map<NodeId, ScrollState> scrolls;
  std::vector<NodeId> scroll_stack;  // those being drawn, the innermost last
  std::vector<float> scroll_paddings;
  std::unordered_map<NodeId, ListMemory> lists;
  std::vector<std::unique_ptr<ListFrame>> open_lists;
  std::vector<std::unique_ptr<TableFrame>> open_tables;
  const ShellOptions* shell = nullptr;  // while a shell is open
  ShellPress shell_press{};             // of the bar, for the next frame
  std::optional<Tip> tip;
  std::optional<ShownToast> toast;
  std::uint64_t toast_tag = 0;
  std::vector<OpenDialog> dialogs;
  OpenPopup popup;

  // Out.
  std::vector<PlatformRequest> requests;
  int frames_wanted = 0;
  double wake_at_ms = -1;
  std::uint64_t drawn_hash = 0;
  PageColours told_colours;
  std::uint32_t frame_number = 0;
  int pass = 0;  // of laying out this frame

  // Lint.
  bool lints = false;
  int decoration = 0;
  std::vector<std::string> lint;

  const Theme& theme() const;
  // Which hit is on top at a place, of the last frame.
  const Hit* hit_at(float x, float y) const;
  // Which hit the user meant to press.
  const Hit* hit_for(const PointerEvent& event) const;
  NodeId scroll_at(float x, float y) const;
  Layer lowest_layer() const;  // what lies below a dialog cannot be reached
  bool follows_an_end(const TextEvent& event) const;
  void take_events();
  bool has_acts() const;  // something was pressed or typed that no frame has seen yet
  void take(const PointerEvent& event);
  void take(const WheelEvent& event);
  void take(const KeyEvent& event);
  void take(const ActivateEvent& event);
  void take(const FocusEvent& event);
  void take(const TextEvent& event);
  void note_place_of_focus();
  void keep_focus();
  void take(const ResizeEvent& event);
  void take(const MediaEvent& event);
  void take(const RouteEvent& event);
  void take(const VisibilityEvent& event);
  void drag_scroll(const PointerEvent& event);
  void grab_scroll_bar(NodeId id, float y);
  void move_scroll_bar(NodeId id, float y);
  void run_flicks(double elapsed_ms);
  void begin_pass();
  void finish_pass();
  void forget_events();
  void forget_edit();
  void set_edit(Edit next);
  FrameOutput finish();
  bool draw_if_changed();
  void tell_mirror(FrameOutput& out);
  void forget_unseen();
  void complain(std::string what);
  // Whether the item was not there in the frame before this one; asked once a frame.
  bool appears(NodeId id);
};

// -- what widgets share --

Font font_for(const Ui::State& state, TextStyle style);
// A run of text that fits: no node is asked for, nothing is cut.
void draw_run(Ui& ui, Rect place, std::string_view words, Font font, Colour colour);
// The box that now takes items.
Box& current_box(Ui& ui);

// Draws elsewhere than in the flow: a box over `area`, on a layer of its own, with no clip but the
// stage, its nodes at the root.
void begin_overlay(Ui& ui, Layer layer, Rect area, NodeId id);
void end_overlay(Ui& ui);

// A column box over a given place, outside of the flow of the present box.
void begin_box_at(Ui& ui, NodeId id, Rect area, float gap);
// Gives the height its content took.
float end_box_at(Ui& ui);

void push_clip(Ui& ui, Rect rect);
void pop_clip(Ui& ui);
Rect clip(const Ui::State& state);

// Whether a node of this frame lies in another.
bool is_inside(const Ui::State& state, const Node& node, NodeId ancestor);

void paint_avatar(Ui& ui, Rect place, std::string_view initials, std::uint64_t hue);

// The rows of a list whose place and node are made (list.cpp, table.cpp).
void start_list(Ui& ui, ListFrame& list);
void finish_list(Ui& ui, ListFrame& list);

// -- scrolling --

// Moves the scroll areas around what is being drawn so that `rect` can be seen.
void scroll_into_view(Ui& ui, Rect rect);
// Opens a scrolled part over `view` (a node of its own, a clip) and gives its state.
ScrollState& begin_scroll(Ui& ui, NodeId id, Rect view);
void end_scroll(Ui& ui, NodeId id, double content_height, bool page_keys);

void draw_toasts(Ui& ui);

// Words for what is drawn as a sign only, shown beside it while the pointer rests there or the
// keyboard has come to it. Its node says them already.
void offer_tip(Ui& ui, const Interaction& now, Rect anchor, std::string_view words);
void draw_tip(Ui& ui);

// A button that opens a menu, of which the caller has drawn the button itself.
std::optional<int> menu_of(Ui& ui, NodeId id, const Interaction& now, std::string_view label,
                           Rect anchor, std::span<const MenuItem> items);

}  // namespace kith::ui
