#include "core/crypto/passphrase.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

TEST_CASE("Costs outside the floor and the cap are refused") {
  CHECK(is_allowed(passphrase_cost_min));
  CHECK(is_allowed(passphrase_cost_max));
  const PassphraseCost refused[] = {{2, 64u << 20},  {3, (64u << 20) - 1024},
                                    {17, 64u << 20}, {3, (256u << 20) + 1024},
                                    {0, 0},          {4'000'000'000u, ~0ull}};
  for (const PassphraseCost& cost : refused) {
    CHECK_FALSE(is_allowed(cost));
    const auto kek = derive_kek("passphrase", Salt{}, cost);
    REQUIRE_FALSE(kek);
    CHECK(kek.error().code == ErrorCode::damaged);
  }
}

TEST_CASE("A passphrase gives the same key again, and another with any change") {
  Salt salt{};
  const auto kek = derive_kek("passphrase", salt, passphrase_cost_min);
  REQUIRE(kek);
  CHECK(equal(kek->view(), derive_kek("passphrase", salt, passphrase_cost_min)->view()));
  CHECK_FALSE(equal(kek->view(), derive_kek("Passphrase", salt, passphrase_cost_min)->view()));
  salt[0] = 1;
  CHECK_FALSE(equal(kek->view(), derive_kek("passphrase", salt, passphrase_cost_min)->view()));
}

TEST_CASE("The cost for a time is always allowed, and never falls as machines get faster") {
  std::uint64_t last = ~0ull;
  for (std::int64_t floor_us :
       {0, 1, 1000, 30'000, 60'000, 125'000, 250'000, 499'000, 900'000, 5'000'000}) {
    const PassphraseCost cost = cost_for_time(floor_us, 500'000);
    CHECK(is_allowed(cost));
    const std::uint64_t work = cost.memory_bytes * cost.passes;
    CHECK(work <= last);
    last = work;
  }
  CHECK(cost_for_time(5'000'000, 500'000) == passphrase_cost_min);
  CHECK(cost_for_time(250'000, 500'000) == PassphraseCost{3, 128u << 20});
  CHECK(cost_for_time(125'000, 500'000) == PassphraseCost{3, 256u << 20});
  CHECK(cost_for_time(62'500, 500'000) == PassphraseCost{6, 256u << 20});
  CHECK(cost_for_time(0, 500'000) == passphrase_cost_max);
}

TEST_CASE("Calibrating a machine that takes no time at all gives the cap") {
  ManualClock clock;
  CHECK(calibrate_passphrase_cost(clock) == passphrase_cost_max);
}
