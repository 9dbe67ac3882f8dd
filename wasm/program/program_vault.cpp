// The vault's part of the program: finding, creating, opening, locking, letting go.
#include "core/crypto/recovery_phrase.h"
#include "core/store/recovery_wrap.h"
#include "wasm/program/backup_run.h"
#include "wasm/program/import_run.h"
#include "wasm/program/program.h"
#include "wasm/program/restore_run.h"
#include "wasm/program/session.h"

#include <utility>

namespace kith::wasm {
namespace {

// A log of so many bytes is moved to its place (a shorter one is as quickly read again) …
constexpr std::uint64_t checkpoint_worth_leaving = 256 << 10;  // … when the page is hidden,
constexpr std::uint64_t checkpoint_worth_idling = 4 << 20;     // when nothing else is to do,
constexpr std::uint64_t checkpoint_worth_working = 60 << 20;   // and in the midst of an import.
constexpr std::uint32_t pages_copied_at_once = 100;            // one or two milliseconds
constexpr std::int64_t tidy_slice_us = 8'000;

// The sealed files as they are, one after the other, for somebody who can help; nothing is opened.
// "kith files 1", then for each file its name and content (core/base/codec.h).
Result<Bytes> sealed_files(Disk& disk) {
  Encoder out;
  out.text("kith files 1");
  for (std::size_t i = 0; i < file_count; ++i) {
    const auto name = static_cast<FileName>(i);
    BlockFile& file = disk.file(name);
    Bytes content(static_cast<std::size_t>(TRY(file.size())));
    TRY(file.read(0, content));
    out.text(file_name_text(name));
    out.bytes_field(content);
  }
  return out.take();
}

bool is_recovery(WrapKind wrap) {
  return wrap == WrapKind::recovery_phrase || wrap == WrapKind::recovery_box;
}

}  // namespace

// -- finding --

void Program::find_vault(bool asks) {
  is_asking_ = true;
  platform_.open_disk(asks, [this](Result<FoundDisk> found) {
    is_asking_ = false;
    const bool is_elsewhere = found && found->disk == nullptr;
    if (!is_elsewhere) {
      take_disk(std::move(found));
    } else if (is_in_front_) {  // it was not asked for, or for a moment not
      return find_vault(true);
    }
    platform_.show_baton(!is_elsewhere);
    platform_.request_frame();
  });
}

void Program::take_disk(Result<FoundDisk> found) {
  if (state_.vault == ui::VaultStatus::unavailable) state_.error.reset();
  if (!found) return refuse(ui::VaultStatus::unavailable, std::move(found.error()));
  state_.storage.known = true;
  state_.storage.on_device = found->keeps;
  disk_ = found->disk;
  if (session_ && is_idle()) return lock(false);
  if (session_) {
    if (auto gone_on = go_on(); !gone_on) could_not_open(std::move(gone_on.error()));
    return;
  }
  auto info = Vault::inspect(*disk_);
  if (info) {
    state_.vault = ui::VaultStatus::locked;
    state_.passkey.is_there = info->find(WrapKind::passkey) != nullptr;
  } else if (info.error().code == ErrorCode::not_found) {
    state_.vault = ui::VaultStatus::none;
  } else {
    refuse(ui::VaultStatus::damaged, std::move(info.error()));
  }
}

void Program::run(ui::TryAgain) {
  if (!is_asking_) find_vault(true);
}

// -- creating --

void Program::run(ui::MakeRecoveryPhrase) {
  new_seed_ = RecoverySeed::generate(platform_.random());
  state_.recovery_words = recovery_words(*new_seed_);
}

void Program::run(ui::CreateWorkspace command) {
  if (!disk_ || !new_seed_ || state_.vault != ui::VaultStatus::none) return;
  busy("Sealing it with your passphrase");
  const Salt salt = platform_.random().bytes<sizeof(Salt)>();
  platform_.derive_key(std::move(command.passphrase), salt, std::nullopt,
                       [this, salt, name = std::move(command.name)](Result<DerivedKey> derived) {
                         if (derived)
                           create_with(std::move(*derived), name, salt);
                         else
                           refuse(ui::VaultStatus::none, std::move(derived.error()));
                         platform_.request_frame();
                       });
}

void Program::create_with(DerivedKey derived, const std::string& name, const Salt& salt) {
  if (!is_here()) return;  // let go of meanwhile
  const auto vault = make_uuid_v7<VaultId>(platform_.clock(), platform_.random());
  const Salt recovery_salt = platform_.random().bytes<sizeof(Salt)>();
  std::vector<NewWrap> wraps;
  wraps.push_back({{WrapKind::passphrase, derived.cost, salt}, std::move(derived.key)});
  wraps.push_back({{WrapKind::recovery_phrase, PassphraseCost{}, recovery_salt},
                   recovery_kek(*new_seed_, vault, recovery_salt)});
  const RecoveryKeys recovery{
      SignKeyPair::from_seed(derive(*new_seed_, recovery_sign_derivation)).public_key(),
      BoxKeyPair::from_secret(derive(*new_seed_, recovery_box_derivation)).public_key()};
  auto session =
      Session::create(*disk_, name, vault, wraps, recovery, platform_.clock(), platform_.random());
  if (!session) return refuse(ui::VaultStatus::none, std::move(session.error()));
  new_seed_.reset();
  for (std::string& word : state_.recovery_words)
    wipe(word);
  state_.recovery_words.clear();
  opened(std::move(session));
}

// -- opening --

void Program::run(ui::OpenWithPassphrase command) {
  if (!disk_ || state_.vault != ui::VaultStatus::locked) return;
  auto info = Vault::inspect(*disk_);
  if (!info) return refuse(ui::VaultStatus::damaged, std::move(info.error()));
  const WrapInfo* wrap = info->find(WrapKind::passphrase);
  if (wrap == nullptr) {
    return refuse(ui::VaultStatus::locked,
                  {ErrorCode::unsupported, "This workspace opens by its recovery phrase only."});
  }
  busy("Checking the passphrase");
  platform_.derive_key(std::move(command.passphrase), wrap->salt, wrap->cost,
                       [this](Result<DerivedKey> derived) {
                         if (derived)
                           open_with(WrapKind::passphrase, std::move(derived->key));
                         else
                           refuse(ui::VaultStatus::locked, std::move(derived.error()));
                         platform_.request_frame();
                       });
}

void Program::run(ui::OpenWithRecoveryPhrase command) {
  if (!disk_ || state_.vault != ui::VaultStatus::locked) return;
  auto seed = parse_recovery_phrase(command.words);
  wipe(command.words);
  if (!seed) return refuse(ui::VaultStatus::locked, std::move(seed.error()));
  auto info = Vault::inspect(*disk_);
  if (!info) return refuse(ui::VaultStatus::damaged, std::move(info.error()));
  const WrapInfo* wrap = info->recovery();
  if (wrap == nullptr) {
    return refuse(ui::VaultStatus::locked,
                  {ErrorCode::unsupported, "This workspace has no recovery phrase."});
  }
  auto kek = recovery_kek(*seed, info->vault, *wrap);
  if (!kek) return refuse(ui::VaultStatus::locked, std::move(kek.error()));
  open_with(wrap->kind, std::move(*kek));
}

void Program::open_with(WrapKind wrap, KekKey kek) {
  if (!is_here()) return;  // let go of meanwhile
  opened(Session::open(*disk_, wrap, kek, platform_.clock(), platform_.random()));
  state_.passphrase.is_forgotten = session_ && is_recovery(wrap);
  if (state_.vault != ui::VaultStatus::damaged) return;
  salvage_key_.emplace(SalvageKey{wrap, std::move(kek)});
  state_.can_read_damaged = true;
}

void Program::opened(Result<std::unique_ptr<Session>> session) {
  if (!session) return could_not_open(std::move(session.error()));
  session_ = std::move(*session);
  erasures_tidied_ = 0;
  attachments_swept_ = UINT64_MAX;
  state_.workspace = &session_->workspace();
  state_.directory = &session_->directory();
  state_.vault = ui::VaultStatus::open;
  state_.vault_progress.clear();
  state_.passkey.is_there = session_->vault().wrap(WrapKind::passkey).has_value();
  state_.passkey.was_declined = false;
  look_for_unfinished_import();
  look_at_witness();
  sweep_attachments();
  run(ui::RefreshStorageHealth{});
  note_use();
  check_idle();
}

void Program::could_not_open(Error error) {
  if (error.code == ErrorCode::not_found) return begin_anew();
  const bool wrong_key = error.code == ErrorCode::wrong_passphrase;
  if (wrong_key) look_for_passkey();
  refuse(wrong_key ? ui::VaultStatus::locked : ui::VaultStatus::damaged, std::move(error));
}

// There is a vault and nothing in it: making it, or restoring a backup into it, was cut off.
void Program::begin_anew() {
  auto emptied = Vault::discard(*disk_);
  if (!emptied) return refuse(ui::VaultStatus::damaged, std::move(emptied.error()));
  refuse(ui::VaultStatus::none,
         {ErrorCode::not_found,
          "What was begun here was cut off before anything was kept. Make the workspace, or "
          "restore the backup, once more."});
}

// -- closing --

void Program::close() {
  hooks_.letting_go();
  forget_session();
  if (disk_ != nullptr) platform_.close_disk();
  disk_ = nullptr;
}

void Program::forget_session() {
  hooks_.closing();
  // An import that is cut off keeps what it has brought in; if there is no room for it, the next
  // opening finds it as of its last flush.
  if (session_) (void)session_->workspace().flush();
  note_witness(true);
  end_rekey();
  end_attachments();
  end_backups();
  end_duplicates();
  state_.duplicates = {};
  import_.reset();
  state_.import = {};
  state_.backup = {};
  state_.refusal.texts.clear();
  state_.workspace = nullptr;
  state_.directory = nullptr;
  state_.passphrase = {};
  state_.passkey.error.reset();
  state_.sealing = {};
  state_.locks_soon = false;
  session_.reset();
  undo_steps_ = {};
}

void Program::run(ui::Lock) {
  lock(true);
}

void Program::lock(bool with_others) {
  if (with_others) platform_.tell_locked();
  close();
  platform_.restart();
}

void Program::leaving() {
  if (!has_workspace()) return;
  if (auto flushed = session_->workspace().flush(); !flushed) {
    state_.error = std::move(flushed.error());
    return;
  }
  note_witness(true);
  tidy_storage(checkpoint_worth_leaving);
}

bool Program::has_erased() const {
  return session_->workspace().erasure_count() != erasures_tidied_;
}

// While nothing else is to do, and before long work goes on: in between it would copy pages that
// the work writes again, and not keep up with it. At once after an erasure, so that the old images
// of its pages leave the files. True when there is more to do; jobs come then.
bool Program::tidy_storage_in_slices() {
  const bool is_working = import_ && import_->is_busy();
  const std::uint64_t erasures = session_->workspace().erasure_count();
  const std::uint64_t worth = has_erased() ? 0
                              : is_working ? checkpoint_worth_working
                                           : checkpoint_worth_idling;
  PageLog& log = session_->vault().log();
  if (log.log_bytes() < worth || log.has_pending()) return false;
  const std::int64_t end = platform_.clock().steady_us() + tidy_slice_us;
  do {
    const auto all_copied = log.copy_ahead(pages_copied_at_once);
    const bool works = all_copied && (!*all_copied || log.checkpoint());
    if (!works) return false;  // the next change begins it again
    if (*all_copied) {
      erasures_tidied_ = erasures;
      run(ui::RefreshStorageHealth{});
      break;
    }
  } while (platform_.clock().steady_us() < end);
  platform_.request_jobs();
  return true;
}

// What is committed is safe in the log; a checkpoint that fails is tried again later.
void Program::tidy_storage(std::uint64_t log_bytes_worth) {
  PageLog& log = session_->vault().log();
  const bool is_worth = has_erased() || log.log_bytes() >= log_bytes_worth;
  if (is_worth && !log.has_pending()) (void)log.checkpoint();
}

void Program::run(ui::ExportSalvage) {
  if (disk_ == nullptr) return;
  auto files = sealed_files(*disk_);
  if (!files) {
    state_.error = std::move(files.error());
    return;
  }
  platform_.download("kith-sealed-files.kith", "application/octet-stream", std::move(*files));
  state_.damaged_files_saved = true;
}

void Program::run(ui::RemoveDamaged) {
  const bool is_asked_for = state_.vault == ui::VaultStatus::damaged && state_.damaged_files_saved;
  if (disk_ == nullptr || !is_asked_for) return;
  auto emptied = Vault::discard(*disk_);
  if (!emptied) return refuse(ui::VaultStatus::damaged, std::move(emptied.error()));
  state_.vault = ui::VaultStatus::none;
  state_.can_read_damaged = state_.damaged_files_saved = false;
  salvage_key_.reset();
}

void Program::run(ui::ExportReadable) {
  if (disk_ == nullptr || (!session_ && !salvage_key_)) return;
  auto salvage = session_ ? salvage_text(session_->workspace().database()) : read_damaged();
  if (!salvage) {
    state_.error = std::move(salvage.error());
    return;
  }
  const ByteView text = as_bytes(salvage->text);
  platform_.download("kith-readable.txt", "text/plain", Bytes(text.begin(), text.end()));
}

Result<Salvage> Program::read_damaged() {
  auto vault = TRY(Vault::open(*disk_, salvage_key_->wrap, salvage_key_->kek, platform_.random(),
                               {}, OpenMode::salvage));
  VaultVfs vfs(vault->log());
  Database db = TRY(Database::open("main", vfs.name()));
  return salvage_text(db);
}

void Program::busy(std::string words) {
  state_.vault = ui::VaultStatus::opening;
  state_.vault_progress = std::move(words);
}

void Program::refuse(ui::VaultStatus status, Error error) {
  state_.vault = status;
  state_.error = std::move(error);
}

}  // namespace kith::wasm
