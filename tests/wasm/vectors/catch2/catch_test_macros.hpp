// As much of Catch2 as the tests here use: the library itself wants exceptions, which the module
// has none of. A failed REQUIRE ends the program.
#pragma once

#include <sstream>
#include <string>
#include <vector>

namespace kith::vectors {

struct TestCase {
  const char* name;
  std::string tags;
  void (*run)();
};

std::vector<TestCase>& test_cases();
struct Registered {
  Registered(const char* name, void (*run)()) { test_cases().push_back({name, "", run}); }
  Registered(const char* name, const char* tags, void (*run)()) {
    test_cases().push_back({name, tags, run});
  }
};

void check(bool holds, const char* words, const char* file, int line);
[[noreturn]] void end_program();

// What a failure inside its scope is reported with.
class Info {
 public:
  explicit Info(std::string words);
  ~Info();
  Info(const Info&) = delete;
};

}  // namespace kith::vectors

#define KITH_JOINED_AGAIN(a, b) a##b
#define KITH_JOINED(a, b) KITH_JOINED_AGAIN(a, b)
#define KITH_UNIQUE(name) KITH_JOINED(name, __LINE__)

#define TEST_CASE(...)                                                                      \
  static void KITH_UNIQUE(test_case_)();                                                    \
  static const kith::vectors::Registered KITH_UNIQUE(registered_){__VA_ARGS__,              \
                                                                  KITH_UNIQUE(test_case_)}; \
  static void KITH_UNIQUE(test_case_)()

#define CHECK(...) kith::vectors::check(bool(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)
#define CHECK_FALSE(...) CHECK(!(__VA_ARGS__))
#define REQUIRE(...)                                               \
  do {                                                             \
    const bool holds = bool(__VA_ARGS__);                          \
    kith::vectors::check(holds, #__VA_ARGS__, __FILE__, __LINE__); \
    if (!holds) kith::vectors::end_program();                      \
  } while (false)
#define REQUIRE_FALSE(...) REQUIRE(!(__VA_ARGS__))
#define INFO(...)                                \
  const kith::vectors::Info KITH_UNIQUE(info_) { \
    (std::ostringstream() << __VA_ARGS__).str()  \
  }
