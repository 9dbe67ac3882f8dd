#include "core/practice/capture.h"

#include "core/base/text_segment.h"
#include "core/practice/field_value.h"
#include "core/practice/person_page.h"
#include "tests/core/query/query_fixture.h"

#include <algorithm>

using namespace kith;

namespace {

constexpr std::int64_t noon_2026_11_22 = 1'795'348'800'000;  // a Sunday

struct Line {
  QueryWorkspace kith;
  RecordId ana, bruno, xiaoyu, dina, jose;

  Line() {
    kith.workspace.clock().set_wall_ms(noon_2026_11_22);
    ana = kith.person("Ana Okafor");
    bruno =
        kith.person("Bruno Marchetti", {{fields::person::nickname, Value::text("Ody’s Bruno")}});
    xiaoyu = kith.person("李晓雨 Li Xiaoyu");
    dina = kith.person("دينا حسن");
    jose = kith.person("José Álvarez-Ruiz", {{fields::person::nickname, Value::text("Pepe")}});
  }

  CapturePreview read(std::string_view line, std::optional<RecordId> on_page = {}) {
    return must(read_capture(*kith.workspace, kith.directory, line, {on_page}));
  }

  // "fact: Ana Okafor | loves | Octavia Butler | told us | 2026-05-03"
  std::string told(std::string_view line, std::optional<RecordId> on_page = {}) {
    const CapturePreview found = read(line, on_page);
    std::string people;
    for (const CapturePerson& one : found.people) {
      if (!people.empty()) people += " & ";
      if (one.chosen) {
        people += must(kith.directory.find(kith.db(), *one.chosen))->name;
      } else {
        people += one.candidates.empty() ? "new " + one.typed : one.typed + "?";
      }
    }
    const std::string on = edtf_text(found.on);
    if (found.kind == CaptureKind::nothing) return "nothing";
    if (found.kind == CaptureKind::fact) {
      constexpr std::string_view hows[] = {"", "told us", "seen", "public", "guess"};
      const std::string how(hows[found.how ? static_cast<unsigned>(*found.how) : 0]);
      return "fact: " + people + " | " + found.topic + " | " + found.text + " | " + how + " | " +
             on;
    }
    constexpr std::string_view channels[] = {"",       "note",  "call",    "visit",
                                             "letter", "email", "message", "meeting",
                                             "video",  "event", "gift"};
    constexpr std::string_view directions[] = {"", "both", "from them", "from us"};
    return std::string(channels[static_cast<unsigned>(found.channel)]) + " " +
           std::string(directions[static_cast<unsigned>(found.direction)]) + ": " + people + " | " +
           found.summary + " | " + on;
  }
};

}  // namespace

TEST_CASE("a fact is taken apart into who, what, how and when") {
  Line line;
  CHECK(line.told("Ana: loves Octavia Butler, told me 3 May") ==
        "fact: Ana Okafor | loves | Octavia Butler | told us | 2026-05-03");
  CHECK(line.told("Ana: loves Octavia Butler") ==
        "fact: Ana Okafor | loves | Octavia Butler |  | 2026-11-22");
  CHECK(line.told("bruno: allergic to lilies, told me today") ==
        "fact: Bruno Marchetti | allergic to | lilies | told us | 2026-11-22");
  CHECK(line.told("Ana: sings alto; bakes rye on Fridays, I saw it yesterday") ==
        "fact: Ana Okafor | sings | alto; bakes rye on Fridays | seen | 2026-11-21");
  CHECK(line.told("Ana: favourite author: Octavia Butler, told us in May 2024.") ==
        "fact: Ana Okafor | Favourite author | Octavia Butler | told us | 2024-05");
  CHECK(line.told("Ana: no calls before 10:30") ==
        "fact: Ana Okafor |  | no calls before 10:30 |  | 2026-11-22");
  CHECK(line.told("Ana: wants quiet, I guess") ==
        "fact: Ana Okafor | wants | quiet | guess | 2026-11-22");
  CHECK(line.told("Ana: moved house, 3.5.2024") ==
        "fact: Ana Okafor |  | moved house |  | 2024-05-03");
  CHECK(line.told("Pepe: grows heirloom beans told me yesterday") ==
        "fact: José Álvarez-Ruiz | grows | heirloom beans | told us | 2026-11-21");
}

TEST_CASE("what only looks like a date or a source stays in the text") {
  Line line;
  CHECK(line.told("Ana: loves 1984") == "fact: Ana Okafor | loves | 1984 |  | 2026-11-22");
  CHECK(line.told("Ana: told me she likes tea") ==
        "fact: Ana Okafor |  | told me she likes tea |  | 2026-11-22");
  CHECK(line.told("Ana: born 3 May") == "fact: Ana Okafor |  | born 3 May |  | 2026-11-22");
  CHECK(line.told("Ana: see https://river.example/a:b") ==
        "fact: Ana Okafor |  | see https://river.example/a:b |  | 2026-11-22");
  CHECK(line.told("Ana: ratio 3:1, roughly") ==
        "fact: Ana Okafor |  | ratio 3:1, roughly |  | 2026-11-22");
  CHECK(line.told("Ana: -5 is her favourite number") ==
        "fact: Ana Okafor |  | -5 is her favourite number |  | 2026-11-22");
}

TEST_CASE("names of every script are found, with any colon") {
  Line line;
  CHECK(line.told("李晓雨：loves lilies") ==
        "fact: 李晓雨 Li Xiaoyu | loves | lilies |  | 2026-11-22");
  CHECK(line.told("晓雨: 喜欢茶") == "fact: 李晓雨 Li Xiaoyu |  | 喜欢茶 |  | 2026-11-22");
  CHECK(line.told("دينا: تحب الشاي") == "fact: دينا حسن |  | تحب الشاي |  | 2026-11-22");
  CHECK(line.told("jose alvarez: knows Ana") ==
        "fact: José Álvarez-Ruiz | knows | Ana |  | 2026-11-22");
  CHECK(line.told("Called 李晓雨 about the translation") ==
        "call from us: 李晓雨 Li Xiaoyu | about the translation | 2026-11-22");
}

TEST_CASE("a contact is taken apart into whom, how, when and what about") {
  Line line;
  CHECK(line.told("Called Bruno 20 min about spring letter") ==
        "call from us: Bruno Marchetti | 20 min about spring letter | 2026-11-22");
  CHECK(line.told("Met Ana yesterday: wants to help") ==
        "meeting both: Ana Okafor | wants to help | 2026-11-21");
  CHECK(line.told("met with ana and bruno on 3 May, at the weir") ==
        "meeting both: Ana Okafor & Bruno Marchetti | at the weir | 2026-05-03");
  CHECK(line.told("Letter from Bruno Marchetti: the night school changed his Mondays") ==
        "letter from them: Bruno Marchetti | the night school changed his Mondays | 2026-11-22");
  CHECK(line.told("Coffee with Pepe, 2 days ago") ==
        "meeting both: José Álvarez-Ruiz | Coffee | 2026-11-20");
  CHECK(line.told("Called Ana about the meeting on Friday") ==
        "call from us: Ana Okafor | about the meeting on Friday | 2026-11-22");
  CHECK(line.told("Bruno called: cannot come") ==
        "call from them: Bruno Marchetti | cannot come | 2026-11-22");
  CHECK(line.told("Emailed Ana") == "email from us: Ana Okafor |  | 2026-11-22");
}

TEST_CASE("a gift is taken apart into who gave, how much, when and what for") {
  Line line;
  const auto amount = [&](std::string_view text, std::optional<RecordId> on_page = {}) {
    const Value read = line.read(text, on_page).amount;
    return read.is_null() ? std::string("none") : money_text(*read.get<Money>());
  };
  CHECK(line.told("Gift from Ana: 50 EUR for the roof, 3 May") ==
        "gift from them: Ana Okafor | for the roof | 2026-05-03");
  CHECK(amount("Gift from Ana: 50 EUR for the roof, 3 May") == "50.00 EUR");
  CHECK(line.told("Ana gave us €12.50 yesterday") == "gift from them: Ana Okafor |  | 2026-11-21");
  CHECK(amount("Ana gave us €12.50 yesterday") == "12.50 EUR");
  CHECK(line.told("gift 50 EUR", line.bruno) == "gift from them: Bruno Marchetti |  | 2026-11-22");
  CHECK(amount("gift 50 EUR", line.bruno) == "50.00 EUR");
  CHECK(amount("gift 50", line.bruno) == "50.00 EUR");
  CHECK(amount("Gave Ana 20 gbp for the train") == "20.00 GBP");
  CHECK(line.told("Gave Ana 20 gbp for the train") ==
        "gift from us: Ana Okafor | for the train | 2026-11-22");
  CHECK(amount("Gift from Ana: 2 boxes of apples") == "none");
  CHECK(line.told("Gift from Ana: 2 boxes of apples") ==
        "gift from them: Ana Okafor | 2 boxes of apples | 2026-11-22");
  CHECK(amount("Ana donated CHF 1,000 for the choir") == "1000.00 CHF");
}

TEST_CASE("a gift that was written down is shown with its amount and kept as money") {
  Line line;
  const CapturePreview gift = line.read("Gift from Ana: 50 EUR for the roof");
  CHECK(capture_in_words(gift, {2026, 11, 22}) ==
        "Gave us 50.00 EUR · Ana Okafor, today: for the roof");
  line.kith.workspace.commit(record_capture(*line.kith.workspace, gift));
  const auto page = must(read_page(*line.kith.workspace, line.kith.directory, line.ana));
  REQUIRE(page->timeline.size() == 1);
  CHECK(page->timeline[0].lead == "Gave us");
  CHECK(page->timeline[0].text == "50.00 EUR, for the roof");
  CHECK(page->interactions[0].amount == "50.00 EUR");
}

TEST_CASE("without a colon a known name and a usual verb are enough") {
  Line line;
  CHECK(line.told("Ana loves Octavia Butler, told me 3 May") ==
        "fact: Ana Okafor | loves | Octavia Butler | told us | 2026-05-03");
  CHECK(line.told("the weather is fine") == "nothing");
  CHECK(line.told("") == "nothing");
  CHECK(line.told("   ") == "nothing");
}

TEST_CASE("somebody who is not known is offered to be added") {
  Line line;
  CapturePreview found = line.read("Chiara Vázquez: loves lilies");
  REQUIRE(found.people.size() == 1);
  CHECK(found.people[0].candidates.empty());
  CHECK_FALSE(found.can_record());
  found.people[0].is_new = true;
  REQUIRE(found.can_record());
  line.kith.workspace.commit(record_capture(*line.kith.workspace, found));
  CHECK(line.kith.found("chiara") == "Chiara Vázquez");
  CHECK(line.kith.found("lilies") == "Chiara Vázquez");
  // A known first name with another family name is somebody else.
  CHECK(line.told("Called Ana Silva about tea") ==
        "call from us: new Ana Silva | about tea | 2026-11-22");
}

TEST_CASE("a name of several people is asked about until the line tells them apart") {
  Line line;
  const RecordId board =
      line.kith.person("Ana Okafor", {{fields::person::job_title, Value::text("Board")}});
  const CapturePreview found = line.read("Ana: loves tea");
  REQUIRE(found.people[0].candidates.size() == 2);
  CHECK_FALSE(found.people[0].is_settled());
  CHECK_FALSE(found.hint.empty());
  const auto& candidates = found.people[0].candidates;
  const auto at = std::ranges::find_if(
      candidates, [&](const NameCandidate& one) { return one.record.id == board; });
  const std::string name = found.people[0].completion(*at);
  CHECK(name == "Ana Okafor (Board)");
  CHECK(line.read(name + ": loves tea").people[0].chosen == board);
  const CapturePreview called = line.read("Called " + name + " about tea");
  REQUIRE(called.people.size() == 1);
  CHECK(called.people[0].chosen == board);
  CHECK(called.summary == "about tea");
}

TEST_CASE("the best fitting of several is taken without asking") {
  Line line;
  const RecordId exact = line.kith.person("Ana");
  CHECK(line.read("ana: loves tea").people[0].chosen == exact);
}

TEST_CASE("on somebody's page a line without a name is about them") {
  Line line;
  CHECK(line.told("loves Octavia Butler, told me 3 May", line.ana) ==
        "fact: Ana Okafor | loves | Octavia Butler | told us | 2026-05-03");
  CHECK(line.told("favourite author: Octavia Butler", line.ana) ==
        "fact: Ana Okafor | Favourite author | Octavia Butler |  | 2026-11-22");
  CHECK(line.told("called yesterday", line.ana) == "call from us: Ana Okafor |  | 2026-11-21");
  CHECK(line.told("wrote a letter about the choir", line.ana) ==
        "letter from us: Ana Okafor | about the choir | 2026-11-22");
  CHECK(line.told("Bruno: loves tea", line.ana) ==
        "fact: Bruno Marchetti | loves | tea |  | 2026-11-22");
}

TEST_CASE("what is recorded is what was previewed") {
  Line line;
  const CapturePreview fact = line.read("Ana and Bruno: love tea, told me 3 May");
  line.kith.workspace.commit(record_capture(*line.kith.workspace, fact));
  CHECK(line.kith.search("love tea").hits.size() == 2);
  const CapturePreview call = line.read("Met Ana and Bruno yesterday: plans");
  line.kith.workspace.commit(record_capture(*line.kith.workspace, call));
  CHECK(line.kith.row(line.bruno).last_contact == PartialDate{2026, 11, 21});
  CHECK(capture_in_words(fact, {2026, 11, 22}) ==
        "Ana Okafor and Bruno Marchetti: Love tea. Told us, 3 May.");
  CHECK(capture_in_words(call, {2026, 11, 22}) ==
        "Met · Ana Okafor and Bruno Marchetti, yesterday: plans");
}

namespace {

// Words with no meaning to the reader between ones that have one.
constexpr std::string_view pieces[] = {
    "Ana",   ":",     " ",       "Bruno", ", ",     "told me",   "3 May",       "about",
    "–",     "loves", "(",       ")",     "李晓雨", "qwx",       "zzv",         "Kkl",
    "10:30", ".",     "I guess", "and",   "met",    "with",      "…",           "wvb: ",
    "é",     "from",  "-7",      "today", "Called", "yesterday", "Coffee with", "http://x.example"};

// What may go into how, when and with whom instead of the text.
constexpr std::string_view understood[] = {"told",   "me",    "3",   "may",  "yesterday", "called",
                                           "i",      "guess", "and", "met",  "with",      "today",
                                           "coffee", "from",  "ana", "bruno"};

std::string some_line(Random& random) {
  std::string text;
  for (std::uint64_t count = 1 + random.below(9); count > 0; --count) {
    text += pieces[random.below(std::size(pieces))];
    if (random.below(2) == 0) text += " ";
  }
  return text;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  search_words(text, WordUse::index, [&](const SearchWord& word) {
    words.emplace_back(word.folded);
    return true;
  });
  return words;
}

}  // namespace

TEST_CASE("nothing that was typed is lost") {
  Line line;
  SeededRandom random(41);
  for (int round = 0; round < 4'000; ++round) {
    const std::string text = some_line(random);
    const auto on_page = random.below(3) == 0 ? std::optional(line.ana) : std::nullopt;
    const CapturePreview found = line.read(text, on_page);
    if (found.kind == CaptureKind::nothing) continue;
    std::string kept = found.topic + " " + found.text + " " + found.summary;
    for (const CapturePerson& one : found.people)
      kept += " " + one.typed;
    const std::vector<std::string> kept_words = words_of(kept);
    for (const std::string& word : words_of(text)) {
      if (std::ranges::find(understood, word) != std::end(understood)) continue;
      INFO(text << " → " << kept << " : " << word);
      REQUIRE(std::ranges::find(kept_words, word) != kept_words.end());
    }
  }
}
