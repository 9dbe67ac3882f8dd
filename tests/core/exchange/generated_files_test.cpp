#include "tests/core/exchange/import_support.h"
#include "tests/generate/files.h"
#include "tests/generate/world.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace kith;
using kith::test::parse;

namespace {

const generate::World& world() {
  static const generate::World made = generate::make_world({.seed = 5, .people = 400});
  return made;
}

}  // namespace

TEST_CASE("every person of a generated world is found in each of its files") {
  std::multiset<std::string> emails, found;
  for (const generate::Person& person : world().people)
    emails.insert(person.emails.begin(), person.emails.end());
  for (const std::string& file :
       {generate::google_csv(world()), generate::outlook_csv(world()), generate::vcards(world())}) {
    const auto parsed = parse(file, 4096);
    REQUIRE(parsed.error == "");
    CHECK(parsed.cards.size() == world().people.size());
    found.clear();
    for (const StagedCard& card : parsed.cards) {
      for (const ContactWay& way : card.emails)
        found.insert(way.text);
    }
    CHECK(found == emails);
  }
}

TEST_CASE("generated files import, match each other and add nothing twice") {
  TestWorkspace workspace;
  const std::string google = generate::google_csv(world());
  const std::string linkedin = generate::linkedin_csv(world());
  const std::string vcards = generate::vcards(world());
  const auto first = test::run_import(*workspace, google);
  CHECK(first.counts.created == world().people.size());
  const auto cards = test::run_import(*workspace, vcards);
  CHECK(cards.counts.matched > world().people.size() / 2);
  test::run_import(*workspace, linkedin);
  const StateDigest before = workspace.digest();
  for (const std::string& file : {google, linkedin, vcards})
    test::run_import(*workspace, file + "\n");
  CHECK(workspace.digest() == before);
}
