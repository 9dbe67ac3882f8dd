#include "core/record/genesis.h"

#include "core/crypto/hash.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

namespace {

RecoveryKeys recovery_keys(Random& random) {
  return {SignKeyPair::generate(random).public_key(), BoxKeyPair::generate(random).public_key()};
}

}  // namespace

TEST_CASE("a genesis says who made the workspace, and its hash names it") {
  SeededRandom random(1);
  const RecoveryKeys recovery = recovery_keys(random);
  const Genesis genesis = make_genesis("River Trust", recovery, random);
  const auto content = read_genesis(genesis.entry);
  REQUIRE(content);
  CHECK(content->workspace == genesis.workspace);
  CHECK(genesis.workspace.bytes == hash_128(domain::workspace_id, genesis.entry));
  CHECK(content->commons == genesis.commons);
  CHECK(content->device_sign == SignKeyPair::from_seed(genesis.keys.device_sign).public_key());
  CHECK(content->device_box ==
        BoxKeyPair::from_secret(genesis.keys.device_box.duplicate()).public_key());
  CHECK(content->user == BoxKeyPair::from_secret(genesis.keys.user.duplicate()).public_key());
  REQUIRE(content->recovery);
  CHECK(content->recovery->sign == recovery.sign);
  CHECK(content->recovery->box == recovery.box);
  CHECK(content->relay.empty());
}

TEST_CASE("a genesis without a recovery phrase says so") {
  SeededRandom random(2);
  const auto content = read_genesis(make_genesis("River Trust", {}, random).entry);
  REQUIRE(content);
  CHECK_FALSE(content->recovery);
}

TEST_CASE("every flipped bit and every cut of a genesis is refused") {
  SeededRandom random(3);
  const Bytes entry = make_genesis("River Trust", recovery_keys(random), random).entry;
  for (std::size_t bit = 0; bit < entry.size() * 8; ++bit) {
    Bytes flipped = entry;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    CHECK_FALSE(read_genesis(flipped));
  }
  for (std::size_t size = 0; size < entry.size(); ++size)
    CHECK_FALSE(read_genesis(ByteView(entry).first(size)));
}

TEST_CASE("the name is for members only") {
  SeededRandom random(4);
  const Genesis genesis = make_genesis("River Trust", {}, random);
  const std::string bytes(as_text(genesis.entry));
  CHECK(bytes.find("River") == std::string::npos);
  const auto content = read_genesis(genesis.entry);
  REQUIRE(content);
  CHECK(open_label(genesis.keys.commons, genesis.commons, content->sealed_label) == "River Trust");
  const CircleKey other = CircleKey::generate(random);
  CHECK_FALSE(open_label(other, genesis.commons, content->sealed_label));
  CHECK_FALSE(open_label(genesis.keys.commons, CircleId{{9}}, content->sealed_label));
  // Its length does not show either.
  const auto longer = read_genesis(make_genesis("The River Trust of Anglia", {}, random).entry);
  REQUIRE(longer);
  CHECK(longer->sealed_label.size() == content->sealed_label.size());
}

TEST_CASE("a circle's key has one public name for each workspace, circle and epoch") {
  SeededRandom random(5);
  const CircleKey key = CircleKey::generate(random);
  const WorkspaceId workspace{{1}};
  const CircleId circle{{2}};
  const Hash256 id = circle_key_id(workspace, circle, 1, key);
  CHECK(id == circle_key_id(workspace, circle, 1, key));
  CHECK(id != circle_key_id(workspace, circle, 2, key));
  CHECK(id != circle_key_id(workspace, CircleId{{3}}, 1, key));
  CHECK(id != circle_key_id(WorkspaceId{{4}}, circle, 1, key));
  CHECK(id != circle_key_id(workspace, circle, 1, CircleKey::generate(random)));
}
