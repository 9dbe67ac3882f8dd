// A backup file: whatever it holds, sealed in pieces under a key of its own, behind a head that
// says how to unlock it (docs/format.md, "Backup"). It opens with the passphrase and the recovery
// phrase that opened the vault when it was made. What was altered, cut off or joined on is noticed.
//
//   BackupWriter writer = vault.begin_backup();
//   writer.add(plain);   write(writer.take());      // any number of times
//   writer.finish();     write(writer.take());
//
//   BackupHead head = TRY(decode_backup_head(bytes));
//   StorageKey key = TRY(unlock_backup(head, WrapKind::passphrase, kek));
//   BackupReader reader(head, derive(key, backup_key_derivation));
//   TRY(reader.feed(bytes_behind_the_head));   use(reader.take());
//   TRY(reader.end());
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/kdf.h"
#include "core/crypto/stream_pieces.h"
#include "core/store/head.h"

#include <span>
#include <vector>

namespace kith {

inline constexpr std::uint32_t backup_format_version = 1;
inline constexpr std::size_t backup_head_size = 664;

struct BackupHead {
  VaultId vault;
  std::vector<Wrap> wraps;
  std::array<std::uint8_t, 32> salt{};
  StreamHeader stream{};

  const Wrap* find(WrapKind kind) const;
  // Of either kind that the recovery phrase opens (core/store/recovery_wrap.h).
  const Wrap* recovery() const;
};

// `bytes` are the first backup_head_size of the file, or all of a shorter one. malformed: this is
// no backup; damaged, newer_format: it is one, and why it cannot be read.
Result<BackupHead> decode_backup_head(ByteView bytes);

// The key of the vault that it was made of. wrong_passphrase; not_found: no such way to unlock it.
Result<StorageKey> unlock_backup(const BackupHead& head, WrapKind kind, const KekKey& kek);

class BackupWriter {
 public:
  // Of the wraps only those that open it anywhere are taken: a passkey belongs to one device.
  BackupWriter(const VaultId& vault, std::span<const Wrap> wraps, const BackupKey& key,
               Random& random);

  void add(ByteView plain);
  void finish();
  // What is sealed since the last time.
  Bytes take();

 private:
  BackupHead head_;
  PieceSealer sealer_;
  Bytes sealed_head_;
};

class BackupReader {
 public:
  BackupReader(const BackupHead& head, const BackupKey& key);

  // The bytes behind the head, in pieces of any size.
  Result<void> feed(ByteView sealed);
  // The file ends here: damaged if it should not.
  Result<void> end();
  // What was opened since the last time.
  Bytes take();

 private:
  PieceOpener opener_;
};

}  // namespace kith
