#include "core/store/database.h"

#include "core/store/transaction.h"

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include <string>

using namespace kith;

namespace {

Database memory_database() {
  auto db = Database::open_in_memory();
  REQUIRE(db);
  REQUIRE(db->execute("CREATE TABLE t(row INTEGER PRIMARY KEY, a, b)"));
  return std::move(*db);
}

std::int64_t count_rows(Database& db) {
  auto count = db.prepare("SELECT count(*) FROM t");
  REQUIRE(count);
  REQUIRE(count->step());
  return count->get<std::int64_t>(0);
}

std::string pragma(Database& db, const std::string& name) {
  auto statement = db.prepare("PRAGMA " + name);
  REQUIRE(statement);
  REQUIRE(statement->step());
  return std::string(statement->get<std::string_view>(0));
}

void insert(Database& db, std::int64_t a) {
  auto statement = db.prepare("INSERT INTO t(a) VALUES(?)");
  REQUIRE(statement);
  REQUIRE(statement->run(a));
}

}  // namespace

TEST_CASE("a connection is set up as the page log needs it") {
  Database db = memory_database();
  CHECK(pragma(db, "journal_mode") == "memory");
  CHECK(pragma(db, "locking_mode") == "exclusive");
  CHECK(pragma(db, "synchronous") == "2");
  CHECK(pragma(db, "temp_store") == "2");
  CHECK(pragma(db, "secure_delete") == "1");
  CHECK(pragma(db, "trusted_schema") == "0");
  CHECK(pragma(db, "cell_size_check") == "1");
  CHECK(pragma(db, "cache_size") == "-32768");
  CHECK(pragma(db, "auto_vacuum") == "2");
}

TEST_CASE("values come back as they were bound") {
  Database db = memory_database();
  auto add = db.prepare("INSERT INTO t(a, b) VALUES(?, ?)");
  auto find = db.prepare("SELECT a, b FROM t WHERE row = ?");
  REQUIRE(add);
  REQUIRE(find);
  const RecordId id{uuid_v8_bytes({1, 2, 3})};

  REQUIRE(add->run(std::string("caf\xc3\xa9\0x", 7), 2.5));
  REQUIRE(find->first(db.last_insert_row()));
  CHECK(find->get<std::string_view>(0) == std::string_view("caf\xc3\xa9\0x", 7));
  CHECK(find->get<double>(1) == 2.5);

  REQUIRE(add->run(id, std::optional<std::int64_t>()));
  REQUIRE(find->first(db.last_insert_row()));
  CHECK(find->get<RecordId>(0) == id);
  CHECK(find->is_null(1));
  CHECK(find->get<std::optional<std::int64_t>>(1) == std::nullopt);

  REQUIRE(add->run(ByteView(), std::string_view()));
  REQUIRE(find->first(db.last_insert_row()));
  CHECK(find->type(0) == ColumnType::blob);
  CHECK(find->type(1) == ColumnType::text);
}

TEST_CASE("a statement lent twice at once is two statements") {
  Database db = memory_database();
  insert(db, 1);
  insert(db, 2);
  auto outer = db.prepare("SELECT a FROM t ORDER BY row");
  auto inner = db.prepare("SELECT a FROM t ORDER BY row");
  REQUIRE(outer);
  REQUIRE(inner);
  REQUIRE(*outer->step());
  REQUIRE(*inner->step());
  REQUIRE(*inner->step());
  CHECK(inner->get<int>(0) == 2);
  CHECK(outer->get<int>(0) == 1);
}

TEST_CASE("a returned statement starts over") {
  Database db = memory_database();
  insert(db, 1);
  for (int round = 0; round < 2; ++round) {
    auto find = db.prepare("SELECT a FROM t");
    REQUIRE(find);
    CHECK(*find->step());
  }
}

TEST_CASE("statements about tables as they were are not kept when tables change") {
  Database db = memory_database();
  const auto kept = [&] {
    int count = 0;
    for (auto* at = sqlite3_next_stmt(db.handle(), nullptr); at != nullptr;
         at = sqlite3_next_stmt(db.handle(), at))
      ++count;
    return count;
  };
  auto lent = db.prepare("SELECT b FROM t");
  REQUIRE(db.prepare("SELECT a FROM t"));
  CHECK(kept() == 2);
  REQUIRE(db.execute("CREATE INDEX t_a ON t(a)"));
  CHECK(kept() == 1);
  CHECK_FALSE(lent->step().value_or(true));
}

TEST_CASE("a transaction that is not committed leaves nothing") {
  Database db = memory_database();
  {
    auto transaction = Transaction::begin(db);
    REQUIRE(transaction);
    insert(db, 1);
    CHECK(db.in_transaction());
  }
  CHECK(count_rows(db) == 0);
  auto transaction = Transaction::begin(db);
  REQUIRE(transaction);
  insert(db, 1);
  REQUIRE(transaction->commit());
  CHECK(count_rows(db) == 1);
}

TEST_CASE("savepoints nest") {
  Database db = memory_database();
  auto transaction = Transaction::begin(db);
  REQUIRE(transaction);
  insert(db, 1);
  {
    auto outer = Savepoint::begin(db);
    REQUIRE(outer);
    insert(db, 2);
    {
      auto inner = Savepoint::begin(db);
      REQUIRE(inner);
      insert(db, 3);
    }
    CHECK(count_rows(db) == 2);
    REQUIRE(outer->release());
  }
  REQUIRE(transaction->commit());
  CHECK(count_rows(db) == 2);
}

TEST_CASE("errors are told apart and never quote values") {
  Database db = memory_database();
  auto wrong = db.prepare("SELECT no_such_column FROM t");
  REQUIRE(!wrong);
  CHECK(wrong.error().code == ErrorCode::invalid_argument);

  REQUIRE(db.execute("PRAGMA max_page_count=8"));
  auto add = db.prepare("INSERT INTO t(a) VALUES(?)");
  REQUIRE(add);
  auto full = add->run(std::string(100'000, 'x'));
  REQUIRE(!full);
  CHECK(full.error().code == ErrorCode::storage_full);
  CHECK(full.error().detail.find("xxx") == std::string::npos);
  CHECK(count_rows(db) == 0);
  insert(db, 1);
  CHECK(count_rows(db) == 1);
}
