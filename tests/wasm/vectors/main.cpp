// Runs the tests that were compiled into it, and says like Catch2 how that went.
#include "core/base/assert.h"
#include "core/crypto/system_random.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace kith::vectors {
namespace {

int assertions = 0;
int failures = 0;

std::vector<std::string>& infos() {
  static std::vector<std::string> all;
  return all;
}

void fill(MutableBytes bytes) {
  constexpr std::size_t at_once = 256;
  for (std::size_t done = 0; done < bytes.size(); done += at_once) {
    const MutableBytes piece = bytes.subspan(done, std::min(at_once, bytes.size() - done));
    ASSERT(getentropy(piece.data(), piece.size()) == 0);
  }
}

}  // namespace

std::vector<TestCase>& test_cases() {
  static std::vector<TestCase> all;
  return all;
}

void check(bool holds, const char* words, const char* file, int line) {
  ++assertions;
  if (holds) return;
  ++failures;
  std::printf("%s:%d: failed: %s\n", file, line, words);
  for (const std::string& info : infos())
    std::printf("  %s\n", info.c_str());
}

void end_program() {
  std::exit(1);
}

Info::Info(std::string words) {
  infos().push_back(std::move(words));
}

Info::~Info() {
  infos().pop_back();
}

}  // namespace kith::vectors

int main() {
  using namespace kith;
  start_crypto(vectors::fill);
  int run = 0;
  for (const vectors::TestCase& test : vectors::test_cases()) {
    if (test.tags.starts_with("[.")) continue;
    std::printf("%s\n", test.name);
    test.run();
    ++run;
  }
  std::printf("%d assertions in %d test cases, %d failed\n", vectors::assertions, run,
              vectors::failures);
  return vectors::failures == 0 && run > 0 ? 0 : 1;
}
