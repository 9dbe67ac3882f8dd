#include "ui/widget/frame.h"

#include "core/base/assert.h"
#include "core/crypto/secret.h"
#include "ui/widget/frame_state.h"
#include "ui/widget/list_frame.h"

#include "imgui.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace kith::ui {
namespace {

// Laying out again settles after two rounds, or three when a size depends on another that moved.
constexpr int pass_count_max = 4;
constexpr double mirror_pause_ms = 100;
constexpr std::uint64_t number_salt = 0x6E756D6265727321;  // keeps numbers apart from names

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash ^= value;
  hash *= 0x9E3779B97F4A7C15;
  return hash ^ hash >> 29;
}

std::uint64_t hash_bytes(std::uint64_t hash, const void* data, std::size_t size) {
  const auto* bytes = static_cast<const std::uint8_t*>(data);
  while (size >= 8) {
    hash = mixed(hash, load_le<std::uint64_t>(bytes));
    bytes += 8;
    size -= 8;
  }
  std::uint64_t rest = size;
  for (; size > 0; --size)
    rest = rest << 8 | *bytes++;
  return mixed(hash, rest);
}

NodeId as_id(std::uint64_t hash) {
  NodeId id = hash & ((std::uint64_t{1} << 53) - 1);
  return id == 0 ? 1 : id;
}

std::uint64_t hash_draw_data(const ImDrawData& data, std::uint64_t hash) {
  for (const ImDrawList* list : data.CmdLists) {
    hash = hash_bytes(hash, list->VtxBuffer.Data, list->VtxBuffer.size_in_bytes());
    hash = hash_bytes(hash, list->IdxBuffer.Data, list->IdxBuffer.size_in_bytes());
    for (const ImDrawCmd& command : list->CmdBuffer) {
      hash = hash_bytes(hash, &command.ClipRect, sizeof command.ClipRect);
      hash = mixed(hash, command.ElemCount);
      hash = mixed(hash, reinterpret_cast<std::uintptr_t>(command.TexRef._TexData));
    }
  }
  return hash;
}

}  // namespace

Rect intersection(const Rect& a, const Rect& b) {
  float left = std::max(a.x, b.x), top = std::max(a.y, b.y);
  float right = std::min(a.x + a.width, b.x + b.width);
  float bottom = std::min(a.y + a.height, b.y + b.height);
  return {left, top, std::max(0.0f, right - left), std::max(0.0f, bottom - top)};
}

// -- state --

Ui::State::State(GlyphSource& glyphs, Renderer& renderer_in)
    : renderer(renderer_in), engine(glyphs, atlas), painter(atlas) {}

Ui::State::~State() {
  renderer.release_textures();
}

const Theme& Ui::State::theme() const {
  bool dark = theme_choice == ThemeChoice::system ? media.dark : theme_choice == ThemeChoice::dark;
  if (media.high_contrast) return dark ? dark_contrast_theme : light_contrast_theme;
  return dark ? dark_theme : light_theme;
}

void Ui::State::complain(std::string what) {
  if (std::ranges::find(lint, what) == lint.end()) lint.push_back(std::move(what));
}

bool Ui::State::appears(NodeId id) {
  auto [found, is_new] = shown.try_emplace(id, frame_number);
  std::uint32_t before = std::exchange(found->second, frame_number);
  return is_new || before + 1 < frame_number;
}

void Ui::State::begin_pass() {
  painter.clear();
  unsettled = false;
  tip.reset();
  hits.clear();
  nodes.clear();
  node_index.clear();
  boxes.clear();
  clips.assign(1, stage);
  parents.assign(1, 0);
  id_stack.assign(1, 1);
  chords.clear();
  decoration = 0;
}

// A passphrase is among what was typed.
void Ui::State::forget_events() {
  clicked.clear();
  keys.clear();
  for (auto* done : {&committed, &cancelled}) {
    for (auto& [node, text] : *done)
      wipe(text.text);
  }
  committed.clear();
  cancelled.clear();
  typed_in.clear();
  focus_moved_to = 0;
}

// What was not drawn in the last frame is gone with its sizes; scroll places stay a little longer,
// so that going back finds them.
void Ui::State::forget_unseen() {
  std::erase_if(remembered, [&](const auto& entry) { return entry.second.seen != frame_number; });
  std::erase_if(shown, [&](const auto& entry) { return entry.second != frame_number; });
  std::erase_if(dialogs, [&](const OpenDialog& dialog) {
    if (dialog.seen == frame_number) return false;
    if (dialog.opener != 0) requests.emplace_back(FocusRequest{dialog.opener, ++focus_serial});
    return true;
  });
  if (popup.owner != 0 && popup.seen != frame_number) popup = {};
}

bool Ui::State::draw_if_changed() {
  ImDrawData* data = painter.end();
  std::uint64_t hash = hash_draw_data(*data, theme().background);
  hash = hash_bytes(hash, &data->DisplaySize, sizeof data->DisplaySize);
  if (hash == drawn_hash || !visible) return false;
  drawn_hash = hash;
  renderer.draw(*data, theme().background);
  return true;
}

// While something scrolls under the fingers the mirror may lag a little: telling the page about
// every row costs more than drawing them.
void Ui::State::tell_mirror(FrameOutput& out) {
  bool scrolls_now =
      gesture.scrolling != 0 || gesture.panning ||
      std::ranges::any_of(scrolls, [](const auto& s) { return s.second.velocity != 0; });
  if (scrolls_now && now_ms - mirrored_at_ms < mirror_pause_ms) {
    double wait_until = mirrored_at_ms + mirror_pause_ms;
    wake_at_ms = wake_at_ms < 0 ? wait_until : std::min(wake_at_ms, wait_until);
    out.mirror_waits = true;
    return;
  }
  out.mirror_difference = mirror.next(nodes);
  if (!out.mirror_difference.empty()) mirrored_at_ms = now_ms;
}

FrameOutput Ui::State::finish() {
  if (engine.flush()) frames_wanted = std::max(frames_wanted, 1);
  FrameOutput out;
  out.drew = draw_if_changed();
  tell_mirror(out);
  if (lowest_layer() != Layer::page || popup.owner != 0) chords.insert("Escape");
  if (chords != last_chords) {
    out.chords_changed = true;
    out.chords.assign(chords.begin(), chords.end());
    std::ranges::sort(out.chords);
    last_chords = chords;
  }
  out.requests.swap(requests);
  out.frames_wanted = std::exchange(frames_wanted, 0);
  double wake_at = std::exchange(wake_at_ms, -1);
  if (wake_at >= 0) out.wake_after_ms = std::max(0.0, wake_at - now_ms);
  const Theme& t = theme();
  out.colours = {t.dark, t.background, t.text, t.text_second, t.accent, t.accent_weak};
  return out;
}

// -- the frame --

Ui::Ui(GlyphSource& glyphs, Renderer& renderer)
    : state_(std::make_unique<State>(glyphs, renderer)) {}
Ui::~Ui() = default;

void Ui::input(const InputEvent& event) {
  state_->events.push_back(event);
}
std::size_t Ui::waiting_events() const {
  return state_->events.size();
}

FrameOutput Ui::frame(double now_ms, const std::function<void()>& draw) {
  State& s = *state_;
  double elapsed_ms = std::clamp(now_ms - s.now_ms, 0.0, 100.0);
  s.now_ms = now_ms;
  ++s.frame_number;
  s.take_events();
  s.run_flicks(elapsed_ms);
  s.note_place_of_focus();
  s.painter.begin(s.stage.width, s.stage.height, s.pixel_ratio);
  for (s.pass = 0; s.pass < pass_count_max; ++s.pass) {
    const void* texture = s.atlas.texture();
    s.begin_pass();
    s.page_root = open_node({.id = id("page"), .rect = s.stage});
    begin_box_at(*this, s.page_root, s.stage, 0);
    draw();
    end_box_at(*this);
    close_node();
    draw_toasts(*this);
    draw_tip(*this);
    s.finish_pass();
    s.forget_events();
    if (!s.unsettled && texture == s.atlas.texture()) break;
  }
  s.forget_unseen();
  s.keep_focus();
  // Not before a dialog that has gone is forgotten: what opened it gets the focus back now.
  if (s.lowest_layer() != Layer::page) s.nodes[s.node_index[s.page_root]].states |= state_inert;
  return s.finish();
}

void Ui::State::finish_pass() {
  ASSERT(boxes.empty() && parents.size() == 1 && clips.size() == 1 && id_stack.size() == 1);
}

void Ui::forget_page() {
  state_->mirror.forget();
  state_->drawn_hash = 0;
  state_->last_chords = {"none told"};
}

void Ui::forget_edit() {
  state_->forget_edit();
}

// -- the machine --

const Theme& Ui::theme() const {
  return state_->theme();
}
Metrics Ui::metrics() const {
  return metrics_for(state_->density, state_->media.coarse_pointer);
}
Rect Ui::stage() const {
  return state_->stage;
}
double Ui::now_ms() const {
  return state_->now_ms;
}
bool Ui::reduced_motion() const {
  return state_->media.reduced_motion;
}
ThemeChoice Ui::theme_choice() const {
  return state_->theme_choice;
}
void Ui::set_theme(ThemeChoice choice) {
  state_->theme_choice = choice;
}
Density Ui::density() const {
  return state_->density;
}
void Ui::set_density(Density density) {
  state_->density = density;
}

ScreenSize Ui::screen() const {
  if (state_->stage.width < 600) return ScreenSize::narrow;
  return state_->stage.width < 900 ? ScreenSize::medium : ScreenSize::wide;
}

const std::string& Ui::route() const {
  return state_->route;
}

void Ui::navigate(std::string_view fragment, bool replace) {
  if (state_->route == fragment) return;
  state_->route = fragment;
  request(RouteRequest{state_->route, replace});
  want_frame();
}

// -- asking --

void Ui::request(PlatformRequest request) {
  state_->requests.push_back(std::move(request));
}

void Ui::want_frame() {
  state_->frames_wanted = std::max(state_->frames_wanted, 1);
}

void Ui::wake_after(double milliseconds) {
  double at = state_->now_ms + milliseconds;
  double& wake = state_->wake_at_ms;
  wake = wake < 0 ? at : std::min(wake, at);
}

namespace {

// As web/stage.js names it. Keyboards of other scripts have no such letters: there the place
// counts.
std::string meaning_of(const KeyEvent& key) {
  std::string sign = key.key;
  const bool other_script = !sign.empty() && static_cast<unsigned char>(sign[0]) >= 0x80;
  if (other_script && key.code.starts_with("Key")) sign = key.code.substr(3);
  if (sign.size() != 1) return {};
  const bool is_letter = (sign[0] | 0x20) >= 'a' && (sign[0] | 0x20) <= 'z';
  if (is_letter) sign[0] = static_cast<char>(sign[0] | 0x20);
  std::string meaning = (key.modifiers & (mod_control | mod_meta)) != 0 ? "Control+" : "";
  if ((key.modifiers & mod_alt) != 0) meaning += "Alt+";
  if (is_letter && (key.modifiers & mod_shift) != 0) meaning += "Shift+";
  return meaning + sign;
}

}  // namespace

bool Ui::shortcut(std::string_view chord) {
  State& s = *state_;
  s.chords.emplace(chord);
  std::uint8_t modifiers = 0;
  std::string_view code = chord;
  constexpr std::string_view control = "Control+", alt = "Alt+", shift = "Shift+";
  auto takes = [&](std::string_view prefix, std::uint8_t bit) {
    if (!code.starts_with(prefix)) return;
    code.remove_prefix(prefix.size());
    modifiers |= bit;
  };
  takes(control, mod_control);
  takes(alt, mod_alt);
  takes(shift, mod_shift);
  if (modifiers & mod_control) s.chords.insert("Meta+" + std::string(chord.substr(control.size())));
  return std::ranges::any_of(s.keys, [&](const KeyEvent& key) {
    std::uint8_t pressed = key.modifiers;
    if (pressed & mod_meta) pressed = (pressed & ~mod_meta) | mod_control;
    return key.down && key.code == code && pressed == modifiers;
  });
}

bool Ui::pressed(std::string_view meaning) {
  State& s = *state_;
  s.chords.emplace(meaning);
  constexpr std::string_view control = "Control+";
  if (meaning.starts_with(control))
    s.chords.insert("Meta+" + std::string(meaning.substr(control.size())));
  return std::ranges::any_of(
      s.keys, [&](const KeyEvent& key) { return key.down && meaning_of(key) == meaning; });
}

// -- identity --

NodeId Ui::id(std::string_view name) const {
  return as_id(hash_bytes(state_->id_stack.back(), name.data(), name.size()));
}
NodeId Ui::id(std::int64_t number) const {
  return as_id(
      mixed(mixed(state_->id_stack.back(), number_salt), std::bit_cast<std::uint64_t>(number)));
}
NodeId Ui::id(std::string_view kind, std::string_view name) const {
  std::uint64_t hash = hash_bytes(state_->id_stack.back(), kind.data(), kind.size());
  return as_id(hash_bytes(hash, name.data(), name.size()));
}
void Ui::push_id(std::string_view name) {
  state_->id_stack.push_back(id(name));
}
void Ui::push_id(std::int64_t number) {
  state_->id_stack.push_back(id(number));
}
void Ui::push_known_id(NodeId id) {
  state_->id_stack.push_back(id);
}
void Ui::pop_id() {
  state_->id_stack.pop_back();
}

// -- focus --

NodeId Ui::focused() const {
  return state_->focused;
}

void Ui::focus(NodeId node) {
  request(FocusRequest{node, ++state_->focus_serial});
}

UnsavedTexts& Ui::unsaved() {
  return state_->unsaved;
}

// -- for widgets --

Painter& Ui::painter() {
  return state_->painter;
}
TextEngine& Ui::text_engine() {
  return state_->engine;
}

NodeId Ui::push_node(Node node) {
  State& s = *state_;
  ASSERT(node.id != 0);
  while (s.node_index.contains(node.id)) {
    bool is_used = (node.states & (state_focusable | state_roving)) != 0;
    if (is_used) s.complain("two items with one id: " + node.name);
    node.id = as_id(mixed(node.id, 1));
  }
  node.parent = s.parents.back();
  if (!visible(node.rect)) node.states |= state_clipped;
  s.node_index[node.id] = s.nodes.size();
  s.nodes.push_back(std::move(node));
  return s.nodes.back().id;
}

NodeId Ui::open_node(Node node) {
  NodeId id = push_node(std::move(node));
  state_->parents.push_back(id);
  return id;
}

void Ui::close_node() {
  ASSERT(state_->parents.size() > 1);
  state_->parents.pop_back();
}

Node& Ui::node(NodeId id) {
  auto found = state_->node_index.find(id);
  ASSERT(found != state_->node_index.end());
  return state_->nodes[found->second];
}

Interaction Ui::interact(NodeId id, Rect rect, bool disabled) {
  State& s = *state_;
  if (s.lints && !s.node_index.contains(id)) s.complain("pressable without a node");
  Interaction now;
  Rect seen = intersection(rect, clip(s));
  if (seen.width > 0 && seen.height > 0)
    s.hits.push_back({disabled ? 0 : id, seen, s.painter.layer()});
  if (disabled) return now;
  now.hovered = s.hovered == id && (s.held == 0 || s.held == id);
  now.held = s.held == id && s.hovered == id;
  now.focused = s.focused == id;
  now.ring = now.focused && s.by_keyboard;
  if (s.focus_moved_to == id) scroll_into_view(*this, rect);
  if (auto click = s.clicked.find(id); click != s.clicked.end()) {
    now.clicked = true;
    now.modifiers = click->second;
  }
  return now;
}

bool Ui::key(NodeId id, std::string_view code) {
  State& s = *state_;
  if (s.focused != id) return false;
  s.chords.emplace(code);
  return std::ranges::any_of(s.keys, [&](const KeyEvent& key) {
    return key.down && key.code == code && key.target == id && (key.modifiers & ~mod_shift) == 0;
  });
}

void Ui::set_lint(bool on) {
  state_->lints = on;
}
std::vector<std::string> Ui::take_lint() {
  return std::exchange(state_->lint, {});
}
const std::vector<Node>& Ui::nodes() const {
  return state_->nodes;
}
void Ui::begin_decoration() {
  ++state_->decoration;
}
void Ui::end_decoration() {
  --state_->decoration;
}

}  // namespace kith::ui
