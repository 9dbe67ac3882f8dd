// What the program shows of itself to the rooms, besides the records: the vault, storage, import,
// theme. Written by the program between frames, read by rooms.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/exchange/import_job.h"
#include "core/exchange/parse_report.h"
#include "core/query/duplicates.h"
#include "ui/commands.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith {
class Directory;
class Workspace;
class ImportPreview;
}  // namespace kith

namespace kith::ui {

enum class VaultStatus : std::uint8_t {
  looking,  // not known yet, or another tab has it
  none,     // nothing here: offer to create
  locked,   // asks for the passphrase
  opening,  // deriving the key or reading; vault_progress tells
  open,
  damaged,      // error tells; files are kept
  unavailable,  // the files could not be opened; error tells; may be tried again
};

struct StorageFacts {
  bool known = false;
  bool on_device = true;          // false: memory only, this window keeps nothing
  std::optional<bool> persisted;  // the browser's answer; empty: not asked yet
  std::int64_t used_bytes = 0;    // by this site
  std::int64_t quota_bytes = 0;
  bool nearly_full = false;  // so little is left that changes may soon be refused
  std::int64_t vault_bytes = 0;
  std::int64_t log_bytes = 0;  // not yet checkpointed
};

enum class ImportPhase : std::uint8_t {
  idle,
  reading,  // parsing in the throw-away worker
  preview,  // read; nothing written yet
  committing,
  cancelling,
  undoing,
  redoing,  // what was undone
  finished,
  cancelled,  // or undone
  redone,
  failed,
};

// A record that taking an import back left, since somebody changed it.
struct KeptRecord {
  RecordId id;
  KindId kind;
  std::string words;  // "Ana Okafor"
};

struct ImportStatus {
  ImportPhase phase = ImportPhase::idle;
  std::string file_name;
  std::int64_t bytes = 0;                  // of the file
  std::int64_t bytes_read = 0;             // reading
  const ParseReport* report = nullptr;     // from preview on, and after a failure to read
  const ImportPreview* preview = nullptr;  // reading and preview
  ImportProgress progress;                 // committing, cancelling, undoing
  ImportCounts counts;                     // committing and later
  double undone = 0;                       // undoing: 0 to 1
  LaterEdits later = LaterEdits::kept;     // what undoing does with them
  std::size_t kept_by_undo = 0;            // records somebody changed since
  std::vector<KeptRecord> kept_records;    // the first of them
  std::optional<RecordId> import;          // its record, while there is something to take back
  std::optional<Error> error;              // failed
};

// Of a change of the passphrase.
struct PassphraseStatus {
  bool is_forgotten = false;  // the recovery phrase opened the workspace
  bool is_changing = false;
  std::optional<Error> error;  // why the last change was refused
  std::uint64_t changes = 0;   // so many were made
};

// Of a passkey, which opens the workspace beside the passphrase.
struct PasskeyStatus {
  bool is_offered = false;      // the browser has them on this page
  bool is_there = false;        // one opens this workspace
  bool is_asking = false;       // for the passphrase's key, or in the browser's own dialog
  bool was_declined = false;    // nobody answered that dialog the last time
  std::optional<Error> error;   // why none was added the last time
  std::uint64_t additions = 0;  // so many were added
};

// Of sealing everything under a fresh key.
struct SealingStatus {
  bool is_advised = false;  // the passphrase was changed, and older copies open these files too
  bool is_running = false;
  double share = 0;            // 0 to 1
  std::optional<Error> error;  // why the last one was refused
  std::uint64_t times = 0;     // so often it was done
};

enum class BackupPhase : std::uint8_t { idle, writing, checking, failed };

struct BackupStatus {
  BackupPhase phase = BackupPhase::idle;
  double progress = 0;                  // writing and checking: 0 to 1
  std::int64_t bytes = 0;               // of the one made last, since the workspace was opened
  std::optional<Error> error;           // failed
  std::optional<std::int64_t> last_ms;  // when the last one was made on this device
  std::int64_t changes_since = 0;
  bool is_due = false;  // much has changed, and for long nobody made one
};

enum class RestorePhase : std::uint8_t {
  idle,
  locked,     // a file was chosen; asks for its passphrase
  unlocking,  // deriving the key
  reading,
  failed,  // error tells; nothing is left of it
};

struct RestoreStatus {
  RestorePhase phase = RestorePhase::idle;
  std::string file_name;
  std::int64_t bytes = 0;       // of the file
  std::int64_t bytes_read = 0;  // reading
  std::optional<Error> error;   // failed, or locked: why the last try was refused
};

enum class AttachmentPhase : std::uint8_t { idle, attaching, opening };

// Of a file on its way into a record, or out.
struct AttachmentStatus {
  AttachmentPhase phase = AttachmentPhase::idle;
  std::string name = {};
  RecordId record = {};
  FieldId field = {};
  double progress = 0;  // 0 to 1
};

// What an undo left because it was changed again since; asks what to do with it.
struct UndoRest {
  ChangesetId changeset;
  std::vector<std::string> words;  // "Nickname of Ana Okafor: Nana", some of them
  std::size_t count = 0;
};

enum class DuplicatesPhase : std::uint8_t { idle, searching, found, failed };

struct DuplicatesStatus {
  DuplicatesPhase phase = DuplicatesPhase::idle;
  double progress = 0;               // searching: 0 to 1
  std::vector<DuplicatePair> found;  // by the last search that came to its end
  bool has_more = false;             // than are kept
  std::uint64_t searches = 0;        // so many came to their end
  std::optional<Error> error;        // failed
};

struct Toast {
  std::string text;
  std::optional<ChangesetId> undo;
  bool is_redo = false;                 // undoing it does again what was undone
  std::optional<RecordId> undo_import;  // or redo it
  std::uint64_t serial = 0;             // changes with every new toast
};

// What was typed for a change that was refused.
struct Refusal {
  std::vector<UnsavedText> texts;
  std::string reason;
  std::uint64_t serial = 0;  // changes with every new one
};

struct ProgramState {
  VaultStatus vault = VaultStatus::looking;
  std::string vault_progress;        // opening: in words
  bool can_read_damaged = false;     // damaged: the key is known, what opens can be exported
  bool damaged_files_saved = false;  // damaged: as they are, so they may be removed here
  std::uint64_t missing_saves = 0;   // so much older the workspace is than this device last had it
  std::optional<Error> error;        // of the last command; cleared by the next
  std::vector<std::string> recovery_words;
  PassphraseStatus passphrase;
  PasskeyStatus passkey;
  SealingStatus sealing;
  StorageFacts storage;
  AttachmentStatus attachment;
  BackupStatus backup;
  RestoreStatus restore;  // while there is no workspace
  ImportStatus import;
  DuplicatesStatus duplicates;
  std::optional<RecordId> unfinished_import;  // found running when the workspace was opened
  Toast toast;
  std::optional<UndoRest> undo_rest;
  Refusal refusal;
  Preferences preferences;
  bool locks_soon = false;  // nobody has used the open workspace for nearly that long

  Workspace* workspace = nullptr;  // set while the vault is open
  Directory* directory = nullptr;
};

}  // namespace kith::ui
