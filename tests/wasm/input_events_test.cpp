#include "wasm/input_events.h"

#include "core/base/codec.h"
#include "wasm/messages.h"

#include <catch2/catch_test_macros.hpp>

#include <bit>

using namespace kith;
using wasm::EventKind;

namespace {

void write_f32(Encoder& out, float value) {
  out.u32(std::bit_cast<std::uint32_t>(value));
}

void write_kind(Encoder& out, EventKind kind) {
  out.u8(static_cast<std::uint8_t>(kind));
}

Encoder text_event() {
  Encoder out;
  write_kind(out, EventKind::text);
  out.u64(77);
  out.u8(static_cast<std::uint8_t>(ui::TextAction::commit));
  out.text("Zoë");
  out.u8(1);
  return out;
}

}  // namespace

TEST_CASE("Events come out in the order in which they were packed") {
  Encoder out;
  write_kind(out, EventKind::pointer);
  out.u8(static_cast<std::uint8_t>(ui::PointerAction::down));
  out.u8(static_cast<std::uint8_t>(ui::PointerSource::touch));
  out.u8(2);
  out.u8(ui::mod_shift);
  write_f32(out, 12.5F);
  write_f32(out, 40);
  out.u64(91);
  out.raw(text_event().bytes());

  auto events = wasm::read_input_events(out.bytes());
  REQUIRE(events);
  REQUIRE(events->size() == 2);
  const auto& pointer = std::get<ui::PointerEvent>(events->at(0));
  CHECK(pointer.action == ui::PointerAction::down);
  CHECK(pointer.source == ui::PointerSource::touch);
  CHECK(pointer.button == 2);
  CHECK(pointer.modifiers == ui::mod_shift);
  CHECK(pointer.x == 12.5F);
  CHECK(pointer.y == 40);
  CHECK(pointer.target == 91);
  const auto& text = std::get<ui::TextEvent>(events->at(1));
  CHECK(text.node == 77);
  CHECK(text.action == ui::TextAction::commit);
  CHECK(text.text == "Zoë");
  CHECK(text.by_enter);
}

TEST_CASE("A batch that ends in the middle of an event is refused") {
  const Bytes whole = text_event().bytes();
  REQUIRE(wasm::read_input_events(whole));
  for (std::size_t size = 1; size < whole.size(); ++size)
    CHECK_FALSE(wasm::read_input_events(ByteView(whole).first(size)));
}

TEST_CASE("Kinds and enumerators that do not exist are refused") {
  Encoder kind;
  kind.u8(200);
  CHECK_FALSE(wasm::read_input_events(kind.bytes()));

  Bytes action = text_event().bytes();
  action[9] = 9;
  CHECK_FALSE(wasm::read_input_events(action));
}
