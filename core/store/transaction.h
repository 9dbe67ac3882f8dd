// Scoped transactions: what is not committed by the end of the scope is rolled back.
//
//   Transaction transaction = TRY(Transaction::begin(db));
//   TRY(insert.run(...));
//   TRY(transaction.commit());
//
// A Savepoint is the same inside a transaction, and nests. No statement may be in mid-step at a
// roll-back; let it go out of scope or reset it first.
#pragma once

#include "core/base/result.h"

namespace kith {

class Database;

class Transaction {
 public:
  static Result<Transaction> begin(Database& db);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  // On failure everything since begin is undone, and earlier data is intact.
  [[nodiscard]] Result<void> commit();
  void roll_back();

 private:
  explicit Transaction(Database* db) : db_(db) {}
  Database* db_;  // null once it has ended
};

class Savepoint {
 public:
  static Result<Savepoint> begin(Database& db);
  Savepoint(Savepoint&& other) noexcept;
  Savepoint& operator=(Savepoint&&) = delete;
  ~Savepoint();

  // Keeps the changes, as part of the transaction around it.
  [[nodiscard]] Result<void> release();
  void roll_back();

 private:
  explicit Savepoint(Database* db) : db_(db) {}
  Database* db_;
};

}  // namespace kith
