#include "tests/fuzz/mutate.h"
#include "tests/fuzz/targets.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

TEST_CASE("no parser falls over damaged, cut or hostile bytes") {
  for (const fuzz::Target& target : fuzz::targets()) {
    const std::vector<std::string> seeds = target.seeds();
    REQUIRE_FALSE(seeds.empty());
    for (const std::string& seed : seeds)
      target.run(as_bytes(seed));
    for (int round = 0; round < target.rounds; ++round) {
      SeededRandom random(static_cast<std::uint64_t>(round));
      target.run(as_bytes(fuzz::mutate(random, seeds)));
    }
    SUCCEED(target.name);
  }
}
