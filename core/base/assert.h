// Assertions that stay on in release: a broken invariant stops the program before it can write
// something wrong. Use for bugs only; anything the outside world can cause is a Result.
#pragma once

namespace kith {

// Called with the text of the condition and its place; must not return. The host sets one that
// leaves a crash note without record text; the default prints to stderr and aborts.
using AssertHandler = void (*)(const char* condition, const char* file, int line);
void set_assert_handler(AssertHandler handler);

[[noreturn]] void assert_failed(const char* condition, const char* file, int line);

}  // namespace kith

#define ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::kith::assert_failed(#condition, __FILE__, __LINE__))
