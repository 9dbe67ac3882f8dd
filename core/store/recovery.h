// From files to the state they hold: which page lies where as of the last whole commit. Reads only;
// a failed recovery leaves the files as they were.
//
// Torn or damaged? Only what was never flushed can be torn, and that is the last batch of frames:
// a later commit is written after the flush of the one before. So a commit that does not open with
// a later one behind it means damage, and is said so; without one it is the end of the log.
#pragma once

#include "core/base/result.h"
#include "core/store/disk.h"
#include "core/store/frame.h"
#include "core/store/head.h"

#include <cstdint>
#include <vector>

namespace kith {

struct PageLocation {
  std::uint64_t log_offset = 0;  // of the frame in the log; 0 = in its slot of the pages file
  Mark mark = 0;                 // of the current image; 0 = never written, reads as zeros
  bool in_slot = false;          // its slot has it too already, for the next checkpoint
};

// `salvage` takes what opens and looks away from the rest; what it finds is for reading only.
enum class OpenMode { normal, salvage };

struct RecoveredLog {
  Checkpoint checkpoint;                 // the slot's, with which it began
  std::vector<PageLocation> pages = {};  // by page number
  std::uint64_t sequence = 0;            // of the last whole commit
  Hash256 chain{};
  std::uint64_t log_end = epoch_frame_size;  // where the next frame would go
  bool log_begun = false;                    // the log of this epoch has its epoch frame
  bool marks_known = true;                   // false in a salvage without index
};

struct LogFiles {
  BlockFile* pages;
  BlockFile* log;
  BlockFile* index;
};
LogFiles generation_files(Disk& disk, std::uint64_t generation);

// What is known of the slot that is not used; decides whether a log of another epoch may stand
// beside this one.
struct OtherSlot {
  SlotState state = SlotState::blank;
  bool is_newer = false;
  EpochId epoch = {};  // when good and openable, else null
};

// The state of one superblock slot, or `damaged` when its index or log is not there to match it:
// never a state whose log is gone.
Result<RecoveredLog> recover(const LogFiles& files, const FrameSealer& sealer, const HeadSlot& slot,
                             const Checkpoint& checkpoint, const OtherSlot& other, OpenMode mode);

// The index file's part of it, exposed for the tests: the marks of all pages.
Result<std::vector<PageLocation>> read_index(BlockFile& index, const FrameSealer& sealer,
                                             const Checkpoint& checkpoint);

// What a checkpoint writes for them: the index frame of these marks, whose digest goes into
// `checkpoint`, and the frame that begins the checkpoint's log.
Bytes seal_index(const std::vector<Mark>& marks, const FrameSealer& sealer, Checkpoint& checkpoint,
                 Random& random);
Bytes seal_epoch(const Checkpoint& checkpoint, const FrameSealer& sealer, Random& random);

Error damaged_storage(std::string detail);

}  // namespace kith
