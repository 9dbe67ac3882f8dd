// The messages between the page (web/host.js) and the worker that runs the program, and between
// that worker and its throw-away helpers: one list, made into web constants at build time
// (wasm/generate_messages.mjs → messages.js).
//
// A message is posted as {type, bytes, object}: the number below, an ArrayBuffer in the encodings
// of core/base/codec.h (transferred), and for the few that need it something that only the browser
// can carry (a canvas, a File). Page and worker are of one release; `start` compares the version
// all the same, since a half-updated cache would otherwise fail in stranger ways.
#pragma once

#include <cstdint>

namespace kith::wasm {

inline constexpr std::uint32_t messages_version = 1;

// Page → worker.
enum class ToWorker : std::uint8_t {
  start = 1,      // varint messages_version, u8 StartFlag bits, preferences as last told (zeros:
                  // none), text witness as last told (empty: none); object: OffscreenCanvas
  input = 2,      // events, one after the other (EventKind)
  canvas = 3,     // answer to need_canvas; object: OffscreenCanvas
  file = 4,       // the user chose or dropped a file: text name, varint size, u8
                  // FilePurpose; object: File
  bench = 5,      // varint request, text name, text JSON parameters
  leaving = 6,    // the page is hidden or going away: write out what is not yet written
  storage = 7,    // answer to persist: u8 granted
  front = 8,      // u8: whether somebody looks at this tab, so that it should have the workspace
  gone = 9,       // the page is gone, perhaps for good: close the files
  passkeys = 10,  // u8: whether the browser has passkeys on this page
  passkey = 11,   // answer to passkey: u8 PasskeyAnswer; when given, the 32 bytes of its secret
};

// Worker → page.
enum class ToPage : std::uint8_t {
  ready = 2,         // the first frame is on the canvas
  mirror = 3,        // ui/semantics/difference.h; what follows belongs to the same frame
  focus = 4,         // u64 node, u32 serial
  chords = 5,        // varint count, texts: the whole table
  route = 6,         // text fragment, u8 replace
  copy = 7,          // text for the clipboard
  pick_file = 8,     // text accept, u8 FilePurpose (wasm/program/platform.h)
  download = 9,      // text file name, text mime, bytes field
  colours = 10,      // ui::PageColours: u8 dark, then each u32 ARGB
  need_canvas = 11,  // the canvas in hand is of no use any more
  persist = 12,      // ask the browser to keep the data
  restart = 13,      // end this worker, with all it holds in memory, and start another (lock)
  stopped = 14,      // text: an assertion failed or the module trapped; no record text
  bench = 15,        // varint request, text JSON answer
  preferences = 16,  // u8 ui::ThemeChoice, varint minutes to the lock; kept for the next start
  set_text = 17,     // u64 node, text what stands there, text what is to stand there instead:
                     // of the field in edit, in which the user may have typed on
  answer = 18,       // varint: so many `input` messages were read before the last mirror
  baton = 19,        // u8 BatonAt, text what the tab that has it is busy with
  reload = 20,       // the workspace is of a newer release than this page
  offer = 21,        // text file name, text mime; object: Blob. As download, for what is large
  witness = 22,      // text (wasm/program/witness.h), kept for the next start
  passkey = 23,      // u8 PasskeyTask, 32 bytes input, 32 bytes owner (core/store/passkey_wrap.h)
};

// Which tab has the workspace, as a page is told.
enum class BatonAt : std::uint8_t {
  here = 0,    // this one, and it can commit
  away = 1,    // another, or none
  busy = 2,    // another, which has a job to end first
  silent = 3,  // another, which does not answer and has the files open still
};

enum class PasskeyTask : std::uint8_t {
  make = 0,
  use = 1,
  drop = 2,  // it is of no use any more: tell the authenticator; nobody answers
};

enum class PasskeyAnswer : std::uint8_t {
  given = 0,
  declined = 1,     // by the user, who may have none; browsers do not tell these apart
  unsupported = 2,  // it cannot compute a secret
  failed = 3,
};

// What tabs say to each other on their channel (web/baton.js); only `want` is not the holder's.
enum class TabWord : std::uint8_t {
  want = 0,   // somebody looks at me
  busy = 1,   // not yet: a job of mine comes first
  alive = 2,  // the page of a holder whose worker is too busy to say even that
  used = 3,   // somebody is at work here, so do not lock
  lock = 4,   // forget your keys, as I do
};

enum StartFlag : std::uint8_t {
  start_bench = 1 << 0,     // ?bench: measuring commands are answered
  start_webgl = 1 << 1,     // ?renderer=webgl, until it is lost
  start_software = 1 << 2,  // ?renderer=software
};

// One byte before each event in `input`: the place of its struct in ui::InputEvent. The fields
// follow in the order of ui/platform.h: bool and enum u8, float f32, NodeId u64, text as text.
enum class EventKind : std::uint8_t {
  pointer = 0,
  wheel = 1,
  key = 2,
  activate = 3,
  focus = 4,
  text = 5,
  resize = 6,
  media = 7,
  route = 8,
  visibility = 9,
};

// Worker → helper: a second worker of the same module (wasm/helper.h), with one job.
enum class ToHelper : std::uint8_t {
  derive_key = 1,   // DeriveKeyRequest of wasm/helper_messages.h
  parse_begin = 2,  // ParseOptions; object: File
  parse_next = 3,   // answered by one `parsed`
};

// Helper → worker.
enum class FromHelper : std::uint8_t {
  key = 1,     // DerivedKey
  parsed = 2,  // ParsedStep
  failed = 3,  // Error
};

}  // namespace kith::wasm
