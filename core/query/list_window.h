// A list of any size as the screen needs it: exact positions for the scroll bar, rows by position,
// filter as you type. The order is a vector of 32-bit row numbers, built in slices between frames
// and patched by each commit.
//
//   ListWindow people(workspace, directory, kinds::person);
//   people.show(ListSort::name, filter_text);           // cheap when nothing changed
//   while (TRY(people.advance(budget_us))) …            // once a frame; true: there is more to do
//   for (const ListRow* row : TRY(people.rows(first, count))) …
//
// The first rows of a new order are there after one call of advance, whatever the size; size()
// grows until is_complete(). When very much changes at once, as in an import, the list as it was
// stays until the new one is complete, which is begun now and then.
#pragma once

#include "core/query/directory.h"
#include "core/query/row_set.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

enum class ListSort : std::uint8_t {
  name,
  last_contact,  // the newest first, never last
  recently_added,
  recently_changed,
  organisation,  // people without one last
};

class ListWindow {
 public:
  ListWindow(Workspace& workspace, const Directory& directory, KindId kind);
  ~ListWindow();

  // What to show. Each word of `filter` must begin a word of the name or, if it has three letters
  // or more, of anything the record itself says (job, organisation, contact ways, notes).
  void show(ListSort sort, std::string_view filter);
  // Only these rows from now on, whatever the words: whom a segment means.
  void show_only(RowSet rows);

  // Takes in what was committed since and works on for about `budget_us`. True: call again soon.
  Result<bool> advance(std::int64_t budget_us);
  // After how long advance must be called again when it had no more to do: so that a list does not
  // run after an import all the time.
  std::optional<std::int64_t> rests_for_us() const;

  // Rows known so far, and whether that is all of them.
  std::size_t size() const;
  bool is_complete() const;
  // Moves whenever positions or rows may have changed: keep what was drawn until it does.
  std::uint64_t revision() const;

  // Row `first` and those behind it, as many as there are up to `count`; ready to draw. Borrowed
  // until the next advance or rows.
  Result<std::vector<const ListRow*>> rows(std::size_t first, std::size_t count);
  // Where a record stands; empty when it is not (yet) in the list.
  Result<std::optional<std::size_t>> position_of(RecordId id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kith
