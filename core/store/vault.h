// A vault: one encrypted database with its files, keys and state. Creating and opening take keys
// that are already derived, since Argon2id runs in a worker of its own:
//
//   UnlockInfo info = TRY(Vault::inspect(disk));                  // salt and cost: no secrets
//   KekKey kek = TRY(derive_kek(passphrase, wrap.salt, wrap.cost));
//   auto vault = TRY(Vault::open(disk, WrapKind::passphrase, kek, random));
//   VaultVfs vfs(vault->log());
//   Database db = TRY(Database::open("main", vfs.name()));
//
// Opening changes nothing (it may write again what it read). Whatever is wrong with the files is an
// error that says so, and leaves them as they are.
#pragma once

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/kdf.h"
#include "core/crypto/passphrase.h"
#include "core/store/backup_file.h"
#include "core/store/disk.h"
#include "core/store/head.h"
#include "core/store/page_log.h"

#include <memory>
#include <vector>

namespace kith {

// How the key of one wrap is made.
struct WrapInfo {
  WrapKind kind;
  PassphraseCost cost;
  Salt salt;
  Nonce nonce = {};  // a part of it only for a recovery box
};

struct UnlockInfo {
  VaultId vault;
  std::vector<WrapInfo> wraps;

  // Null when the vault cannot be opened in that way.
  const WrapInfo* find(WrapKind kind) const;
  // Of either kind that the recovery phrase opens.
  const WrapInfo* recovery() const;
};

WrapInfo wrap_info(const Wrap& wrap);

// A wrap to be made: its key, and how that was made.
struct NewWrap {
  WrapInfo info;
  KekKey kek;
};

std::vector<Wrap> seal_wraps(const std::vector<NewWrap>& wraps, const StorageKey& storage_key,
                             const VaultId& vault, Random& random);

struct StorageHealth {
  std::uint64_t pages_file_bytes = 0;
  std::uint64_t log_file_bytes = 0;
  std::uint64_t log_bytes = 0;  // in use
  std::uint64_t index_file_bytes = 0;
  std::uint32_t page_count = 0;
  std::uint64_t generation = 0;
  StateToken state;
  std::uint64_t checkpoint_sequence = 0;  // the last commit that is in its slots
  bool is_broken = false;
  bool is_read_only = false;
};

class Vault {
 public:
  // What is needed to unlock. not_found: no vault here. damaged, newer_format: there is one, and
  // why it cannot be opened.
  static Result<UnlockInfo> inspect(Disk& disk);

  // Only where inspect says not_found.
  static Result<std::unique_ptr<Vault>> create(Disk& disk, const VaultId& id,
                                               const std::vector<NewWrap>& wraps, Random& random,
                                               const PageLogLimits& limits = {});

  // The vault that a backup was made of, still empty, on another disk: the same ways to unlock it
  // open it. Only where inspect says not_found.
  static Result<std::unique_ptr<Vault>> create_from(const BackupHead& backup, Disk& disk,
                                                    WrapKind kind, const KekKey& kek,
                                                    Random& random,
                                                    const PageLogLimits& limits = {});
  // Empties the files of a vault that holds nothing yet: one whose making was cut off.
  static Result<void> discard(Disk& disk);

  // `kek` is the key made as the wrap of this kind says. wrong_passphrase: the wrap is whole and
  // another key closed it. A salvage opens what can be read of a damaged vault, for reading only.
  static Result<std::unique_ptr<Vault>> open(Disk& disk, WrapKind kind, const KekKey& kek,
                                             Random& random, const PageLogLimits& limits = {},
                                             OpenMode mode = OpenMode::normal);

  // The same vault with the same keys, read again after another tab may have had it. If nothing
  // was committed meanwhile this object goes on as it was, and so may a connection over it: true.
  // Otherwise it now holds the newer state and the connection must be opened anew: false.
  // wrong_passphrase: the way to unlock was changed, so ask for it.
  Result<bool> resume();

  PageLog& log() { return *log_; }
  const VaultId& id() const { return head_->head().vault; }
  StateToken token() const { return log_->token(); }
  Result<StorageHealth> health();
  BackupKey backup_key() const { return derive(storage_key_, backup_key_derivation); }
  BackupWriter begin_backup() const;
  KeyStoreKey key_store_key() const { return derive(storage_key_, key_store_key_derivation); }

  // How the key of this way to unlock is made. Empty when there is no such way.
  std::optional<WrapInfo> wrap(WrapKind kind) const;
  // Whether this is the key of that way to unlock.
  bool opens_with(WrapKind kind, const KekKey& kek) const;
  // Replaces one way to unlock, or adds it, in both superblock slots: afterwards the old one opens
  // nothing. The others stay. Not inside a transaction. After a failure the old one counts, or if
  // the log is broken by it, either. Its files still open with what opened them before: a Rekey
  // mends that.
  Result<void> replace_wrap(const NewWrap& wrap);
  // In the same way, without another in its place. Another way must stay.
  Result<void> remove_wrap(WrapKind kind);

 private:
  friend class Rekey;
  struct Candidate;
  struct Choice;

  Vault(Disk& disk, StorageKey storage_key, Random& random, const PageLogLimits& limits)
      : disk_(&disk), storage_key_(std::move(storage_key)), random_(&random), limits_(limits) {}

  static Result<void> begin(Disk& disk, PublicHead head, const StorageKey& storage_key,
                            Random& random);
  static Result<Choice> choose(Disk& disk, const std::array<HeadSlot, 2>& slots,
                               std::vector<Candidate> candidates, OpenMode mode);
  void start(Choice choice, OpenMode mode);
  // Goes on with what a rekey wrote, at the same commit.
  void adopt(const HeadWriter& head, StorageKey storage_key, RecoveredLog recovered);
  Result<void> write_wraps(std::vector<Wrap> wraps);
  // Ends a rekey that was cut off: overwrites superblocks of another generation, empties its files.
  Result<void> leave_other_generation();
  static Result<void> empty_files(const LogFiles& files);

  Disk* disk_;
  StorageKey storage_key_;
  Random* random_;
  PageLogLimits limits_;
  std::optional<HeadWriter> head_;
  std::optional<PageLog> log_;
};

}  // namespace kith
