// What the interface gets from the machine it runs on and what it asks of it. The browser's side is
// wasm/ and web/; native tests have one of their own. Data only: nothing here blocks or calls back.
#pragma once

#include "core/base/bytes.h"
#include "ui/semantics/node.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace kith::ui {

// ---- in: events, in the order they happened ----

enum class PointerSource : std::uint8_t { mouse, touch, pen };
enum class PointerAction : std::uint8_t { move, down, up, cancel, leave };

enum Modifier : std::uint8_t { mod_shift = 1, mod_control = 2, mod_alt = 4, mod_meta = 8 };

struct PointerEvent {
  PointerAction action;
  PointerSource source;
  std::uint8_t button = 0;  // 0 primary, 1 middle, 2 secondary
  std::uint8_t modifiers = 0;
  float x = 0, y = 0;  // CSS pixels on the stage
  NodeId target = 0;   // what the page showed there, which may be an older frame; 0: nothing
};

struct WheelEvent {
  float x = 0, y = 0;
  float dx = 0, dy = 0;  // CSS pixels, deltaMode already normalised
  std::uint8_t modifiers = 0;
};

// A key that went down outside a text field, Tab always, and chords of the table anywhere.
// `code` is the place of the key (KeyboardEvent.code), `key` what it means.
struct KeyEvent {
  bool down = true;
  std::uint8_t modifiers = 0;
  std::string code;
  std::string key;
  NodeId target = 0;  // the node that has focus
};

// A click without coordinates (Enter, Space, a screen reader, a test's click on a link).
struct ActivateEvent {
  NodeId node = 0;
};

// The DOM owns focus. `serial` is that of the focus request it answers, 0 when the user moved it.
struct FocusEvent {
  NodeId node = 0;  // 0: focus left the stage
  std::uint32_t serial = 0;
};

enum class TextAction : std::uint8_t { input, commit, cancel };

// The field's whole text after an edit. `commit`: Enter or leaving the field; `cancel`: Escape.
struct TextEvent {
  NodeId node = 0;
  TextAction action = TextAction::input;
  std::string text;
  bool by_enter = false;  // commit by Enter rather than by leaving
};

struct ResizeEvent {
  float width = 0, height = 0;  // CSS pixels
  float pixel_ratio = 1;
};

struct MediaEvent {
  bool dark = false;
  bool high_contrast = false;
  bool reduced_motion = false;
  bool coarse_pointer = false;
};

struct RouteEvent {
  std::string fragment;  // "#/people/…"
};

struct VisibilityEvent {
  bool visible = true;
};

using InputEvent = std::variant<PointerEvent, WheelEvent, KeyEvent, ActivateEvent, FocusEvent,
                                TextEvent, ResizeEvent, MediaEvent, RouteEvent, VisibilityEvent>;

// ---- out: what a frame asks for ----

struct FocusRequest {
  NodeId node = 0;
  std::uint32_t serial = 0;  // from 1, grows
};

// Replaces the text of the field that is being edited (a mirror's value is not shown in it then).
// What the user has typed behind `replaced` meanwhile is kept behind `text`; any other edit that is
// newer wins over the request. `replaced` is empty for a passphrase.
struct SetTextRequest {
  NodeId node = 0;
  std::string replaced;
  std::string text;
};

struct RouteRequest {
  std::string fragment;  // opaque ids only, never record text
  bool replace = false;
};

struct ClipboardRequest {
  std::string text;
};

struct DownloadRequest {
  std::string file_name;
  std::string mime;
  Bytes bytes;
};

using PlatformRequest =
    std::variant<FocusRequest, SetTextRequest, RouteRequest, ClipboardRequest, DownloadRequest>;

// A key chord the host must keep from the browser now, because the interface will use it:
// "Control+KeyK", "ArrowDown". Everything else stays the browser's.
using Chord = std::string;

// ARGB of the theme in use. The page paints itself and fields in edit with them.
struct PageColours {
  bool dark = false;                  // color-scheme
  std::uint32_t page = 0xFFFBFAF7;    // behind the stage, theme-color
  std::uint32_t text = 0xFF22201C;    // of a field in edit
  std::uint32_t hint = 0xFF5F5B53;    // its placeholder
  std::uint32_t accent = 0xFF0B6E69;  // caret
  std::uint32_t marked = 0xFFDCEFEC;  // ::selection
  bool operator==(const PageColours&) const = default;
};

// Everything the host needs after one frame.
struct FrameOutput {
  Bytes mirror_difference;    // empty: nothing changed (ui/semantics/difference.h)
  bool mirror_waits = false;  // while something scrolls: the page shows an older frame's items
  std::vector<PlatformRequest> requests;
  std::vector<Chord> chords;  // whole table, only when it changed
  bool chords_changed = false;
  bool drew = false;          // draw data differs from the last frame's
  int frames_wanted = 0;      // how many more frames without an event (0: sleep)
  double wake_after_ms = -1;  // ask for a frame after that time; negative: never
  PageColours colours;        // for what the page draws itself
};

}  // namespace kith::ui
