#include "core/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace kith {
namespace {

AssertHandler current_handler = nullptr;

}  // namespace

void set_assert_handler(AssertHandler handler) {
  current_handler = handler;
}

void assert_failed(const char* condition, const char* file, int line) {
  if (current_handler != nullptr) current_handler(condition, file, line);
  std::fprintf(stderr, "kith: assertion failed: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace kith
