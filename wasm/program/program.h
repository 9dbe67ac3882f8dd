// The program behind the interface: carries out commands, owns the open vault and the jobs, and
// says in ProgramState how things stand.
//
//   Program program(platform);
//   program.start();                              // looks for a vault
//   App app({glyphs, renderer, program.state()});
//   … each turn: for (auto& c : app.take_commands()) program.carry_out(std::move(c));
//   … when the platform says so: program.run_jobs();
//
// Answers and jobs run on the one thread between frames; nothing here waits.
#pragma once

#include "core/crypto/secret.h"
#include "core/exchange/salvage.h"
#include "core/query/duplicates.h"
#include "core/store/rekey.h"
#include "core/store/vault.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "wasm/program/platform.h"
#include "wasm/program/undo_steps.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kith::wasm {

class AttachRun;
class BackupRun;
class GiveBackRun;
class ImportRun;
class RestoreRun;
class Session;

class Program {
 public:
  explicit Program(Platform& platform);
  ~Program();
  Program(const Program&) = delete;

  // What whoever shows the program has to do in time.
  struct Hooks {
    std::function<void()> letting_go = [] {};  // what is typed is to be written down now
    std::function<void()> closing = [] {};     // App::forget_workspace
    std::function<void()> rereading = [] {};   // App::reread_workspace
  };
  void set_hooks(Hooks hooks) { hooks_ = std::move(hooks); }

  void start();
  void carry_out(ui::Command command);
  // Works on for a few milliseconds. Asks the platform to be called again when there is more.
  void run_jobs();

  // The user chose or dropped a file; Platform::begin_parse reads it.
  void file_chosen(std::string file_name, std::int64_t size,
                   FilePurpose purpose = FilePurpose::anything);
  // The page is hidden or going away: move what is in the log to its place.
  void leaving();

  // -- several tabs: one at a time has the files open (program_tabs.cpp) --

  // Whether this one has. Otherwise nothing is drawn, and no command changes anything.
  bool is_here() const { return disk_ != nullptr; }
  // Somebody looks at this tab: it asks for them. Or no longer: it stops asking.
  void set_in_front(bool in_front);
  // Another tab asks for them: it gets them, unless a job must end first.
  void wanted();
  // They are let go of in any case; what is open stays in memory.
  void give_up();
  // Somebody is at work in the tab that has them.
  void used_elsewhere();
  // That one was locked, and with it all are.
  void locked_elsewhere();

  // As they were remembered; what is none of the choices is left as it is.
  void set_preferences(const ui::Preferences& preferences);
  void set_witness(const Witness& witness);
  // Whether the browser has passkeys on this page.
  void set_passkeys_offered(bool offered);

  // Somebody is at it. False when that comes too late: then it is locked now, and what came with
  // it is not to be read.
  bool used();
  // Locks when nobody has used it for long enough, warns shortly before, asks to be called again.
  void check_idle();

  const ui::ProgramState& state() const { return state_; }
  // Null while locked. For benches.
  Session* session() { return session_.get(); }

 private:
  // Open, and with its files.
  bool has_workspace() const { return session_ && is_here(); }

  // -- the vault (program_vault.cpp) --
  void find_vault(bool asks);
  void take_disk(Result<FoundDisk> found);
  void run(ui::MakeRecoveryPhrase command);
  void run(ui::CreateWorkspace command);
  void run(ui::OpenWithPassphrase command);
  void run(ui::OpenWithRecoveryPhrase command);
  void run(ui::Lock command);
  void run(ui::TryAgain command);
  void run(ui::ExportSalvage command);
  void run(ui::RemoveDamaged command);
  void run(ui::ExportReadable command);
  void create_with(DerivedKey derived, const std::string& name, const Salt& salt);
  void open_with(WrapKind wrap, KekKey kek);
  Result<Salvage> read_damaged();
  void begin_anew();
  void opened(Result<std::unique_ptr<Session>> session);
  void could_not_open(Error error);
  void close();
  void forget_session();
  void lock(bool with_others);
  // Whether the files still hold pages as they were before something was erased.
  bool has_erased() const;
  void tidy_storage(std::uint64_t log_bytes_worth);
  bool tidy_storage_in_slices();
  // -- several tabs --
  Result<void> go_on();
  Result<void> read_what_is_new();
  std::string job() const;
  // -- the passphrase of the open vault (program_passphrase.cpp) --
  void run(ui::ChangePassphrase command);
  void replace_passphrase(std::string next);
  void refuse_passphrase(Error error);

  // -- a passkey beside it (program_passkey.cpp) --
  void run(ui::OpenWithPasskey command);
  void run(ui::AddPasskey command);
  void run(ui::RemovePasskey command);
  void make_passkey();
  void add_passkey(const Salt& salt, Result<PasskeySecret> secret);
  void refuse_passkey(Error error);
  void look_for_passkey();
  // A way to unlock is being changed; one at a time.
  bool is_changing_keys() const;

  // -- sealing everything under a fresh key (program_rekey.cpp) --
  void run(ui::SealAnew command);
  void run(ui::CancelSealAnew command);
  bool waits_for_rekey() const;
  void begin_rekey(KekKey kek);
  Result<void> make_rekey(KekKey kek);
  void step_rekey();
  void end_rekey();
  void refuse_rekey(Error error);
  // Work that somebody began, and that locking would cut off.
  bool is_working() const;

  // -- backups (program_backup.cpp) --
  void run(ui::MakeBackup command);
  void run(ui::CancelBackup command);
  void run(ui::PickBackupFile command);
  void run(ui::RestoreWithPassphrase command);
  void run(ui::RestoreWithRecoveryPhrase command);
  void run(ui::CancelRestore command);
  void backup_chosen(std::string file_name);
  void start_restore(WrapKind kind, const KekKey& kek);
  // Whether there is more to do.
  bool go_on_with_backup();
  bool go_on_with_restore();
  void look_at_last_backup();
  void end_backups();

  // -- files of records (program_attachments.cpp) --
  void run(ui::AttachFile command);
  void run(ui::OpenAttachment command);
  void run(ui::CancelAttachment command);
  void attachment_chosen(std::string file_name, std::int64_t size);
  bool go_on_with_attachments();
  Result<void> keep_attachment();
  void sweep_attachments();
  void end_attachments();

  // -- going back in time (program_witness.cpp) --
  void look_at_witness();
  void note_witness(bool at_once);
  void run(ui::AcceptOlderState command);

  // -- locking by itself (program_idle.cpp) --
  std::int64_t idle_ms();
  bool is_idle();
  void note_use();

  void busy(std::string words);
  void refuse(ui::VaultStatus status, Error error);

  // -- records, imports, settings (program.cpp) --
  void run(ui::Commit command);
  Result<Committed> commit(const ui::Commit& command);
  void run(ui::EraseForGood command);
  void run(ui::KeepUnsaved command);
  void run(ui::Unmerge command);
  void run(ui::UndoChange command);
  void run(ui::UndoLast command);
  void run(ui::RedoLast command);
  void run(ui::KeepLaterEdits command);
  void run(ui::PickImportFile command);
  void run(ui::ReadImportAgain command);
  void run(ui::StartImport command);
  void run(ui::CancelImport command);
  void run(ui::CloseImport command);
  void run(ui::UndoImport command);
  void run(ui::RedoImport command);
  // -- duplicates (program_duplicates.cpp) --
  void run(ui::FindDuplicates command);
  void run(ui::CancelFindingDuplicates command);
  bool go_on_with_duplicates();
  void end_duplicates();

  void run(ui::SetTheme command);
  void run(ui::SetLockAfter command);
  void run(ui::RefreshStorageHealth command);
  void run(ui::AskToPersist command);
  void tell_undone(ChangesetId changeset, const UndoOutcome& undone);
  ImportRun& new_import_run();
  void look_for_unfinished_import();
  void name_kept_records();
  void note_room_left();
  void tell_import_end(ui::ImportPhase before);
  void toast(std::string text, std::optional<ChangesetId> undo = {},
             std::optional<RecordId> undo_import = {});

  Platform& platform_;
  ui::ProgramState state_;
  Hooks hooks_;
  std::unique_ptr<Session> session_;
  UndoSteps undo_steps_;  // of the session
  std::unique_ptr<ImportRun> import_;
  std::optional<Rekey> rekey_;
  std::unique_ptr<BackupRun> backup_;
  std::unique_ptr<RestoreRun> restore_;
  struct AttachTo {
    RecordId record;
    FieldId field;
  };
  AttachTo attach_to_;  // where the file goes that is being picked or taken in
  std::unique_ptr<AttachRun> attach_;
  std::unique_ptr<GiveBackRun> give_back_;
  std::uint64_t attachments_swept_ = 0;  // at so many erasures
  std::optional<DuplicateSearch> duplicates_;
  std::int64_t duplicates_shown_us_ = 0;
  bool restored_by_phrase_ = false;
  Disk* disk_ = nullptr;  // null while another tab has the files, or may have
  bool is_in_front_ = false;
  bool is_asking_ = false;
  std::optional<RecoverySeed> new_seed_;  // shown, not yet in use
  // The key that opened a vault that turned out to be damaged: for reading what can be read.
  struct SalvageKey {
    WrapKind wrap;
    KekKey kek;
  };
  std::optional<SalvageKey> salvage_key_;
  bool asked_to_persist_ = false;
  Witness witness_;
  std::int64_t witnessed_at_us_ = 0;
  std::uint64_t erasures_tidied_ = 0;  // so many of the open workspace's are out of the files
  // When the open workspace was used last, by both clocks: the steady one may stop while the
  // laptop sleeps, the other may be set back.
  std::int64_t used_at_us_ = 0;
  std::int64_t used_at_wall_ms_ = 0;
  std::int64_t told_use_us_ = 0;  // when the other tabs were told
};

}  // namespace kith::wasm
