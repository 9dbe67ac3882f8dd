#include "core/query/search.h"

#include "core/base/text_segment.h"
#include "core/query/query_words.h"
#include "core/query/search_queries.h"
#include "tests/core/query/query_fixture.h"

#include <set>

using namespace kith;

namespace person = kith::fields::person;

TEST_CASE("names come first, the best fitting before the others") {
  QueryWorkspace kith;
  const RecordId other = kith.person("Zoë Smith");
  kith.fact(other, "friend of", "Ana Okafor");
  kith.person("Mariana Ana");
  kith.person("Ana Okafor");
  kith.person("Ana");
  kith.person("Anabel");
  CHECK(kith.found("ana") == "Ana, Ana Okafor, Anabel, Mariana Ana, Zoë Smith");
  CHECK(kith.found("an") == "Ana, Ana Okafor, Anabel, Mariana Ana");
  CHECK(kith.found("ANÁ ok") == "Ana Okafor, Zoë Smith");  // whose friend she is
  CHECK(kith.found("a o") == "Ana Okafor");
}

TEST_CASE("people are found by what is said of them, where it is said") {
  QueryWorkspace kith;
  const RecordId ana = kith.person("Ana");
  const RecordId bruno = kith.person("Bruno");
  const RecordId fact = kith.fact(ana, "loves", "the novels of Octavia Butler");
  kith.contact({bruno}, "2026-05-03", "spoke about the spring letter");
  const SearchResults found = kith.search("octavia");
  REQUIRE(found.hits.size() == 1);
  const SearchHit& hit = found.hits[0];
  CHECK(hit.record == ana);
  CHECK(hit.source == fact);
  CHECK(hit.field == fields::fact::text);
  CHECK(hit.snippet == "the novels of Octavia Butler");
  REQUIRE(hit.snippet_matches.size() == 1);
  CHECK(hit.snippet.substr(hit.snippet_matches[0].begin, 7) == "Octavia");
  CHECK(hit.name_matches.empty());
  CHECK(kith.found("spring lett") == "Bruno");
}

TEST_CASE("contact ways, addresses, notes and organisations are found") {
  QueryWorkspace kith;
  const RecordId library = kith.organisation("Riverbend Seed Library");
  kith.person("Ana",
              {{person::emails, Value::contact(ValueType::email, {.text = "ana@tide.example"})},
               {person::phones, Value::contact(ValueType::phone, {.text = "+44 20 7946 0958"})},
               {person::addresses, Value::address({.street = "12 Mill Lane", .city = "Lowmere"})},
               {person::notes, Value::long_text("Prefers the telephone")},
               {person::organisation, Value::link(library)}});
  CHECK(kith.found("ana@tide.example") == "Ana");
  CHECK(kith.found("tide") == "Ana");
  CHECK(kith.found("442079460958") == "Ana");
  CHECK(kith.found("mill lane") == "Ana");
  CHECK(kith.found("telephone") == "Ana");
  CHECK(kith.found("riverbend") == "Riverbend Seed Library, Ana");
  kith.set(library, fields::organisation::name, Value::text("Saltmarsh Trust"));
  CHECK(kith.found("riverbend").empty());
  CHECK(kith.found("saltmarsh") == "Saltmarsh Trust, Ana");
}

TEST_CASE("every script is found, by any part of a name without spaces") {
  QueryWorkspace kith;
  kith.person("李晓雨 Li Xiaoyu");
  kith.person("김민준");
  kith.person("دينا حسن");
  kith.person("Łukasz Żak");
  kith.person("Siobhán O'Brien");
  kith.person("สมชาย ใจดี");
  CHECK(kith.found("晓雨") == "李晓雨 Li Xiaoyu");
  CHECK(kith.found("雨") == "李晓雨 Li Xiaoyu");
  CHECK(kith.found("李晓雨") == "李晓雨 Li Xiaoyu");
  CHECK(kith.found("민준") == "김민준");
  CHECK(kith.found("حسن") == "دينا حسن");
  CHECK(kith.found("lukasz zak") == "Łukasz Żak");
  CHECK(kith.found("obrien") == "Siobhán O'Brien");
  CHECK(kith.found("o’brien") == "Siobhán O'Brien");
  CHECK(kith.found("brien") == "Siobhán O'Brien");
  CHECK(kith.found("ใจดี") == "สมชาย ใจดี");
}

TEST_CASE("what is typed is never a query language") {
  QueryWorkspace kith;
  kith.person("Ana");
  for (std::string_view typed : {"\"",
                                 "ana\"",
                                 "\"ana",
                                 "ana*",
                                 "ana AND bruno",
                                 "names : ana",
                                 "NEAR(ana)",
                                 "(ana",
                                 "ana)",
                                 "ana OR",
                                 "-ana",
                                 "^ana",
                                 "{names} : ana",
                                 "ana + \"\" +",
                                 "'; DROP TABLE search; --",
                                 "\\",
                                 "%",
                                 "_",
                                 "*",
                                 "ana\xff",
                                 "\xc3"}) {
    INFO(typed);
    const auto found = search(*kith.workspace, kith.directory, typed, 10);
    REQUIRE(found);
  }
  CHECK(kith.found("ana\"") == "Ana");
  CHECK(kith.found("ana AND").empty());  // a word like any other
}

TEST_CASE("what is changed or in the trash is found as it is now") {
  QueryWorkspace kith;
  const RecordId ana = kith.person("Ana");
  const RecordId fact = kith.fact(ana, "loves", "lilies");
  kith.set(fact, fields::fact::text, Value::text("roses"));
  CHECK(kith.found("lilies").empty());
  CHECK(kith.found("roses") == "Ana");
  kith.trash(fact);
  CHECK(kith.found("roses").empty());
  kith.set(ana, person::name, Value::text("Anna"));
  CHECK(kith.found("anna") == "Anna");
  kith.trash(ana);
  CHECK(kith.found("anna").empty());
}

TEST_CASE("what is undone or in the trash leaves nothing to be found") {
  QueryWorkspace kith;
  const RecordId ana = kith.person("Ana");
  Draft draft(Intent{IntentCode::add_fact});
  draft.create(kinds::fact, kith.workspace.new_id(),
               {{fields::fact::subject, Value::link(ana)},
                {fields::fact::text, Value::text("grows marjoram")}});
  const ChangesetId told = kith.workspace.commit(draft).id;
  const RecordId gone = kith.person("Zebulon");
  CHECK(kith.found("marjoram") == "Ana");
  must(kith.workspace->undo(told));
  kith.trash(gone);
  CHECK(kith.found("marjoram").empty());
  CHECK(kith.found("zebulon").empty());
  CHECK(kith.found("ze").empty());

  // Nor does the index hold the words, once it is told to forget.
  REQUIRE(search_queries::forget_deleted(kith.db()));
  REQUIRE(kith.db().execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, row)"));
  Statement words = must(kith.db().prepare("SELECT group_concat(term, ' ') FROM words"));
  REQUIRE(must(words.first()));
  CHECK(words.get<std::string_view>(0) == "ana");
}

TEST_CASE("counts stop at a thousand") {
  QueryWorkspace kith;
  Draft draft(Intent{IntentCode::import_rows});
  for (int i = 0; i < 1'200; ++i) {
    draft.create(kinds::person, kith.workspace.new_id(),
                 {{person::name, Value::text("Maria " + std::to_string(i))}});
  }
  kith.workspace.commit(draft);
  const SearchResults some = kith.search("maria 7");
  CHECK_FALSE(some.has_more);
  const SearchResults all = kith.search("maria", 20);
  CHECK(all.hits.size() == 20);
  CHECK(all.count == 1000);
  CHECK(all.has_more);
  CHECK(kith.search("ma", 20).has_more);
}

TEST_CASE("a snippet is cut around its match, between characters") {
  QueryWorkspace kith;
  std::string text;
  for (int i = 0; i < 60; ++i)
    text += "wörd ";
  const RecordId ana = kith.person("Ana");
  kith.fact(ana, "", text + "Octavia\n" + text);
  const SearchHit hit = kith.search("octavia").hits.at(0);
  CHECK(hit.snippet.starts_with("…"));
  CHECK(hit.snippet.ends_with("…"));
  CHECK(hit.snippet.find('\n') == std::string::npos);
  REQUIRE(hit.snippet_matches.size() == 1);
  CHECK(hit.snippet.substr(hit.snippet_matches[0].begin, 7) == "Octavia");
}

TEST_CASE("searching names agrees with looking at each of them") {
  QueryWorkspace kith(5);
  SeededRandom random(17);
  constexpr std::string_view words[] = {"Ana", "Anabel", "O'Brien", "Łukasz", "李晓雨", "김민준",
                                        "حسن", "Okafor", "Lind",    "Żak",    "María",  "Bo",
                                        "ｱﾅ",  "Zoë",    "de",      "Mar",    "晓",     "Straße"};
  std::vector<std::string> names;
  for (int i = 0; i < 120; ++i) {
    std::string name;
    for (std::uint64_t count = 1 + random.below(3); count > 0; --count)
      name += (name.empty() ? "" : " ") + std::string(words[random.below(std::size(words))]);
    names.push_back(name);
    kith.person(name);
  }
  constexpr std::string_view typed[] = {
      "a",  "an",  "ana", "o",  "ob", "obr", "l",   "ł",    "李",  "晓",     "晓雨", "민준",
      "ma", "mar", "ح",   "zo", "bo", "de",  "str", "アナ", "bri", "ana li", "b o",  "okaf ma"};
  for (std::string_view query : typed) {
    std::multiset<std::string> expected;
    const QueryWords query_words(query);
    for (const std::string& name : names) {
      if (query_words.all_match(name)) expected.insert(name);
    }
    std::multiset<std::string> found;
    for (const SearchHit& hit : kith.search(query, 500).hits)
      found.insert(hit.row.name);
    INFO(query);
    CHECK(found == expected);
  }
}

TEST_CASE("words in quotes stand in a row") {
  QueryWorkspace kith;
  const RecordId ana = kith.person("Ana");
  const RecordId bruno = kith.person("Bruno");
  kith.fact(ana, "wrote", "the spring letter of the river");
  kith.fact(bruno, "wrote", "a letter in spring");
  CHECK(kith.found("spring letter") == "Bruno, Ana");
  CHECK(kith.found("\"spring letter\"") == "Ana");
  CHECK(kith.found("\"spring letter\" river") == "Ana");
}

TEST_CASE("filters narrow a search, with words and without") {
  QueryWorkspace kith;
  const RecordId library = kith.organisation("Riverbend Seed Library");
  const RecordId ana = kith.person("Ana", {{person::organisation, Value::link(library)},
                                           {person::labels, Value::text("Donor")},
                                           {person::city, Value::text("Leeds")}});
  const RecordId bruno = kith.person("Bruno", {{person::labels, Value::text("Board")}});
  kith.fact(ana, "loves", "olives");
  kith.fact(bruno, "loves", "olives");
  kith.contact({bruno}, "2023-05-03", "spoke of olives");
  CHECK(kith.found("olives") == "Bruno, Ana");
  CHECK(kith.found("olives tag:donor") == "Ana");
  CHECK(kith.found("olives org:river") == "Ana");
  CHECK(kith.found("CITY:lee") == "Ana");
  CHECK(kith.found("org:seed") == "Ana, Riverbend Seed Library");
  CHECK(kith.found("org:seed is:person") == "Ana");
  CHECK(kith.found("is:organisation river") == "Riverbend Seed Library");
  CHECK(kith.found("since:2023-05") == "Bruno");
  CHECK(kith.found("until:2023-04").empty());
  CHECK(kith.found("olives is:contact since:2023-05-01") == "Bruno");
  CHECK(kith.found("an tag:donor") == "Ana");
  CHECK(kith.found("tag:nobody").empty());
  CHECK(kith.found("tag:").empty());  // a word like any other
}
