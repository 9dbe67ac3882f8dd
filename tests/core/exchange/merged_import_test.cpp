// Files whose people were merged since, and people whom a file must not merge.
#include "core/practice/merge.h"
#include "tests/core/exchange/import_support.h"
#include "tests/core/query/query_fixture.h"

using namespace kith;
using namespace kith::test;

namespace {

constexpr const char* cards =
    "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:one\r\nFN:Ana Okafor\r\nEMAIL:ana@x.example\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:two\r\nFN:Annie Smith\r\nEMAIL:annie@x.example\r\n"
    "NOTE:Plays the cello\r\nEND:VCARD\r\n";

void merge(QueryWorkspace& kith, RecordId here, RecordId there) {
  auto sides = must(read_merge(*kith.workspace, kith.directory, here, there));
  REQUIRE(sides);
  kith.workspace.commit(merge_records(*sides));
}

}  // namespace

TEST_CASE("importing a file again whose people were merged since makes nobody anew") {
  QueryWorkspace kith;
  run_import(*kith.workspace, cards);
  const RecordId ana = person(*kith.workspace, "Ana Okafor");
  const RecordId annie = person(*kith.workspace, "Annie Smith");
  merge(kith, ana, annie);
  const std::string facts_before = facts(*kith.workspace, ana);
  const Imported again = run_import(*kith.workspace, cards);
  CHECK(again.counts.created == 0);
  CHECK(must(kith.directory.count(kith.db(), kinds::person)) == 1);
  CHECK(facts(*kith.workspace, ana) == facts_before);
  CHECK(must(kith.workspace->canonical(annie)) == ana);
}

TEST_CASE("what a file newly says of somebody merged since goes to who stands for them") {
  QueryWorkspace kith;
  run_import(*kith.workspace, cards);
  const RecordId ana = person(*kith.workspace, "Ana Okafor");
  merge(kith, ana, person(*kith.workspace, "Annie Smith"));
  run_import(*kith.workspace,
             "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:two\r\nFN:Annie Smith\r\nTITLE:Cellist\r\n"
             "END:VCARD\r\n");
  CHECK(kith.workspace.value(ana, fields::person::job_title).as_text() == "Cellist");
  // Lists show it at once.
  const auto named = must(kith.directory.find(kith.db(), ana));
  REQUIRE(named);
  CHECK(named->subtitle == "Cellist");
}

TEST_CASE("two families are not made one for their name alone") {
  QueryWorkspace kith;
  run_import(*kith.workspace, "Name,E-mail\nMaria Silva,maria@one.example\n");
  const Imported other =
      run_import(*kith.workspace, "Name,E-mail\nMaria Silva,maria@two.example\n");
  CHECK(other.counts.created == 1);
  CHECK(must(kith.directory.count(kith.db(), kinds::person)) == 2);
}
