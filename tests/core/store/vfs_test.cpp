#include "core/store/vfs.h"

#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace kith;
using namespace kith::test;

namespace {

struct Setup {
  SeededRandom random{7};
  MemoryDisk disk;
  OpenDatabase open;

  explicit Setup(const PageLogLimits& limits = {}) {
    auto made = OpenDatabase::create(disk, random, limits);
    INFO(why(made));
    REQUIRE(made);
    open = std::move(*made);
  }
  void run(const std::string& sql) {
    auto done = open.db->execute(sql);
    INFO(sql << ": " << why(done));
    REQUIRE(done);
  }
  std::int64_t get(std::string_view sql) {
    auto value = number(*open.db, sql);
    INFO(sql << ": " << why(value));
    REQUIRE(value);
    return *value;
  }
  void reopen(const PageLogLimits& limits = {}) {
    open.close();
    auto again = OpenDatabase::open(disk, random, limits);
    INFO(why(again));
    REQUIRE(again);
    open = std::move(*again);
  }
  void fill(int rows) {
    run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
        std::to_string(rows) + ") INSERT INTO t(v) SELECT hex(randomblob(300)) FROM n");
  }
};

}  // namespace

TEST_CASE("What was committed is there after closing and opening, from log and slots") {
  Setup setup;
  setup.run("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
  setup.fill(100);
  setup.reopen();
  CHECK(setup.get("SELECT count(*) FROM t") == 100);
  setup.fill(100);
  REQUIRE(setup.open.vault->log().checkpoint());
  setup.fill(100);
  setup.reopen();
  CHECK(setup.get("SELECT count(*) FROM t") == 300);
  CHECK(integrity(*setup.open.db) == "ok");
}

TEST_CASE("A commit costs one write and is one commit of the log") {
  Setup setup;
  setup.run("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
  const std::uint64_t before = setup.open.vault->log().log_bytes();
  const std::uint64_t sequence = setup.open.vault->token().sequence;
  setup.run("INSERT INTO t(v) VALUES(1)");
  CHECK(setup.open.vault->token().sequence == sequence + 1);
  // The leaf alone: the change counter is written once for as long as the file is held.
  CHECK(setup.open.vault->log().log_bytes() - before == page_frame_size + commit_frame_size);
}

TEST_CASE("A rolled-back transaction leaves nothing, after a spill either") {
  Setup setup({.batch_bytes = 64 << 10});
  setup.run("PRAGMA cache_size=10; CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
  setup.fill(500);
  const std::int64_t sum = setup.get("SELECT sum(length(v) + id) FROM t");
  setup.run("BEGIN");
  setup.run("UPDATE t SET v = 'changed'");
  setup.fill(500);
  setup.run("ROLLBACK");
  CHECK(setup.get("SELECT sum(length(v) + id) FROM t") == sum);
  CHECK(integrity(*setup.open.db) == "ok");
  setup.reopen();
  CHECK(setup.get("SELECT sum(length(v) + id) FROM t") == sum);
}

TEST_CASE("A transaction can be written in pieces before it is committed") {
  Setup setup;
  setup.run("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
  setup.fill(500);
  const std::uint64_t sequence = setup.open.vault->token().sequence;
  setup.run("BEGIN; UPDATE t SET v = v || 'changed'");
  setup.fill(500);
  int pieces = 1;
  for (;; ++pieces) {
    const auto all_written = setup.open.db->spill(10);
    REQUIRE(all_written);
    if (*all_written) break;
    REQUIRE(setup.open.vault->log().has_pending());
  }
  CHECK(pieces > 15);
  CHECK(setup.open.vault->token().sequence == sequence);  // nothing counts yet
  const std::int64_t sum = setup.get("SELECT sum(length(v) + id) FROM t");

  const std::string end = GENERATE("COMMIT", "ROLLBACK");
  setup.run(end);
  const bool is_committed = end == "COMMIT";
  setup.reopen();
  CHECK(setup.get("SELECT count(*) FROM t") == (is_committed ? 1000 : 500));
  CHECK((setup.get("SELECT sum(length(v) + id) FROM t") == sum) == is_committed);
  CHECK(integrity(*setup.open.db) == "ok");
}

TEST_CASE("A new page that was held back, and then not needed, leaves no gap") {
  Setup setup;
  setup.run("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
  setup.fill(10);
  setup.run("BEGIN");
  setup.fill(500);
  REQUIRE(setup.open.db->spill(10) == false);
  setup.run("DELETE FROM t WHERE id > 10; COMMIT");
  CHECK(integrity(*setup.open.db) == "ok");
  setup.reopen();
  CHECK(setup.get("SELECT count(*) FROM t") == 10);
  CHECK(integrity(*setup.open.db) == "ok");
}

TEST_CASE("A long log is checkpointed by itself, and the log starts anew") {
  Setup setup({.checkpoint_log_bytes = 256 << 10});
  setup.run("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
  const EpochId first = setup.open.vault->token().epoch;
  for (int i = 0; i < 20; ++i)
    setup.fill(20);
  CHECK(setup.open.vault->token().epoch != first);
  CHECK(setup.open.vault->log().log_bytes() < 400 << 10);
  setup.reopen();
  CHECK(setup.get("SELECT count(*) FROM t") == 400);
}

TEST_CASE("VACUUM gives the room back with the next checkpoint") {
  Setup setup({.growth_step_bytes = 64 << 10});
  setup.run("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
  setup.fill(2000);
  REQUIRE(setup.open.vault->log().checkpoint());
  const std::uint64_t large = setup.open.vault->health()->pages_file_bytes;
  setup.run("DELETE FROM t WHERE id > 10; VACUUM");
  REQUIRE(setup.open.vault->log().checkpoint());
  CHECK(setup.open.vault->health()->pages_file_bytes < large / 4);
  setup.reopen();
  CHECK(setup.get("SELECT count(*) FROM t") == 10);
  CHECK(integrity(*setup.open.db) == "ok");
}

TEST_CASE("A shrink by incremental vacuum survives with the commit after it") {
  Setup setup;
  setup.run("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
  setup.fill(1000);
  const std::uint32_t pages = setup.open.vault->log().page_count();
  setup.run("DELETE FROM t WHERE id > 10");
  setup.run("PRAGMA incremental_vacuum");
  setup.run("INSERT INTO t(v) VALUES('after')");
  CHECK(setup.open.vault->log().page_count() < pages / 2);
  setup.reopen();
  CHECK(setup.open.vault->log().page_count() < pages / 2);
  CHECK(setup.get("SELECT count(*) FROM t") == 11);
  CHECK(integrity(*setup.open.db) == "ok");
}

TEST_CASE("No second database is opened beside the vault's") {
  Setup setup;
  CHECK_FALSE(setup.open.db->execute("ATTACH 'other' AS other"));
  CHECK_FALSE(setup.open.db->execute("VACUUM INTO 'copy'"));
  CHECK_FALSE(Database::open("main", setup.open.vfs->name()));
}

TEST_CASE("Two vaults side by side stay apart") {
  Setup a;
  Setup b;
  a.run("CREATE TABLE t(v); INSERT INTO t VALUES(1)");
  b.run("CREATE TABLE t(v); INSERT INTO t VALUES(2)");
  CHECK(a.get("SELECT v FROM t") == 1);
  CHECK(b.get("SELECT v FROM t") == 2);
}

TEST_CASE("Nothing written to the files shows what was stored") {
  Setup setup;
  setup.run("CREATE TABLE secret_table(v); INSERT INTO secret_table VALUES('Octavia Butler')");
  REQUIRE(setup.open.vault->log().checkpoint());
  setup.run("INSERT INTO secret_table VALUES('Octavia Butler')");
  for (std::size_t i = 0; i < file_count; ++i) {
    const std::string_view content = as_text(setup.disk.file(static_cast<FileName>(i)).content());
    CHECK(content.find("Octavia") == std::string_view::npos);
    CHECK(content.find("secret_table") == std::string_view::npos);
    CHECK(content.find("SQLite") == std::string_view::npos);
  }
}
