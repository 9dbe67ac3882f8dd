// The picture of who knows whom, and the way from one to another.
#include "core/practice/commands.h"
#include "core/query/directory.h"
#include "core/record/builtin.h"
#include "tests/core/record/workspace_fixture.h"
#include "tests/ui/room/room_checks.h"
#include "ui/room/route.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace kith::ui {
namespace {

RecordId add_person(Visitor& visitor, std::string_view name) {
  NewRecord made = kith::add_person(*visitor.state().workspace, name);
  visitor.carry_out(Commit{std::move(made.draft), "Added"});
  return made.id;
}

void add_tie(Visitor& visitor, RecordId from, RecordId to, std::string relation) {
  TieInput input;
  input.from = from;
  input.to = to;
  input.relation = std::move(relation);
  visitor.carry_out(Commit{kith::add_tie(*visitor.state().workspace, input).draft, "Tied"});
}

// Ana is Ben's sister, Ben teaches Cai, Cai is a friend of Dee; nobody knows Eve.
struct Circle {
  RecordId ana, ben, cai, dee, eve;
  explicit Circle(Visitor& visitor) {
    visitor.make_workspace();
    ana = add_person(visitor, "Ana Okafor");
    ben = add_person(visitor, "Ben Weir");
    cai = add_person(visitor, "Cai Lund");
    dee = add_person(visitor, "Dee Park");
    eve = add_person(visitor, "Eve Stone");
    add_tie(visitor, ana, ben, "sister");
    add_tie(visitor, ben, cai, "teacher");
    add_tie(visitor, cai, dee, "friend");
  }
};

}  // namespace

TEST_CASE("everybody with ties is in the picture, and whoever is chosen beside it") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    const Circle circle(visitor);
    visitor.go("#/ties");
    check_room(visitor, width);
    CHECK(visitor.find(Role::list_box, "Ties")->row_count == 4);
    CHECK(visitor.find(Role::option, "Eve Stone") == nullptr);
    visitor.press(Role::option, "Ben Weir");
    check_room(visitor, width);
    CHECK(visitor.find(Role::heading, "Ben Weir") != nullptr);
    CHECK(visitor.find(Role::text, "sister") != nullptr);
    CHECK(visitor.find(Role::text, "Ben Weir is their teacher") != nullptr);
    visitor.press(Role::button, "Cai Lund");
    CHECK(visitor.find(Role::heading, "Cai Lund") != nullptr);
  }
}

TEST_CASE("around somebody are theirs, and more when asked for") {
  Visitor visitor;
  const Circle circle(visitor);
  visitor.go(route_text({Room::ties, circle.ana, {}}));
  CHECK(visitor.find(Role::list_box, "Ties")->row_count == 2);
  visitor.press(Role::option, "Ben Weir");
  visitor.press(Role::button, "All their ties");
  CHECK(visitor.find(Role::list_box, "Ties")->row_count == 3);
  visitor.press(Role::button, "Everybody");
  CHECK(visitor.ui().route() == "#/ties");
  // Somebody without ties is alone in the picture.
  visitor.go(route_text({Room::ties, circle.eve, {}}));
  CHECK(visitor.find(Role::list_box, "Ties")->row_count == 1);
}

TEST_CASE("the way to somebody is looked for, marked, and said") {
  for (float width : widths) {
    Visitor visitor(width, tall);
    const Circle circle(visitor);
    visitor.go(route_text({Room::ties, circle.ana, {}}));
    visitor.press(Role::button, "Who leads to somebody");
    visitor.fill("Who should be reached", "nobody at all");
    CHECK(visitor.find(Role::text, "Nobody with that name") != nullptr);
    visitor.fill("Who should be reached", "dee");
    check_room(visitor, width);
    visitor.press(Role::row, "");
    CHECK(visitor.ui().route() == route_text({Room::ties, circle.ana, circle.dee}));
    CHECK(visitor.find(Role::text, "Ana Okafor → Ben Weir → Cai Lund → Dee Park") != nullptr);
    check_room(visitor, width);
    visitor.go(route_text({Room::ties, circle.ana, circle.eve}));
    CHECK(visitor.find(Role::status, "Kith knows of no way") != nullptr);
    check_room(visitor, width);
  }
}

TEST_CASE("the picture follows what is written down, and who was trashed is gone") {
  Visitor visitor;
  const Circle circle(visitor);
  visitor.go("#/ties");
  add_tie(visitor, circle.dee, circle.eve, "aunt");
  CHECK(visitor.find(Role::list_box, "Ties")->row_count == 5);
  visitor.carry_out(Commit{trash(circle.eve), "Gone"});
  CHECK(visitor.find(Role::list_box, "Ties")->row_count == 4);
}

}  // namespace kith::ui
