#include "wasm/program/undo_steps.h"

namespace kith::wasm {
namespace {

constexpr std::size_t steps_max = 200;

void push(std::vector<ChangesetId>& steps, ChangesetId changeset) {
  if (steps.size() == steps_max) steps.erase(steps.begin());
  steps.push_back(changeset);
}

std::optional<ChangesetId> last(const std::vector<ChangesetId>& steps) {
  return steps.empty() ? std::nullopt : std::optional(steps.back());
}

}  // namespace

void UndoSteps::made(ChangesetId changeset) {
  redo_.clear();
  push(undo_, changeset);
}

void UndoSteps::undone(ChangesetId changeset, std::optional<ChangesetId> by) {
  const bool was_redo = std::erase(redo_, changeset) > 0;
  std::erase(undo_, changeset);
  if (by) push(was_redo ? undo_ : redo_, *by);
}

std::optional<ChangesetId> UndoSteps::next_undo() const {
  return last(undo_);
}

std::optional<ChangesetId> UndoSteps::next_redo() const {
  return last(redo_);
}

}  // namespace kith::wasm
