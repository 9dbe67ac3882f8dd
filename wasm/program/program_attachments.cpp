// Files in and out of the open workspace, and those that nothing names any more.
#include "core/practice/commands.h"
#include "wasm/program/attach_run.h"
#include "wasm/program/program.h"
#include "wasm/program/session.h"

#include <utility>

namespace kith::wasm {
namespace {

constexpr std::int64_t slice_us = 8'000;

}  // namespace

void Program::run(ui::AttachFile command) {
  if (!has_workspace() || attach_ || give_back_) return;
  attach_to_ = {command.record, command.field};
  platform_.pick_file("", FilePurpose::attachment);
}

void Program::attachment_chosen(std::string file_name, std::int64_t size) {
  if (!has_workspace() || attach_ || give_back_ || attach_to_.record.is_null()) return;
  if (static_cast<std::uint64_t>(size) > attachment_size_max) {
    state_.error = Error{ErrorCode::too_large,
                         "This file is larger than 100 MB, the most Kith keeps with a record. Link "
                         "to where it is instead."};
    return platform_.request_frame();
  }
  attach_ = std::make_unique<AttachRun>(platform_, platform_.chosen_file(FilePurpose::attachment),
                                        std::move(file_name), state_.attachment);
  state_.attachment.record = attach_to_.record;
  state_.attachment.field = attach_to_.field;
  platform_.request_frame();
}

void Program::run(ui::OpenAttachment command) {
  if (!has_workspace() || attach_ || give_back_) return;
  give_back_ =
      std::make_unique<GiveBackRun>(platform_, std::move(command.attachment), state_.attachment);
  state_.attachment.record = command.record;
  state_.attachment.field = command.field;
  platform_.request_jobs();
}

void Program::run(ui::CancelAttachment) {
  end_attachments();
}

// What was not finished is as if it had never begun.
void Program::end_attachments() {
  attach_.reset();
  give_back_.reset();
  state_.attachment = {};
}

bool Program::go_on_with_attachments() {
  sweep_attachments();
  if (!attach_ && !give_back_) return false;
  Result<RunStep> step = attach_ ? attach_->step(slice_us) : give_back_->step(slice_us);
  if (step && *step == RunStep::over && attach_) {
    if (auto kept = keep_attachment(); !kept) step = std::unexpected(std::move(kept.error()));
  }
  platform_.request_frame();
  if (step && *step != RunStep::over) return *step == RunStep::more;
  if (!step) state_.error = std::move(step.error());
  end_attachments();
  return false;
}

Result<void> Program::keep_attachment() {
  const Attachment& attachment = attach_->attachment();
  const Draft draft = put_value(session_->workspace(), attach_to_.record, attach_to_.field,
                                Value::attachment(attachment));
  // Also when this fails: what a failed flush has left on the disk is not known before the next
  // opening, which sweeps the file away or finds it named.
  attach_->keep();
  const Committed committed = TRY(session_->workspace().commit(draft));
  toast("Attached " + attachment.name, committed.id);
  if (!asked_to_persist_) run(ui::AskToPersist{});
  run(ui::RefreshStorageHealth{});
  return {};
}

// A file that the log names no more was erased with what named it; one that it never named was cut
// off half way, by a crash or a lock. While the workspace is older than it was, its files may be of
// what is missing, and come back with that.
void Program::sweep_attachments() {
  if (state_.missing_saves > 0) return;
  const std::uint64_t erasures = session_->workspace().erasure_count();
  if (attachments_swept_ == erasures) return;
  attachments_swept_ = erasures;
  platform_.list_attachments([this](Result<std::vector<std::string>> names) {
    if (!names || !has_workspace()) return;
    for (const std::string& name : *names) {
      const bool is_on_its_way = attach_ && attach_->sealed_name() == name;
      const auto is_named = session_->workspace().is_attached(name);
      if (!is_on_its_way && is_named && !*is_named) platform_.remove_attachment(name);
    }
  });
}

}  // namespace kith::wasm
