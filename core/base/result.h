// Expected failures as values. A function that can fail for a reason outside the program returns
// Result<T>; TRY(expression) gives the value or returns the error to the caller:
//
//   auto page = TRY(read_page(number));      // T of Result<T>
//   TRY(file.flush());                       // Result<void>
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace kith {

enum class ErrorCode {
  invalid_argument,  // the caller asked for something that cannot be
  malformed,         // bytes or text from outside that do not follow their format
  too_large,         // over a named limit
  wrong_passphrase,  // the key does not open what is there; nothing is damaged
  damaged,           // stored data fails its checks
  newer_format,      // written by a newer Kith
  storage_full,      // no room; earlier data is intact
  io,                // the device failed
  not_found,
  conflict,  // somebody else changed or holds it
  cancelled,
  unsupported,  // this browser or build cannot
  out_of_memory,
};

struct Error {
  ErrorCode code;
  std::string text;         // one sentence for people: what happened and what to do next
  std::string detail = {};  // for the crash note and the tests; never record text
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string text, std::string detail = {}) {
  return std::unexpected<Error>(Error{code, std::move(text), std::move(detail)});
}

// The value inside a result that was just seen to hold one; TRY's last step.
template <class T>
T take_value(Result<T>& result) {
  return std::move(*result);
}
inline void take_value(Result<void>&) {}

}  // namespace kith

// A statement expression (GCC and Clang): the one way to propagate without exceptions and without
// naming a temporary at every call.
#define TRY(expression)                                                                    \
  ({                                                                                       \
    auto try_result = (expression);                                                        \
    if (!try_result) return std::unexpected<::kith::Error>(std::move(try_result.error())); \
    ::kith::take_value(try_result);                                                        \
  })
