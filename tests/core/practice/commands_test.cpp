#include "core/practice/commands.h"

#include "core/practice/page_queries.h"
#include "core/practice/words.h"
#include "tests/core/query/query_fixture.h"

using namespace kith;

namespace person = kith::fields::person;

namespace {

constexpr std::int64_t noon_2026_11_22 = 1'795'348'800'000;

struct CommandWorkspace : QueryWorkspace {
  RecordId ana;
  CommandWorkspace() {
    workspace.clock().set_wall_ms(noon_2026_11_22);
    ana = person("Ana Okafor");
  }
  std::string edited(FieldId field, std::string_view typed) {
    const Draft draft = must(edit_field(*workspace, ana, field, typed));
    if (draft.empty()) return "unchanged";
    workspace.commit(draft);
    return workspace.value(ana, field).as_text();
  }
  std::string told(const Draft& draft) {
    workspace.commit(draft);
    return describe(*workspace, directory, draft.intent());
  }
};

}  // namespace

TEST_CASE("what is typed into a field is stored as its type") {
  CommandWorkspace kith;
  CHECK(kith.edited(person::nickname, "  晓雨 ") == "晓雨");
  CHECK(kith.edited(person::nickname, "晓雨") == "unchanged");
  CHECK(kith.edited(person::birthday, "20 July") == "--07-20");
  CHECK(kith.edited(person::birthday, "20 July 1974") == "1974-07-20");
  CHECK(kith.edited(person::birthday, "1974") == "1974");
  CHECK(kith.edited(person::birthday, "").empty());
  CHECK(kith.workspace.value(kith.ana, person::birthday).is_null());
}

TEST_CASE("what is no value of a field is refused with a sentence") {
  CommandWorkspace kith;
  const auto refused = [&](FieldId field, std::string_view typed) {
    const auto draft = edit_field(*kith.workspace, kith.ana, field, typed);
    return !draft && draft.error().text.ends_with('.');
  };
  CHECK(refused(person::birthday, "31 April"));
  CHECK(refused(person::name, "   "));
  CHECK(refused(person::nickname, std::string(70'000, 'x')));
  CHECK(refused(FieldId{0, 60'000}, "x"));
}

TEST_CASE("an organisation is linked by its name, and made when there is none") {
  CommandWorkspace kith;
  const auto link = [&](std::string_view name) {
    kith.workspace.commit(must(
        edit_link_by_name(*kith.workspace, kith.directory, kith.ana, person::organisation, name)));
    return kith.row(kith.ana).subtitle;
  };
  CHECK(link("Tide Street Choir") == "Tide Street Choir");
  CHECK(link("tide street CHOIR") == "Tide Street Choir");
  CHECK(must(kith.directory.count(kith.db(), kinds::organisation)) == 1);
  CHECK(link(" ").empty());
}

TEST_CASE("contact ways are added, changed and removed") {
  CommandWorkspace kith;
  const auto emails = [&] {
    std::string all;
    const auto view = kith.workspace.read(kith.ana);
    for (const Value* value : view->all(person::emails))
      all += value->as_text() + ";";
    return all;
  };
  const auto before = element_value(*kith.workspace, person::emails, " a@x.example ", "Work");
  const auto after = element_value(*kith.workspace, person::emails, "b@x.example", "Work");
  REQUIRE(before);
  kith.workspace.commit(add_element(kith.ana, person::emails, *before));
  CHECK(emails() == "a@x.example;");
  kith.workspace.commit(change_element(person::emails, {{kith.ana, *before}}, *after));
  CHECK(emails() == "b@x.example;");
  CHECK(change_element(person::emails, {{kith.ana, *after}}, *after).empty());
  kith.workspace.commit(remove_element(person::emails, {{kith.ana, *after}}));
  CHECK(emails().empty());
  CHECK_FALSE(element_value(*kith.workspace, person::emails, "  "));
}

TEST_CASE("changes are told in words") {
  CommandWorkspace kith;
  CHECK(kith.told(add_person(*kith.workspace, " Bruno ").draft) == "Added Bruno");
  CHECK(kith.told(must(edit_field(*kith.workspace, kith.ana, person::nickname, "Annie"))) ==
        "Changed the nickname of Ana Okafor");
  const NewRecord fact = add_fact(*kith.workspace, {.subject = kith.ana,
                                                    .topic = "loves",
                                                    .text = "lilies",
                                                    .how = {},
                                                    .said_by = {},
                                                    .learned_on = {}});
  CHECK(kith.told(fact.draft) == "Added a fact about Ana Okafor");
  CHECK(kith.told(confirm_fact(*kith.workspace, fact.id)) == "Confirmed a fact about Ana Okafor");
  CHECK(kith.told(trash(fact.id)) == "Moved a fact about Ana Okafor to the trash");
  CHECK(kith.told(trash(kith.ana)) == "Moved Ana Okafor to the trash");
  CHECK(kith.told(restore(kith.ana)) == "Took Ana Okafor out of the trash");
  CHECK(describe(*kith.workspace, kith.directory, {.code = IntentCode::add_fact}) ==
        "Added a fact about somebody");
}

TEST_CASE("facts and contacts are put into sentences") {
  CHECK(fact_in_words("loves", "Octavia Butler") == "Loves Octavia Butler");
  CHECK(fact_in_words("Anniversary", "30 June") == "Anniversary: 30 June");
  CHECK(fact_in_words("", "sings alto") == "Sings alto");
  CHECK(fact_in_words("爱好", "茶") == "爱好: 茶");
  CHECK(contact_in_words(Channel::letter, Direction::from_them) == "Wrote to us by letter");
}

TEST_CASE("no statement of a page scans a table or sorts aside") {
  CommandWorkspace kith;
  for (const std::string& sql : page_queries::statements()) {
    Statement explain = must(kith.db().prepare("EXPLAIN QUERY PLAN " + sql));
    while (must(explain.step())) {
      const std::string plan(explain.get<std::string_view>(3));
      INFO(sql << "\n" << plan);
      CHECK_FALSE(plan.starts_with("SCAN"));
      CHECK(plan.find("USE TEMP B-TREE") == std::string::npos);
    }
  }
}
