#include "tests/core/store/tamper.h"

#include "core/store/head.h"
#include "core/store/recovery.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace kith::test {

namespace {

class Tamperer {
 public:
  Tamperer(FaultyDisk& disk, const VaultFiles& older, Random& random)
      : disk_(disk), older_(older), random_(random) {}

  std::string change() {
    switch (random_.below(8)) {
      case 0:
        return change_file(&Tamperer::flip_bit);
      case 1:
        return change_file(&Tamperer::cut);
      case 2:
        return change_file(&Tamperer::take_older);
      case 3:
        return change_file(&Tamperer::take_older_block);
      case 4:
        return change_log(&Tamperer::swap_frames);
      case 5:
        return change_log(&Tamperer::cut_at_commit);
      case 6:
        return put_back_generation();
      default:
        for (std::size_t i = 0; i < file_count; ++i)
          disk_.file(static_cast<FileName>(i)).set_content(older_[i]);
        return "all files: an older copy";
    }
  }

 private:
  using Change = std::string (Tamperer::*)(FileName, Bytes&);

  std::string change_file(Change how) {
    FileName name;
    do {
      name = static_cast<FileName>(random_.below(file_count));
    } while (disk_.file(name).content().empty());
    return change_named(name, how);
  }

  std::string change_log(Change how) {
    const bool is_first = disk_.generation().value_or(0) % 2 == 0;
    return change_named(is_first ? FileName::log_0 : FileName::log_1, how);
  }

  std::string change_named(FileName name, Change how) {
    Bytes bytes = disk_.file(name).content();
    const std::string what = (this->*how)(name, bytes);
    disk_.file(name).set_content(std::move(bytes));
    return std::string(file_name_text(name)) + ": " + what;
  }

  std::string flip_bit(FileName, Bytes& bytes) {
    const auto bit = random_.below(bytes.size() * 8);
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
    return "bit " + std::to_string(bit) + " flipped";
  }

  std::string cut(FileName, Bytes& bytes) {
    bytes.resize(random_.below(bytes.size()));
    return "cut at " + std::to_string(bytes.size());
  }

  std::string take_older(FileName name, Bytes& bytes) {
    bytes = older_[static_cast<std::size_t>(name)];
    return "an older copy";
  }

  std::string take_older_block(FileName name, Bytes& bytes) {
    const Bytes& older = older_[static_cast<std::size_t>(name)];
    const std::size_t block = name == FileName::head ? head_slot_size : slot_size;
    const std::size_t count = std::min(bytes.size(), older.size()) / block;
    if (count == 0) return "no older block";
    const auto at = static_cast<std::ptrdiff_t>(random_.below(count) * block);
    std::copy_n(older.begin() + at, block, bytes.begin() + at);
    return "an older block";
  }

  // Puts one page frame in the place of another of the same page; of the same commit if there are
  // two, since only the chain tells those apart.
  std::string swap_frames(FileName, Bytes& log) {
    std::vector<std::pair<LogFrame, LogFrame>> same_commit;
    std::vector<std::pair<LogFrame, LogFrame>> same_page;
    const auto frames = parse_log(log);
    for (std::size_t a = 0; a < frames.size(); ++a) {
      for (std::size_t b = a + 1; b < frames.size(); ++b) {
        if (frames[a].header.kind != FrameKind::page) continue;
        if (frames[b].header.kind != FrameKind::page) continue;
        if (frames[a].header.page != frames[b].header.page) continue;
        same_page.emplace_back(frames[a], frames[b]);
        if (frames[a].header == frames[b].header) same_commit.emplace_back(frames[a], frames[b]);
      }
    }
    const auto& pairs = same_commit.empty() ? same_page : same_commit;
    if (pairs.empty()) return "nothing to swap";
    const auto& [from, to] = pairs[random_.below(pairs.size())];
    std::copy_n(log.begin() + static_cast<std::ptrdiff_t>(from.offset), from.size,
                log.begin() + static_cast<std::ptrdiff_t>(to.offset));
    return same_commit.empty() ? "a frame of another commit" : "another frame of the same commit";
  }

  // The log as it was after an earlier commit: no worse than an older copy of all.
  std::string cut_at_commit(FileName, Bytes& log) {
    std::vector<std::size_t> ends;
    for (const LogFrame& frame : parse_log(log))
      if (frame.header.kind != FrameKind::page) ends.push_back(frame.offset + frame.size);
    if (ends.empty()) return "no commit to cut at";
    log.resize(ends[random_.below(ends.size())]);
    return "cut at a commit, at " + std::to_string(log.size());
  }

  // The files of the earlier time's generation, with one of its superblocks or both or none: after
  // a rekey, all that the old key opened.
  std::string put_back_generation() {
    const Bytes& older_head = older_[static_cast<std::size_t>(FileName::head)];
    const HeadSlot slot = decode_head_slot(ByteView(older_head).first(head_slot_size));
    const bool is_first = slot.head.generation % 2 == 0;
    for (const FileName name :
         is_first ? std::array{FileName::pages_0, FileName::log_0, FileName::index_0}
                  : std::array{FileName::pages_1, FileName::log_1, FileName::index_1})
      disk_.file(name).set_content(older_[static_cast<std::size_t>(name)]);
    Bytes head = disk_.file(FileName::head).content();
    const auto superblocks = random_.below(4);
    for (std::size_t place : {0, 1}) {
      const std::size_t end = (place + 1) * head_slot_size;
      if ((superblocks >> place & 1) == 0 || older_head.size() < end || head.size() < end) continue;
      const auto at = static_cast<std::ptrdiff_t>(place * head_slot_size);
      std::copy_n(older_head.begin() + at, head_slot_size, head.begin() + at);
    }
    disk_.file(FileName::head).set_content(std::move(head));
    return "an older generation, superblocks " + std::to_string(superblocks);
  }

  FaultyDisk& disk_;
  const VaultFiles& older_;
  Random& random_;
};

}  // namespace

VaultFiles read_files(FaultyDisk& disk) {
  VaultFiles files;
  for (std::size_t i = 0; i < file_count; ++i)
    files[i] = disk.file(static_cast<FileName>(i)).content();
  return files;
}

std::string tamper(FaultyDisk& disk, const VaultFiles& older, Random& random) {
  return Tamperer(disk, older, random).change();
}

}  // namespace kith::test
