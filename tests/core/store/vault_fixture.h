// What the tests of storage share: keys that need no Argon2id, and a vault made of them.
#pragma once

#include "core/store/database.h"
#include "core/store/vault.h"
#include "core/store/vfs.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace kith::test {

// As derive_kek would give; the tests of storage need no Argon2id.
inline KekKey test_kek(std::uint8_t seed) {
  return *KekKey::from(Bytes(32, seed));
}

inline NewWrap test_wrap(std::uint8_t seed, WrapKind kind = WrapKind::passphrase) {
  Salt salt{};
  salt[0] = seed;
  return {{kind, passphrase_cost_min, salt}, test_kek(seed)};
}

inline std::vector<NewWrap> test_wraps(std::uint8_t passphrase = 1, std::uint8_t recovery = 2) {
  std::vector<NewWrap> wraps;
  wraps.push_back(test_wrap(passphrase));
  wraps.push_back(test_wrap(recovery, WrapKind::recovery_phrase));
  return wraps;
}

inline Result<std::unique_ptr<Vault>> create_vault(Disk& disk, Random& random,
                                                   const PageLogLimits& limits = {}) {
  return Vault::create(disk, VaultId{random.bytes<16>()}, test_wraps(), random, limits);
}

inline Result<std::unique_ptr<Vault>> open_vault(Disk& disk, Random& random,
                                                 const PageLogLimits& limits = {},
                                                 OpenMode mode = OpenMode::normal) {
  return Vault::open(disk, WrapKind::passphrase, test_kek(1), random, limits, mode);
}

// An open vault with a connection; closes in the right order.
struct OpenDatabase {
  std::unique_ptr<Vault> vault;
  std::unique_ptr<VaultVfs> vfs;
  std::optional<Database> db;

  OpenDatabase() = default;
  OpenDatabase(OpenDatabase&&) = default;
  OpenDatabase& operator=(OpenDatabase&& other) {
    close();
    vault = std::move(other.vault);
    vfs = std::move(other.vfs);
    db = std::move(other.db);
    other.db.reset();
    return *this;
  }
  ~OpenDatabase() { close(); }

  void close() {
    db.reset();
    vfs.reset();
    vault.reset();
  }

  static Result<OpenDatabase> over(std::unique_ptr<Vault> vault) {
    OpenDatabase open;
    open.vault = std::move(vault);
    open.vfs = std::make_unique<VaultVfs>(open.vault->log());
    open.db.emplace(TRY(Database::open("main", open.vfs->name())));
    return open;
  }
  static Result<OpenDatabase> create(Disk& disk, Random& random, const PageLogLimits& limits = {}) {
    return over(TRY(create_vault(disk, random, limits)));
  }
  static Result<OpenDatabase> open(Disk& disk, Random& random, const PageLogLimits& limits = {},
                                   OpenMode mode = OpenMode::normal) {
    return over(TRY(open_vault(disk, random, limits, mode)));
  }
};

inline Result<std::string> integrity(Database& db) {
  Statement check = TRY(db.prepare("PRAGMA integrity_check(1)"));
  TRY(check.step());
  return std::string(check.get<std::string_view>(0));
}

inline Result<std::int64_t> number(Database& db, std::string_view sql) {
  Statement query = TRY(db.prepare(sql));
  TRY(query.step());
  return query.get<std::int64_t>(0);
}

// What an error was, for INFO and REQUIRE.
template <class T>
std::string why(const Result<T>& result) {
  return result ? "ok" : result.error().text + " (" + result.error().detail + ")";
}

}  // namespace kith::test
