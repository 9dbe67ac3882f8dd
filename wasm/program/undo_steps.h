// Which changes Undo and Redo by key take, one after the other: those made in this sitting, the
// newest first. The log knows how to take any of them back; this knows only the order.
#pragma once

#include "core/base/id.h"

#include <optional>
#include <vector>

namespace kith::wasm {

class UndoSteps {
 public:
  // A change by the user: what was undone before it is not done again.
  void made(ChangesetId changeset);

  // `changeset` was taken back by `by`, none if nothing of it was left: whichever of the two ways
  // it stood in, it goes over to the other.
  void undone(ChangesetId changeset, std::optional<ChangesetId> by);

  std::optional<ChangesetId> next_undo() const;
  std::optional<ChangesetId> next_redo() const;

 private:
  std::vector<ChangesetId> undo_, redo_;  // the next one last
};

}  // namespace kith::wasm
