// What is erased is in no page of the sealed files any more: not in a table, an index, the log,
// what search keeps of deleted words, free pages or the free space of others.
#include "core/base/text_sort_key.h"
#include "core/exchange/import_list.h"
#include "core/practice/commands.h"
#include "core/practice/erasure.h"
#include "tests/core/exchange/golden_workspace.h"
#include "tests/core/exchange/import_support.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>
#include <vector>

using namespace kith;
using namespace kith::test;

namespace {

namespace p = fields::person;

// As they are found, in small letters. Search keeps a word without what it shares with the word
// before it, so in the texts each begins with letters of its own: "Qvbirgitta".
constexpr const char* markers[] = {"birgitta", "lindqvist", "mail@x",  "nickel",
                                   "older9",   "secret9",   "trashed", "sister",
                                   "talked",   "typed9",    "colour9", "notes9"};
constexpr const char* marked_name = "Qvbirgitta Qvlindqvist";

class Life {
 public:
  explicit Life(std::uint64_t seed) : random_(seed), golden_(disk_) {
    REQUIRE(golden_.create());
    reopen();
  }

  void reopen() {
    golden_.close();
    const auto opened = golden_.open();
    INFO(why(opened));
    REQUIRE(opened);
  }

  GoldenWorkspace& golden() { return golden_; }
  RecordId birgitta() const { return birgitta_; }

  void fill() {
    add_people(60);
    birgitta_ = add(marked_name);
    const RecordId other = add("Other Person");
    edit(birgitta_, p::nickname, "Qvolder9");
    add_people(20);
    edit(birgitta_, p::nickname, "Qvnickel");
    commit(add_element(birgitta_, p::emails,
                       Value::contact(ValueType::email, {"qvmail@x.example", "Work", true})));
    // More than a page.
    edit(birgitta_, p::notes, "Qvnotes9 " + words(900));
    put(add_fact(*golden_, {birgitta_, "loves", "qvsecret9 " + words(4), {}, other, {}}));
    commit(trash(put(add_fact(*golden_, {birgitta_, "was", "qvtrashed " + words(4), {}, {}, {}}))));
    add_people(20);
    put(add_tie(*golden_, {birgitta_, "sister", {}, "Qvsister"}));
    put(add_interaction(
        *golden_,
        {.people = {birgitta_}, .channel = Channel::call, .summary = "Qvtalked", .notes = {}}));
    kept_ = put(add_interaction(*golden_, {.people = {birgitta_, other},
                                           .channel = Channel::call,
                                           .direction = {},
                                           .summary = "About us all",
                                           .notes = {}}));
    run_import(*golden_, "Name,E-mail,Colour\nQvbirgitta Qvlindqvist,qvmail@x.example,Qvcolour9\n" +
                             std::string("Somebody New,new@x.example,red\n"));
    REQUIRE(golden_->keep_unsaved(std::array<UnsavedText, 1>{
        UnsavedText{"#/people/" + uuid_text(birgitta_.bytes) + " nickname", "Qvtyped9"}}));
    add_people(60);
    REQUIRE(found("qvbirgitta"));
  }

  void add_people(int count) {
    for (int i = 0; i < count; ++i) {
      const RecordId id = add(words(2));
      edit(id, p::notes, words(1 + random_.below(120)));
      if (random_.below(3) == 0) put(add_fact(*golden_, {id, "likes", words(6), {}, {}, {}}));
    }
  }

  bool found(const char* words) {
    const auto results = search(*golden_, golden_.directory(), words, 10);
    REQUIRE(results);
    return !results->hits.empty();
  }
  RecordId kept() const { return kept_; }

  void commit(const Draft& draft) {
    golden_.clock().advance_ms(1000);
    const auto committed = golden_->commit(draft);
    INFO(why(committed));
    REQUIRE(committed);
  }

  std::string all_markers() const {
    std::string all;
    for (const char* marker : markers)
      all += std::string(marker) + " ";
    return all;
  }
  // The markers that any page of the database holds, free ones too.
  std::string found_in_pages() {
    REQUIRE(golden_.vault().log().checkpoint());
    std::string all;
    PageLog& log = golden_.vault().log();
    for (std::uint32_t page = 0; page < log.page_count(); ++page) {
      Bytes content(page_size);
      REQUIRE(log.read(page, content));
      all += as_text(content);
    }
    return found_in(all + sortable(all));
  }
  std::string found_in_log() {
    const auto bodies = golden_->changesets_after(0, 1'000'000);
    REQUIRE(bodies);
    std::string all;
    for (const Bytes& body : *bodies)
      all += as_text(body);
    return found_in(all);
  }

 private:
  static std::string sortable(const std::string& all) {
    const bool is_there = all.find(name_sort_key(marked_name)) != std::string::npos;
    return is_there ? "qvbirgitta" : "";
  }
  static std::string found_in(std::string text) {
    for (char& c : text)
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    std::string found;
    for (const char* marker : markers) {
      if (text.find(marker) != std::string::npos) found += std::string(marker) + " ";
    }
    return found;
  }

  std::string words(std::uint64_t count) {
    std::string text;
    for (std::uint64_t i = 0; i < count; ++i) {
      text += text.empty() ? "" : " ";
      // Many stand beside a marked word in every order: pages that hold it are split.
      text += random_.below(2) == 0 ? "q" : "";
      for (std::uint64_t k = 2 + random_.below(8); k > 0; --k)
        text += "abcdefghijklmnoprstuwxyz"[random_.below(23)];
    }
    return text;
  }
  RecordId put(const NewRecord& made) {
    commit(made.draft);
    return made.id;
  }
  RecordId add(std::string_view name) { return put(add_person(*golden_, name)); }
  void edit(RecordId record, FieldId field, std::string_view typed) {
    const auto draft = edit_field(*golden_, record, field, typed);
    REQUIRE(draft);
    commit(*draft);
  }

  SeededRandom random_;
  MemoryDisk disk_;
  GoldenWorkspace golden_;
  RecordId birgitta_;
  RecordId kept_;
};

}  // namespace

TEST_CASE("nothing of an erased person is left in any page after a checkpoint") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    INFO("seed " << seed);
    Life life(seed);
    life.fill();
    REQUIRE(life.found_in_pages() == life.all_markers());
    const auto erasure = erase_record(*life.golden(), life.birgitta());
    REQUIRE(erasure);
    CHECK(erasure->facts == 3);
    CHECK(erasure->ties == 1);
    CHECK(erasure->interactions == 1);
    CHECK(erasure->kept_interactions == 1);
    life.commit(erasure->draft);
    CHECK(life.found_in_pages() == "");
    CHECK(life.found_in_log() == "");
    CHECK_FALSE(life.found("qvbirgitta"));
    const auto kept = life.golden()->read(life.kept());
    REQUIRE(kept);
    CHECK((*kept)->all(fields::interaction::people).size() == 1);
    life.reopen();
    CHECK(life.found_in_pages() == "");
  }
}
