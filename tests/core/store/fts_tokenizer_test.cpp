#include "core/store/fts_tokenizer.h"

#include "core/store/database.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

namespace {

// Each byte is a word; in texts an "a" is also found as "A".
class ByteTokenizer final : public FtsTokenizer {
 public:
  void tokenize(std::string_view text, bool is_query,
                const std::function<bool(const FtsWord&)>& take) const override {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!take({text.substr(at, 1), at, at + 1, false})) return;
      if (text[at] == 'a' && !is_query && !take({"A", at, at + 1, true})) return;
    }
  }
};

bool is_found(Database& db, std::string_view query) {
  auto find = db.prepare("SELECT rowid FROM t WHERE t MATCH ?");
  REQUIRE(find);
  const auto found = find->first(query);
  REQUIRE(found);
  return *found;
}

}  // namespace

TEST_CASE("full-text search cuts words as the registered tokenizer does") {
  static const ByteTokenizer tokenizer;
  auto db = Database::open_in_memory();
  REQUIRE(db);
  REQUIRE(register_fts_tokenizer(*db, "bytes", tokenizer));
  REQUIRE(register_fts_tokenizer(*db, "bytes", tokenizer));
  REQUIRE(
      db->execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'bytes');"
                  "INSERT INTO t(text) VALUES('ban')"));
  CHECK(is_found(*db, "\"ba\""));
  CHECK(is_found(*db, "\"A\""));
  CHECK_FALSE(is_found(*db, "\"nb\""));
  CHECK_FALSE(is_found(*db, "\"B\""));
}
