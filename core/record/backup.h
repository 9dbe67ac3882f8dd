// What a backup holds of a workspace, and a workspace made from it: its names and keys, and its
// log, of which all else is made again (docs/format.md, "Backup"). So a backup outlives every
// change of the tables, and has nothing in it that was erased.
//
//   BackupSource source = TRY(BackupSource::begin(workspace));
//   for (Bytes some = TRY(source.next()); !some.empty(); some = TRY(source.next())) write(some);
//
//   WorkspaceRestore restore(std::move(empty_database), options);
//   TRY(restore.feed(some));                        // as it is read, in pieces of any size
//   while (TRY(restore.step())) {}                  // a change after the other
//   auto workspace = TRY(restore.finish());
#pragma once

#include "core/record/workspace.h"
#include "core/record/workspace_identity.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace kith {

// Some bytes of a sealed file that the log names (core/store/attachment_file.h): files lie beside
// the database, so whoever can open them puts them in and takes them out. In order, each whole.
struct FilePiece {
  std::string file;
  std::uint64_t size = 0;  // of the whole
  std::uint64_t offset = 0;
  Bytes bytes;
};
inline constexpr std::size_t file_piece_max = 256 * 1024;

// Reads the state of the moment in which it began; the workspace may go on meanwhile.
class BackupSource {
 public:
  static Result<BackupSource> begin(Workspace& workspace);

  // Empty at the end.
  Result<Bytes> next();
  // All but the end was read: now is the time for files.
  bool is_time_for_files() const { return began_ && !ended_ && position_ == last_position_; }
  static Bytes encode(const FilePiece& piece);
  // 0 to 1.
  double progress() const;

 private:
  BackupSource(Workspace& workspace, std::int64_t last)
      : workspace_(&workspace), last_position_(last) {}

  Workspace* workspace_;
  std::int64_t position_ = 0;  // of the log
  std::int64_t last_position_;
  bool began_ = false;
  bool ended_ = false;
};

// One transaction from beginning to end: a restore that is broken off leaves the database empty.
class WorkspaceRestore {
 public:
  WorkspaceRestore(Database db, WorkspaceOptions options);

  Result<void> feed(ByteView content);
  // Takes in one change of what was fed; false when there is none whole. malformed: it is not the
  // content of a backup.
  Result<bool> step();
  // What the step found when it was a piece of a file; there is none else.
  std::optional<FilePiece> take_file_piece() { return std::exchange(file_piece_, std::nullopt); }
  // Everything was fed. The workspace is this device's under a new incarnation: it is a copy.
  Result<std::unique_ptr<Workspace>> finish();

 private:
  Result<void> take(ByteView item);
  Result<void> begin(ByteView body);
  Result<void> take_piece(ByteView body);

  std::optional<Database> db_;
  WorkspaceOptions options_;
  std::unique_ptr<Workspace> workspace_;
  Bytes content_;
  std::size_t at_ = 0;
  std::uint64_t changeset_count_ = 0;
  std::optional<FilePiece> file_piece_;
  std::string file_;                 // the last
  std::uint64_t file_expected_ = 0;  // offset that its next piece has; 0: it is whole
  bool ended_ = false;
};

}  // namespace kith
