// Workspaces of other formats: older ones are brought to the newest, newer ones refused.
#include "core/record/workspace.h"
#include "tests/core/record/workspace_fixture.h"
#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

using namespace kith;
using namespace kith::test;

namespace {

// A workspace in files, since opening takes the connection.
class Stored {
 public:
  Stored() {
    auto storage = OpenDatabase::create(disk_, random_);
    REQUIRE(storage);
    storage_ = std::move(*storage);
    REQUIRE(Workspace::create(std::move(*storage_.db), "River Trust", {clock_, random_}));
    storage_.db.reset();
  }

  Result<std::unique_ptr<Workspace>> open() {
    connect();
    auto opened = Workspace::open(std::move(*storage_.db), {clock_, random_});
    storage_.db.reset();
    return opened;
  }
  // Behind the back of the workspace.
  void run(const std::string& sql) {
    connect();
    REQUIRE(storage_.db->execute(sql));
  }
  std::int64_t get(std::string_view sql) {
    connect();
    const auto found = number(*storage_.db, sql);
    REQUIRE(found);
    return *found;
  }

 private:
  void connect() {
    storage_.close();
    auto storage = OpenDatabase::open(disk_, random_);
    REQUIRE(storage);
    storage_ = std::move(*storage);
  }

  MemoryDisk disk_;
  ManualClock clock_;
  SeededRandom random_{5};
  OpenDatabase storage_;
};

constexpr std::int64_t newest = 3;
constexpr const char* format_sql = "SELECT value FROM meta WHERE key = 'format'";

}  // namespace

TEST_CASE("a workspace of format 1 is brought to the newest when it is opened") {
  Stored stored;
  REQUIRE(stored.get(format_sql) == newest);
  stored.run("UPDATE meta SET value = 1 WHERE key = 'format'; DROP TABLE unsaved");
  {
    const auto opened = stored.open();
    INFO(why(opened));
    REQUIRE(opened);
    REQUIRE(
        (*opened)->keep_unsaved(std::array<UnsavedText, 1>{UnsavedText{"#/people x", "typed"}}));
    CHECK((*opened)->unsaved()->size() == 1);
  }
  CHECK(stored.get(format_sql) == newest);
}

TEST_CASE("a workspace of a newer format is refused, and not a byte changed") {
  Stored stored;
  stored.run("UPDATE meta SET value = 4 WHERE key = 'format'");
  const auto opened = stored.open();
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::newer_format);
  CHECK(opened.error().text.find("newer Kith") != std::string::npos);
  CHECK(stored.get(format_sql) == newest + 1);
}

TEST_CASE("a workspace without a format is damaged") {
  Stored stored;
  stored.run("DELETE FROM meta WHERE key = 'format'");
  const auto opened = stored.open();
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::damaged);
}
