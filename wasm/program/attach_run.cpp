#include "wasm/program/attach_run.h"

#include <algorithm>
#include <utility>

namespace kith::wasm {
namespace {

constexpr std::uint64_t slice_size = 256 * 1024;

// As far as a name goes that any device can keep.
std::string file_name(std::string name) {
  if (const std::size_t slash = name.find_last_of("/\\"); slash != name.npos)
    name.erase(0, slash + 1);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
  if (name.size() > attachment_name_size_max) {
    const std::size_t dot = name.rfind('.');
    constexpr std::size_t ending_max = 16;
    const std::string ending =
        dot != name.npos && name.size() - dot <= ending_max ? name.substr(dot) : std::string();
    std::size_t kept = attachment_name_size_max - ending.size();
    while (kept > 0 && (static_cast<unsigned char>(name[kept]) & 0xc0) == 0x80)
      --kept;
    name = name.substr(0, kept) + ending;
  }
  return name.empty() ? "File" : name;
}

void show(ui::AttachmentStatus& status, std::uint64_t done, std::uint64_t all) {
  status.progress = all == 0 ? 1 : static_cast<double>(done) / static_cast<double>(all);
}

}  // namespace

// -- in --

AttachRun::AttachRun(Platform& platform, std::unique_ptr<HostFile> file, std::string name,
                     ui::AttachmentStatus& status)
    : platform_(platform),
      file_(std::move(file)),
      status_(status),
      sealer_(platform.random()),
      attachment_{.key = sealer_.key(), .name = file_name(std::move(name))},
      opening_(platform, attachment_file_name(sealer_.key()), true) {
  status_ = {.phase = ui::AttachmentPhase::attaching, .name = attachment_.name};
}

AttachRun::~AttachRun() {
  sealed_.reset();
  if (!is_kept_) platform_.remove_attachment(sealed_name());
}

Result<RunStep> AttachRun::step(std::int64_t budget_us) {
  if (!sealed_) {
    if (!opening_.is_here()) return RunStep::waits;
    sealed_ = TRY(opening_.take());
  }
  const std::int64_t end = platform_.clock().steady_us() + budget_us;
  do
    TRY(take_some());
  while (!is_finished_ && platform_.clock().steady_us() < end);
  show(status_, attachment_.size, file_->size());
  return is_finished_ ? RunStep::over : RunStep::more;
}

Result<void> AttachRun::take_some() {
  const std::uint64_t left = file_->size() - attachment_.size;
  if (left == 0) return finish();
  Bytes some(static_cast<std::size_t>(std::min(left, slice_size)));
  TRY(file_->read(attachment_.size, some));
  attachment_.size += some.size();
  sealer_.add(some);
  wipe(some);
  return write(sealer_.take());
}

Result<void> AttachRun::write(const Bytes& sealed) {
  TRY(sealed_->write(written_, sealed));
  written_ += sealed.size();
  return {};
}

Result<void> AttachRun::finish() {
  const SealedFile made = sealer_.finish();
  TRY(write(sealer_.take()));
  TRY(sealed_->flush());
  attachment_.content_hash = made.content_hash;
  attachment_.sealed_hash = made.sealed_hash;
  is_finished_ = true;
  return {};
}

// -- out --

GiveBackRun::GiveBackRun(Platform& platform, Attachment attachment, ui::AttachmentStatus& status)
    : platform_(platform),
      status_(status),
      attachment_(std::move(attachment)),
      opening_(platform, attachment_file_name(attachment_.key), false),
      opener_(attachment_.key, attachment_.size),
      file_(platform.new_file()) {
  status_ = {.phase = ui::AttachmentPhase::opening, .name = attachment_.name};
}

Result<RunStep> GiveBackRun::step(std::int64_t budget_us) {
  if (!sealed_) {
    if (!opening_.is_here()) return RunStep::waits;
    sealed_ = TRY(opening_.take());
    size_ = TRY(sealed_->size());
  }
  const std::int64_t end = platform_.clock().steady_us() + budget_us;
  do
    TRY(take_some());
  while (read_ < size_ && platform_.clock().steady_us() < end);
  show(status_, read_, size_);
  if (read_ < size_) return RunStep::more;
  // Only what is whole is given to anybody.
  TRY(opener_.end());
  TRY(file_->append(opener_.take()));
  platform_.offer(*file_, attachment_.name, "application/octet-stream");
  return RunStep::over;
}

Result<void> GiveBackRun::take_some() {
  Bytes some(static_cast<std::size_t>(std::min(size_ - read_, slice_size)));
  TRY(sealed_->read(read_, some));
  read_ += some.size();
  TRY(opener_.feed(some));
  Bytes plain = opener_.take();
  TRY(file_->append(plain));
  wipe(plain);
  return {};
}

}  // namespace kith::wasm
