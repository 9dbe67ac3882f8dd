#include "ui/semantics/difference.h"

#include "tests/ui/semantics/mirror_model.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

namespace kith::ui {
namespace {

using Dice = std::mt19937;

int roll(Dice& dice, int below) {
  return static_cast<int>(dice() % static_cast<unsigned>(below));
}

Node random_node(Dice& dice, NodeId id, NodeId parent) {
  Node node;
  node.id = id;
  node.parent = parent;
  node.role = static_cast<Role>(roll(dice, 8));
  node.states = static_cast<std::uint32_t>(roll(dice, 4));
  node.rect = {float(roll(dice, 3)), float(roll(dice, 3)), 10, 20.5f};
  node.name = std::string(static_cast<std::size_t>(roll(dice, 3)), 'n');
  node.value = roll(dice, 2) ? "é" : "";
  node.level = static_cast<std::uint8_t>(roll(dice, 3));
  node.row_count = roll(dice, 3) - 1;
  node.row_index = roll(dice, 2) * 100'000;
  node.progress = roll(dice, 2) ? 0.5f : -1;
  return node;
}

// A tree over some of 40 ids, each below a random earlier one, listed as it would be drawn.
void append_children(Dice& dice, NodeId parent, std::vector<NodeId>& unused, int depth,
                     std::vector<Node>& nodes) {
  for (int left = roll(dice, 6); left > 0 && !unused.empty(); --left) {
    NodeId id = unused.back();
    unused.pop_back();
    nodes.push_back(random_node(dice, id, parent));
    if (depth > 0) append_children(dice, id, unused, depth - 1, nodes);
  }
}

std::vector<Node> random_tree(Dice& dice) {
  std::vector<NodeId> ids;
  for (NodeId id = 1; id <= 40; ++id)
    ids.push_back(id << 40 | id);
  if (roll(dice, 2)) std::shuffle(ids.begin(), ids.end(), dice);
  std::vector<Node> nodes;
  append_children(dice, 0, ids, 3, nodes);
  return nodes;
}

}  // namespace

TEST_CASE("The mirror that applies every difference holds the nodes that were drawn") {
  Dice dice(7);
  DifferenceEncoder encoder;
  MirrorModel mirror;
  for (int round = 0; round < 3000; ++round) {
    std::vector<Node> drawn = random_tree(dice);
    mirror.apply(encoder.next(drawn));
    REQUIRE(mirror.nodes() == drawn);
    if (roll(dice, 100) == 0) encoder.forget();
  }
}

TEST_CASE("Siblings that change places come out in the new order") {
  DifferenceEncoder encoder;
  MirrorModel mirror;
  for (std::vector<NodeId> order : {std::vector<NodeId>{1, 2, 3, 4}, {3, 4, 1, 2}, {2, 4, 5, 1}}) {
    std::vector<Node> drawn;
    for (NodeId id : order)
      drawn.push_back(Node{.id = id, .role = Role::text});
    mirror.apply(encoder.next(drawn));
    CHECK(mirror.nodes() == drawn);
  }
}

TEST_CASE("A frame without a change sends nothing, a moved item only its rectangle") {
  DifferenceEncoder encoder;
  std::vector<Node> drawn{Node{.id = 1, .role = Role::button, .name = "Save"}};
  CHECK(!encoder.next(drawn).empty());
  CHECK(encoder.next(drawn).empty());
  drawn[0].rect.x = 8;
  // version, flags, none removed, one changed, its id, the set of fields, four floats
  CHECK(encoder.next(drawn).size() == 1 + 1 + 1 + 1 + 8 + 1 + 16);
  CHECK(!encoder.changed_structure());
  drawn[0].name = "Saved";
  CHECK(!encoder.next(drawn).empty());
  CHECK(encoder.changed_structure());
}

}  // namespace kith::ui
