// What the page's `?bench` asks by kithBench(name): numbers that the interface has no place for.
#include "wasm/host.h"

#include <emscripten/heap.h>

#include <string>

namespace kith::wasm {
namespace {

constexpr std::size_t name_size_max = 64;
constexpr std::size_t parameters_size_max = 4096;

std::string number(const char* name, std::uint64_t value) {
  return std::string("{\"") + name + "\":" + std::to_string(value) + "}";
}

}  // namespace

void Host::bench(Decoder& in) {
  const std::uint64_t request = in.varint();
  const std::string name(in.text(name_size_max));
  in.text(parameters_size_max);
  std::string answer = "null";
  if (name == "frames") answer = number("frames", frame_count_);
  if (name == "heap") answer = number("bytes", emscripten_get_heap_size());
  Encoder out;
  out.varint(request);
  out.text(answer);
  post_to_page(ToPage::bench, out);
}

}  // namespace kith::wasm
