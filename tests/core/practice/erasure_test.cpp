#include "core/practice/erasure.h"

#include "core/practice/commands.h"
#include "tests/core/query/query_fixture.h"

#include <array>

using namespace kith;

namespace {

class Neighbourhood {
 public:
  QueryWorkspace kith;
  RecordId trust = kith.organisation("River Trust");
  RecordId ana = kith.person("Ana", {{fields::person::organisation, Value::link(trust)}});
  RecordId zoe = kith.person("Zoë", {{fields::person::organisation, Value::link(trust)}});
  RecordId fact = kith.fact(ana, "loves", "Octavia Butler");
  RecordId old_fact = kith.fact(ana, "was", "in the trash");
  RecordId own_contact = kith.contact({ana}, "2024-05-03", "Called");
  RecordId shared_contact = kith.contact({ana, zoe}, "2024-05-04", "Met");
  RecordId tie = put(add_tie(*kith.workspace, {ana, "spouse", zoe, {}}));
  RecordId heard = put(add_fact(*kith.workspace, {zoe, "likes", "tea", {}, ana, {}}));

  Neighbourhood() { kith.trash(old_fact); }

  RecordId put(const NewRecord& made) {
    kith.workspace.commit(made.draft);
    return made.id;
  }
  Erasure erase(RecordId record) {
    Erasure erasure = must(erase_record(*kith.workspace, record));
    kith.workspace.commit(erasure.draft);
    return erasure;
  }
  bool is_gone(RecordId record) {
    return must(kith.workspace->is_erased(record)) && !must(kith.workspace->read(record));
  }
  int hits(const char* text) {
    return static_cast<int>(must(search(*kith.workspace, kith.directory, text, 10)).hits.size());
  }
};

}  // namespace

TEST_CASE("what is only about a person goes with them") {
  Neighbourhood all;
  const Erasure erasure = all.erase(all.ana);
  CHECK(erasure.facts == 2);
  CHECK(erasure.ties == 1);
  CHECK(erasure.interactions == 1);
  CHECK(erasure.kept_interactions == 1);
  CHECK(erasure.kept_others == 1);
  for (RecordId gone : {all.ana, all.fact, all.old_fact, all.own_contact, all.tie})
    CHECK(all.is_gone(gone));
  CHECK(all.kith.workspace.value(all.shared_contact, fields::interaction::people) ==
        Value::link(all.zoe));
  CHECK(all.kith.workspace.value(all.heard, fields::fact::said_by).is_null());
  CHECK(all.kith.workspace.value(all.heard, fields::fact::text).as_text() == "tea");
  CHECK(all.hits("ana") == 0);
  CHECK(all.hits("octavia") == 0);
  CHECK(all.hits("zoe") == 1);
  CHECK(must(all.kith.directory.count(all.kith.db(), kinds::person)) == 1);
}

TEST_CASE("an organisation is erased without its people") {
  Neighbourhood all;
  const Erasure erasure = all.erase(all.trust);
  CHECK(erasure.kept_others == 2);
  CHECK(all.is_gone(all.trust));
  CHECK(all.kith.workspace.value(all.ana, fields::person::organisation).is_null());
  CHECK(all.kith.workspace.value(all.zoe, fields::person::name).as_text() == "Zoë");
}

TEST_CASE("somebody in the trash is erased too, and nobody twice") {
  Neighbourhood all;
  all.kith.trash(all.ana);
  all.erase(all.ana);
  CHECK(all.is_gone(all.ana));
  CHECK_FALSE(erase_record(*all.kith.workspace, all.ana));
}

TEST_CASE("erasing finds what goes by indexes") {
  Neighbourhood all;
  for (const std::string& sql : erasure_queries::statements()) {
    Statement explain = must(all.kith.db().prepare("EXPLAIN QUERY PLAN " + sql));
    while (must(explain.step())) {
      INFO(sql << "\n" << explain.get<std::string_view>(3));
      CHECK_FALSE(explain.get<std::string_view>(3).starts_with("SCAN"));
    }
  }
}
