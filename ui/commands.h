// What a room asks the program to do. Rooms only read and draw; every change goes out as one of
// these, is carried out between frames (wasm/program.h), and shows itself in ProgramState or in a
// newer data version.
#pragma once

#include "core/base/id.h"
#include "core/exchange/date_text.h"
#include "core/exchange/mapping.h"
#include "core/exchange/text_source.h"
#include "core/record/draft.h"
#include "core/record/unsaved.h"
#include "ui/preferences.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kith::ui {

// -- the vault --

// Makes a recovery phrase to be shown; the answer is ProgramState::recovery_words.
struct MakeRecoveryPhrase {};

// Uses the recovery phrase made last. Refused while a vault exists.
struct CreateWorkspace {
  std::string name;
  std::string passphrase;
};

struct OpenWithPassphrase {
  std::string passphrase;
};

struct OpenWithRecoveryPhrase {
  std::string words;
};

// ProgramState::passkey tells how it goes, with each of these.
struct OpenWithPasskey {};
struct AddPasskey {
  std::string passphrase;  // a new way in takes the present one
};
struct RemovePasskey {};

struct Lock {};

// Of the open workspace. The present one is not asked for when the recovery phrase opened it.
// ProgramState::passphrase tells how it goes.
struct ChangePassphrase {
  std::string present;
  std::string next;
};

// A fresh key for all that is stored, wrapped for this passphrase and the recovery phrase.
// ProgramState::sealing tells how it goes.
struct SealAnew {
  std::string passphrase;
};
struct CancelSealAnew {};

// The files of a damaged vault as they are, sealed, as one download.
struct ExportSalvage {};
// Empties a damaged vault, once its files were saved by ExportSalvage, so that a
// backup can be restored in its place.
struct RemoveDamaged {};
// What can be read of it, as plain text: of an open vault, or of a damaged one once the passphrase
// was given.
struct ExportReadable {};

// What is here is older than it was; go on with it.
struct AcceptOlderState {};

// -- backups --

// ProgramState::backup tells how it goes; the file is offered when it was read back.
struct MakeBackup {};
struct CancelBackup {};

// Where there is no workspace. ProgramState::restore tells how it goes.
struct PickBackupFile {};
struct RestoreWithPassphrase {
  std::string passphrase;
};
struct RestoreWithRecoveryPhrase {
  std::string words;
};
struct CancelRestore {};

// -- files of records --

// Asks for a file and puts it into that field. ProgramState::attachment tells how it goes.
struct AttachFile {
  RecordId record;
  FieldId field;
};
// Gives the file to the user, as a download.
struct OpenAttachment {
  RecordId record;  // whose it is, in which field
  FieldId field;
  Attachment attachment;
};
// Leaves off with either.
struct CancelAttachment {};

// Opens the files that could not be opened.
struct TryAgain {};

// -- records --

struct Commit {
  Draft draft;
  std::string toast;                    // what to say, with Undo beside it; empty: say nothing
  std::vector<UnsavedText> saved = {};  // what was typed for it; handed back if it is refused
};

// What cannot be undone.
struct EraseForGood {
  Draft draft;
  std::string toast;
};

// Writes down what is typed and not saved yet; an empty text is forgotten.
struct KeepUnsaved {
  std::vector<UnsavedText> texts;
};

// Makes two again of what was merged, with what of it is handed over to the one that leaves.
struct Unmerge {
  RecordId record;
  Draft handed;
  std::string toast;
};

struct UndoChange {
  ChangesetId changeset;
  bool with_later_edits = false;  // undo what was changed again since, too
};
// The last change of this sitting that still stands, or the last that was undone.
struct UndoLast {};
struct RedoLast {};
// Leaves it: ProgramState::undo_rest is answered.
struct KeepLaterEdits {};

// -- import --

struct PickImportFile {};
// Reads the chosen file again: with another mapping of its columns, or as another encoding.
struct ReadImportAgain {
  std::optional<Mapping> mapping;  // remembered for files with these headings
  std::optional<Encoding> encoding;
};
struct StartImport {
  DateOrder date_order = DateOrder::unknown;  // the user's answer where the file leaves it open
};
struct CancelImport {};
struct CloseImport {};  // forget the finished or abandoned one and show the start again
struct UndoImport {
  RecordId import;
  bool with_later_edits = false;  // what was changed since goes too
};
// Brings back what was taken back.
struct RedoImport {
  RecordId import;
};

// -- duplicates --

// Looks through everybody; ProgramState::duplicates tells how it goes.
struct FindDuplicates {};
struct CancelFindingDuplicates {};

// -- settings --

struct SetTheme {
  ThemeChoice theme;
};
struct SetLockAfter {
  int minutes;  // one of lock_after_choices
};
struct RefreshStorageHealth {};
struct AskToPersist {};

using Command = std::variant<
    MakeRecoveryPhrase, CreateWorkspace, OpenWithPassphrase, OpenWithRecoveryPhrase,
    OpenWithPasskey, AddPasskey, RemovePasskey, Lock, ChangePassphrase, SealAnew, CancelSealAnew,
    AcceptOlderState, AttachFile, OpenAttachment, CancelAttachment, MakeBackup, CancelBackup,
    PickBackupFile, RestoreWithPassphrase, RestoreWithRecoveryPhrase, CancelRestore, ExportSalvage,
    RemoveDamaged, ExportReadable, TryAgain, Commit, EraseForGood, KeepUnsaved, Unmerge, UndoChange,
    UndoLast, RedoLast, KeepLaterEdits, PickImportFile, ReadImportAgain, StartImport, CancelImport,
    CloseImport, UndoImport, RedoImport, FindDuplicates, CancelFindingDuplicates, SetTheme,
    SetLockAfter, RefreshStorageHealth, AskToPersist>;
using Commands = std::vector<Command>;

}  // namespace kith::ui
