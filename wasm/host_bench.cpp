// What the page's `?bench` asks by kithBench(name): numbers that the interface has no place for.
// Some spoil what they measure, so nothing is answered on a page without that flag.
#include "core/practice/commands.h"
#include "core/query/directory.h"
#include "core/record/workspace.h"
#include "wasm/bench/edits.h"
#include "wasm/bench/fill.h"
#include "wasm/bench/merge.h"
#include "wasm/bench/table.h"
#include "wasm/bench/ties.h"
#include "wasm/bench/workspace.h"
#include "wasm/host.h"

#include <emscripten/heap.h>

#include <string>
#include <vector>

extern "C" void kith_lose_context();

namespace kith::wasm {
namespace {

constexpr std::size_t name_size_max = 64;
constexpr std::size_t parameters_size_max = 4096;

std::string number(const char* name, std::uint64_t value) {
  return std::string("{\"") + name + "\":" + std::to_string(value) + "}";
}

// What stands in a JSON text without escapes.
std::string_view quoted(std::string_view json) {
  return json.size() < 2 ? std::string_view{} : json.substr(1, json.size() - 2);
}

template <class Figures>
std::string figures_or_null(const Result<Figures>& figures) {
  return figures ? bench::to_json(*figures) : "null";
}

}  // namespace

void Host::bench(Decoder& in) {
  const std::uint64_t request = in.varint();
  const std::string name(in.text(name_size_max));
  const std::string parameters(in.text(parameters_size_max));
  if (is_bench_ && name == "drawn") {
    unseen_inputs_.push_back({request, inputs_read_});
  } else {
    answer_bench(request, is_bench_ ? measure(name, parameters) : "null");
  }
}

// "drawn" is asked just before an input, and answered when the frame after it is drawn: how long
// somebody waits for their own key, with all that stands in the way.
void Host::tell_drawn() {
  std::erase_if(unseen_inputs_, [this](const UnseenInput& waiting) {
    const bool seen = waiting.inputs_read < inputs_read_;
    if (seen) answer_bench(waiting.request, number("frames", frame_count_));
    return seen;
  });
}

void Host::answer_bench(std::uint64_t request, const std::string& json) {
  Encoder out;
  out.varint(request);
  out.text(json);
  post_to_page(ToPage::bench, out);
}

std::string Host::measure(std::string_view name, const std::string& parameters) {
  if (name == "frames") return number("frames", frame_count_);
  if (name == "renderer") return number("in_memory", draws_in_memory_);
  if (name == "time_frames") frame_times_.start();
  if (name == "frame_times") return frame_times_.stop();
  if (name == "heap") return number("bytes", emscripten_get_heap_size());
  if (name == "lose_context") kith_lose_context();
  if (name == "table" && platform_.disk() != nullptr) {
    return figures_or_null(
        bench::measure_table(*platform_.disk(), platform_.clock(), platform_.random()));
  }
  if (name == "merge") {
    return figures_or_null(bench::measure_merge(platform_.clock(), platform_.random()));
  }
  const ui::ProgramState& state = program_.state();
  const bool is_open = state.workspace != nullptr && program_.is_here();
  if (name == "add_person" && is_open) {
    Draft draft = add_person(*state.workspace, quoted(parameters)).draft;
    const std::uint64_t before = state.workspace->data_version();
    program_.carry_out(ui::Commit{std::move(draft), {}});
    return number("added", state.workspace->data_version() != before);
  }
  if (name == "find_person" && is_open) {
    auto found = state.directory->find_by_name(state.workspace->database(), quoted(parameters), 2);
    return number("found", found ? found->size() : 0);
  }
  if (name == "fill" && is_open) {
    return figures_or_null(bench::fill_workspace(*state.workspace, *state.directory));
  }
  if (name == "fill_ties" && is_open) return figures_or_null(bench::fill_ties(*state.workspace));
  if (name == "workspace" && state.workspace != nullptr) {
    return figures_or_null(
        bench::measure_workspace(*state.workspace, *state.directory, platform_.clock()));
  }
  if (name == "edits" && is_open) {
    return figures_or_null(bench::measure_edits(*state.workspace, platform_.clock()));
  }
  return "null";
}

}  // namespace kith::wasm
