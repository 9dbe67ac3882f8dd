// One libFuzzer program for all targets; the environment names the one to run, --list tells their
// names. The first folder of the command line, where libFuzzer keeps what it finds interesting,
// gets the target's seeds.
#include "tests/fuzz/targets.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

const kith::fuzz::Target* chosen = nullptr;

void list_targets(std::FILE* to) {
  for (const kith::fuzz::Target& target : kith::fuzz::targets())
    std::fprintf(to, "%.*s\n", static_cast<int>(target.name.size()), target.name.data());
}

void choose(std::string_view name) {
  for (const kith::fuzz::Target& target : kith::fuzz::targets()) {
    if (target.name == name) chosen = &target;
  }
  if (chosen != nullptr) return;
  std::fputs("KITH_FUZZ_TARGET names one of:\n", stderr);
  list_targets(stderr);
  std::exit(2);
}

void write_seeds(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  int count = 0;
  for (const std::string& seed : chosen->seeds())
    std::ofstream(folder / ("seed-" + std::to_string(++count)), std::ios::binary) << seed;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  if (*argc > 1 && std::string_view((*argv)[1]) == "--list") {
    list_targets(stdout);
    std::exit(0);
  }
  const char* name = std::getenv("KITH_FUZZ_TARGET");
  choose(name == nullptr ? "" : name);
  for (int i = 1; i < *argc; ++i) {
    const std::filesystem::path path = (*argv)[i];
    if (path.string().starts_with('-') || std::filesystem::is_regular_file(path)) continue;
    write_seeds(path);
    break;
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chosen->run({data, size});
  return 0;
}
