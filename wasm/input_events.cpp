#include "wasm/input_events.h"

#include "core/base/codec.h"
#include "wasm/messages.h"

#include <bit>
#include <type_traits>

namespace kith::wasm {
namespace {

constexpr std::size_t key_name_size_max = 64;
constexpr std::size_t fragment_size_max = 2048;
constexpr std::size_t text_size_max = 1 << 20;

template <EventKind kind, class Event>
constexpr bool is_kind_of =
    std::is_same_v<std::variant_alternative_t<static_cast<std::size_t>(kind), ui::InputEvent>,
                   Event>;
static_assert(is_kind_of<EventKind::pointer, ui::PointerEvent>);
static_assert(is_kind_of<EventKind::wheel, ui::WheelEvent>);
static_assert(is_kind_of<EventKind::key, ui::KeyEvent>);
static_assert(is_kind_of<EventKind::activate, ui::ActivateEvent>);
static_assert(is_kind_of<EventKind::focus, ui::FocusEvent>);
static_assert(is_kind_of<EventKind::text, ui::TextEvent>);
static_assert(is_kind_of<EventKind::resize, ui::ResizeEvent>);
static_assert(is_kind_of<EventKind::media, ui::MediaEvent>);
static_assert(is_kind_of<EventKind::route, ui::RouteEvent>);
static_assert(is_kind_of<EventKind::visibility, ui::VisibilityEvent>);

float read_f32(Decoder& in) {
  return std::bit_cast<float>(in.u32());
}

bool read_bool(Decoder& in) {
  return in.u8() != 0;
}

template <class Enum>
Enum read_enum(Decoder& in, Enum last) {
  const std::uint8_t value = in.u8();
  if (value > static_cast<std::uint8_t>(last)) in.fail();
  return static_cast<Enum>(value);
}

// In the braces below, the fields are read in the order they are written.
ui::InputEvent read_event(Decoder& in) {
  switch (read_enum(in, EventKind::visibility)) {
    case EventKind::pointer:
      return ui::PointerEvent{.action = read_enum(in, ui::PointerAction::leave),
                              .source = read_enum(in, ui::PointerSource::pen),
                              .button = in.u8(),
                              .modifiers = in.u8(),
                              .x = read_f32(in),
                              .y = read_f32(in),
                              .target = in.u64()};
    case EventKind::wheel:
      return ui::WheelEvent{.x = read_f32(in),
                            .y = read_f32(in),
                            .dx = read_f32(in),
                            .dy = read_f32(in),
                            .modifiers = in.u8()};
    case EventKind::key:
      return ui::KeyEvent{.down = read_bool(in),
                          .modifiers = in.u8(),
                          .code = std::string(in.text(key_name_size_max)),
                          .key = std::string(in.text(key_name_size_max)),
                          .target = in.u64()};
    case EventKind::activate:
      return ui::ActivateEvent{.node = in.u64()};
    case EventKind::focus:
      return ui::FocusEvent{.node = in.u64(), .serial = in.u32()};
    case EventKind::text:
      return ui::TextEvent{.node = in.u64(),
                           .action = read_enum(in, ui::TextAction::cancel),
                           .text = std::string(in.text(text_size_max)),
                           .by_enter = read_bool(in)};
    case EventKind::resize:
      return ui::ResizeEvent{
          .width = read_f32(in), .height = read_f32(in), .pixel_ratio = read_f32(in)};
    case EventKind::media:
      return ui::MediaEvent{.dark = read_bool(in),
                            .high_contrast = read_bool(in),
                            .reduced_motion = read_bool(in),
                            .coarse_pointer = read_bool(in)};
    case EventKind::route:
      return ui::RouteEvent{.fragment = std::string(in.text(fragment_size_max))};
    case EventKind::visibility:
      return ui::VisibilityEvent{.visible = read_bool(in)};
  }
  return {};
}

}  // namespace

Result<std::vector<ui::InputEvent>> read_input_events(ByteView bytes) {
  Decoder in(bytes);
  std::vector<ui::InputEvent> events;
  while (in.ok() && !in.at_end()) {
    events.push_back(read_event(in));
  }
  if (!in.finished()) {
    return fail(ErrorCode::malformed, "The page sent something this program does not understand.");
  }
  return events;
}

}  // namespace kith::wasm
