#include "core/store/transaction.h"

#include "core/base/assert.h"
#include "core/store/database.h"

#include <utility>

namespace kith {
namespace {

Result<void> run(Database& db, const char* sql) {
  Statement statement = TRY(db.prepare(sql));
  return statement.run();
}

}  // namespace

Result<Transaction> Transaction::begin(Database& db) {
  ASSERT(!db.in_transaction());
  TRY(run(db, "BEGIN IMMEDIATE"));
  return Transaction(&db);
}

Transaction::Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}

Transaction::~Transaction() {
  roll_back();
}

Result<void> Transaction::commit() {
  ASSERT(db_ != nullptr);
  TRY(run(*db_, "COMMIT"));
  db_ = nullptr;
  return {};
}

void Transaction::roll_back() {
  Database* db = std::exchange(db_, nullptr);
  // A failure of the disk or of memory may have ended the transaction already; a roll-back that
  // fails leaves SQLite itself in its error state, where every later statement says so.
  if (db != nullptr && db->in_transaction()) (void)run(*db, "ROLLBACK");
}

// All savepoints share one name: SQLite's RELEASE and ROLLBACK TO mean the innermost of a name,
// which is the one whose scope ends first.
Result<Savepoint> Savepoint::begin(Database& db) {
  ASSERT(db.in_transaction());
  TRY(run(db, "SAVEPOINT kith"));
  return Savepoint(&db);
}

Savepoint::Savepoint(Savepoint&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}

Savepoint::~Savepoint() {
  roll_back();
}

Result<void> Savepoint::release() {
  ASSERT(db_ != nullptr);
  TRY(run(*db_, "RELEASE kith"));
  db_ = nullptr;
  return {};
}

void Savepoint::roll_back() {
  Database* db = std::exchange(db_, nullptr);
  if (db == nullptr || !db->in_transaction()) return;
  if (run(*db, "ROLLBACK TO kith")) (void)run(*db, "RELEASE kith");
}

}  // namespace kith
