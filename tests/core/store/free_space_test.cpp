// Deleted texts are in no page, wherever SQLite moved them while they were there.
#include "core/store/free_space.h"

#include "core/store/vfs.h"
#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

using namespace kith;
using namespace kith::test;

namespace {

constexpr const char* mark = "-MARKED-";

// An index of words that come and go in any order, so that its pages are split, merged and packed.
class Words {
 public:
  explicit Words(std::uint64_t seed) : random_(seed) {
    auto made = OpenDatabase::create(disk_, random_);
    REQUIRE(made);
    open_ = std::move(*made);
    REQUIRE(db().execute("CREATE TABLE word(text, PRIMARY KEY(text)) WITHOUT ROWID; BEGIN"));
  }

  Database& db() { return *open_.db; }

  void come_and_go(int count) {
    for (int i = 0; i < count; ++i) {
      if (random_.below(5) < 3 && words_.size() > 2000) {
        std::swap(words_[random_.below(words_.size())], words_.back());
        drop(words_.back());
        words_.pop_back();
      }
      std::string word;
      for (std::uint64_t k = 3 + random_.below(117); k > 0; --k)
        word += static_cast<char>('a' + random_.below(8));
      if (i % 10 == 0) word += mark;
      Statement add = *db().prepare("INSERT INTO word(text) VALUES(?)");
      if (add.run(word)) words_.push_back(word);
      if (i % 500 == 499) REQUIRE(db().execute("COMMIT; BEGIN"));
    }
  }
  void drop_marked() {
    for (const std::string& word : words_) {
      if (word.ends_with(mark)) drop(word);
    }
    REQUIRE(db().execute("COMMIT"));
    REQUIRE(open_.vault->log().checkpoint());
  }
  int marked_pages() {
    int found = 0;
    PageLog& log = open_.vault->log();
    for (std::uint32_t page = 0; page < log.page_count(); ++page) {
      Bytes content(page_size);
      REQUIRE(log.read(page, content));
      found += as_text(content).find(mark) == std::string_view::npos ? 0 : 1;
    }
    return found;
  }

 private:
  void drop(const std::string& word) {
    Statement drop = *db().prepare("DELETE FROM word WHERE text = ?");
    REQUIRE(drop.run(word));
  }

  SeededRandom random_;
  MemoryDisk disk_;
  OpenDatabase open_;
  std::vector<std::string> words_;
};

}  // namespace

TEST_CASE("No page holds a deleted text, though SQLite moved it between pages") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    INFO("seed " << seed);
    Words words(seed);
    words.come_and_go(20'000);
    words.drop_marked();
    CHECK(words.marked_pages() == 0);
    const auto intact = integrity(words.db());
    REQUIRE(intact);
    CHECK(*intact == "ok");
  }
}

TEST_CASE("Only the unallocated middle of a page of a table or index is cleared") {
  Bytes page(page_size, 0xaa);
  const Bytes full = page;
  for (std::uint8_t type : {0, 1, 3, 170}) {
    page = full;
    page[0] = type;
    const Bytes before = page;
    clear_free_space(3, page);
    CHECK((page == before));
  }
  constexpr std::array<std::uint8_t, 8> header = {13, 0, 0, 0, 2, 0x0f, 0xf0, 0};
  page = full;
  std::copy(header.begin(), header.end(), page.begin());
  const Bytes before = page;
  clear_free_space(1, page);  // a pointer map
  CHECK((page == before));
  clear_free_space(3, page);
  for (std::size_t i = 0; i < page.size(); ++i)
    REQUIRE(page[i] == (i >= 12 && i < 0x0ff0 ? 0 : before[i]));
}
