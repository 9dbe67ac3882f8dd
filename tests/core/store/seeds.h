// Which seeds a test runs. KITH_SEED=n runs that one; KITH_RUNS=n runs so many, from the first on.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

namespace kith::test {

struct Seeds {
  std::uint64_t first;
  std::uint64_t count;
};

inline bool is_usual_run() {
  return std::getenv("KITH_SEED") == nullptr && std::getenv("KITH_RUNS") == nullptr;
}

inline Seeds seeds(std::uint64_t usual_count) {
  if (const char* seed = std::getenv("KITH_SEED")) return {std::strtoull(seed, nullptr, 10), 1};
  if (const char* runs = std::getenv("KITH_RUNS")) return {1, std::strtoull(runs, nullptr, 10)};
  return {1, usual_count};
}

// The command that runs one seed again, natively.
inline std::string replay_command(std::uint64_t seed, const std::string& program,
                                  const std::string& test) {
  return "KITH_SEED=" + std::to_string(seed) + " build/native/tests/" + program + " '" + test + "'";
}

// The first failure, with the command that shows it again. Empty when there is none.
template <class Run>
std::string first_failure(Seeds wanted, const std::string& program, const std::string& test,
                          Run run) {
  for (std::uint64_t seed = wanted.first; seed < wanted.first + wanted.count; ++seed) {
    if (const std::optional<std::string> failure = run(seed))
      return replay_command(seed, program, test) + "\n" + *failure;
  }
  return {};
}

}  // namespace kith::test
