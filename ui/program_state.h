// What the program shows of itself to the rooms, besides the records: the vault, storage, import,
// theme. Written by the program between frames, read by rooms.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "ui/commands.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith {
class Directory;
class Workspace;
struct ImportPreview;
}  // namespace kith

namespace kith::ui {

enum class VaultStatus : std::uint8_t {
  looking,  // not known yet
  none,     // nothing here: offer to create
  locked,   // asks for the passphrase
  opening,  // deriving the key or reading; vault_progress tells
  open,
  damaged,         // error tells; files are kept
  open_elsewhere,  // another tab has it
};

struct StorageFacts {
  bool known = false;
  bool on_device = true;          // false: memory only, this window keeps nothing
  std::optional<bool> persisted;  // the browser's answer; empty: not asked yet
  std::int64_t used_bytes = 0;    // by this site
  std::int64_t quota_bytes = 0;
  std::int64_t vault_bytes = 0;
  std::int64_t log_bytes = 0;  // not yet checkpointed
};

enum class ImportPhase : std::uint8_t {
  idle,
  reading,  // parsing in the throw-away worker
  mapping,  // a CSV nobody knows: the user maps its columns
  preview,  // read; nothing written yet
  committing,
  cancelling,
  undoing,
  finished,
  cancelled,
  failed,
};

struct ImportColumn {
  std::string header;
  std::vector<std::string> samples;
  int target = 0;  // suggested or chosen (core/exchange/mapping.h)
};

struct ImportStatus {
  ImportPhase phase = ImportPhase::idle;
  std::string file_name;
  std::string source;  // "Google Contacts"
  float progress = 0;  // 0 to 1
  std::int64_t rows = 0;
  std::int64_t rows_done = 0;
  std::vector<ImportColumn> columns;       // mapping
  std::vector<std::string> target_names;   // index = target
  const ImportPreview* preview = nullptr;  // preview and later
  std::optional<RecordId> import;          // its record, once committing
  std::optional<Error> error;              // failed
};

struct Toast {
  std::string text;
  std::optional<ChangesetId> undo;
  std::optional<RecordId> undo_import;
  std::uint64_t serial = 0;  // changes with every new toast
};

struct ProgramState {
  VaultStatus vault = VaultStatus::looking;
  std::string vault_progress;  // opening: in words
  std::optional<Error> error;  // of the last command; cleared by the next
  std::vector<std::string> recovery_words;
  StorageFacts storage;
  ImportStatus import;
  std::optional<RecordId> unfinished_import;  // found running when the workspace was opened
  Toast toast;
  ThemeChoice theme = ThemeChoice::system;

  Workspace* workspace = nullptr;  // set while the vault is open
  Directory* directory = nullptr;
};

}  // namespace kith::ui
