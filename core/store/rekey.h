// A rekey: everything sealed anew under a fresh storage key, so that nothing which opened an older
// copy of the files opens these. Pages, index and log of the next generation are written beside the
// present ones; the superblock switches; the old files are emptied. Before the switch nothing has
// changed, whatever happens; after it the new generation counts.
//
//   Rekey rekey = TRY(Rekey::begin(vault, wraps));
//   while (!TRY(rekey.step(100))) {}    // changes may be made in between
//   TRY(rekey.finish());                // or rekey.cancel()
//
// The connection goes on as it was. After a failed step or finish: cancel. Then the vault is as
// before, or if it is broken, opening it anew tells; or if only the old files could not be emptied,
// the new key counts, and the next opening empties them.
#pragma once

#include "core/store/vault.h"

#include <vector>

namespace kith {

class Rekey {
 public:
  // `wraps` are all the ways to unlock afterwards. `vault` must outlive it. conflict while a
  // transaction has spilled.
  static Result<Rekey> begin(Vault& vault, const std::vector<NewWrap>& wraps);

  // Copies up to so many pages. True when it has been through all of them; changes made since wait
  // for finish(), which copies them in one go. Nothing is copied while a transaction has spilled.
  Result<bool> step(std::uint32_t count_max);
  // 0 to 1.
  double progress() const;

  // Not inside a transaction.
  Result<void> finish();
  // Gives the room back; what cannot be emptied now is at the next opening. Nothing after the
  // switch.
  void cancel();

 private:
  // The image of one page in the new file.
  struct Copy {
    Mark source = 0;  // the image in use that it was made from
    Mark mark = 0;
  };

  Rekey(Vault& vault, StorageKey storage_key, const std::vector<NewWrap>& wraps);

  bool is_copied(std::uint32_t page) const;
  Result<std::uint32_t> copy_pages(std::uint32_t first, std::uint32_t count_max);
  Result<void> copy_run(std::uint32_t first, std::uint32_t end);
  Result<Checkpoint> write_generation();
  Result<void> switch_to(const Checkpoint& checkpoint);

  Vault* vault_;
  StorageKey storage_key_;
  FrameSealer sealer_;
  PublicHead head_;
  LogFiles files_;
  EpochId epoch_;
  std::vector<Copy> copies_;
  std::uint32_t next_ = 0;  // the first page that no step has come to
};

}  // namespace kith
