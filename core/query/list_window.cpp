// Invariants.
// 1. `current` holds the rows met so far, each once, in their order. When it is complete, nothing
//    waits to be walked again and `serial` is the directory's, it equals what a fresh walk gives.
// 2. `filtered` is the first `filtered_from` rows of `current` without those that the filter holds
//    back; without a filter it is not used.
#include "core/query/list_window.h"

#include "core/query/directory_queries.h"
#include "core/query/list_filter.h"
#include "core/query/list_queries.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <unordered_map>

namespace kith {
namespace {

using list_queries::SortPosition;
using list_queries::Walk;
using Rows = std::vector<std::uint32_t>;

constexpr int first_slice = 200;             // enough for any screen
constexpr int slice = 1000;                  // about half a millisecond
constexpr std::size_t patches_max = 64;      // more changes than that: walk again,
constexpr std::int64_t rest_us = 1'500'000;  // but not at once after such a walk
constexpr std::size_t cache_max = 2000;
constexpr std::size_t looked_for_singly_max = 4;  // more at once are dropped in one pass

// The index of the row, or the size. A hundred thousand are passed at every edit: in blocks without
// a branch for each row, they are compared several at a time.
std::size_t index_of(const Rows& rows, std::uint32_t row) {
  constexpr std::size_t block = 64;
  std::size_t at = 0;
  for (; at + block <= rows.size(); at += block) {
    std::uint32_t found = 0;
    for (std::size_t i = 0; i < block; ++i)
      found |= static_cast<std::uint32_t>(rows[at + i] == row);
    if (found != 0) break;
  }
  const auto rest = rows.begin() + static_cast<std::ptrdiff_t>(at);
  return static_cast<std::size_t>(std::find(rest, rows.end(), row) - rows.begin());
}

// A walk through an order, from its start to its end in slices.
class Builder {
 public:
  Builder(KindId kind, ListSort sort) : kind_(kind), order_(list_queries::order_of(sort)) {}

  bool is_complete() const { return is_complete_; }
  Rows& rows() { return rows_; }

  Result<void> add_slice(Database& db, int count) {
    const SortPosition* after = has_position_ ? &position_ : nullptr;
    const auto positions =
        TRY(list_queries::next_rows(db, kind_, walk(is_second_walk_), after, count));
    for (const SortPosition& position : positions) {
      if (is_second_walk_) {
        if (met_.contains(position.row)) continue;
      } else if (order_.then_by_name) {
        met_.insert(position.row);
      }
      rows_.push_back(static_cast<std::uint32_t>(position.row));
    }
    if (!positions.empty()) {
      position_ = positions.back();
      has_position_ = true;
    }
    if (positions.size() < static_cast<std::size_t>(count)) next_walk();
    return {};
  }

  // Puts changed rows where they belong now, or leaves them to a slice that is still to come.
  Result<void> patch(Database& db, const std::vector<std::uint32_t>& changed) {
    if (changed.size() == 1 && TRY(stays(db, changed[0]))) return {};
    // All of them go first: a place is found among rows whose positions hold.
    drop(changed);
    for (std::uint32_t row : changed)
      TRY(insert(db, row));
    return {};
  }

 private:
  // Whether a row, the only one that changed, belongs where it is. Mostly it does, and its two
  // neighbours tell sooner than a search for its place.
  Result<bool> stays(Database& db, std::uint32_t row) {
    if (order_.then_by_name || !is_complete_) return false;
    const std::size_t at = index_of(rows_, row);
    if (at == rows_.size()) return false;
    const auto position = TRY(list_queries::position_of(db, kind_, order_.first, row));
    if (!position) return false;
    if (at > 0) {
      const auto before = TRY(list_queries::position_of(db, kind_, order_.first, rows_[at - 1]));
      if (!before || !list_queries::comes_before(order_.first, *before, *position)) return false;
    }
    if (at + 1 == rows_.size()) return true;
    const auto after = TRY(list_queries::position_of(db, kind_, order_.first, rows_[at + 1]));
    return after && list_queries::comes_before(order_.first, *position, *after);
  }

  void drop(const std::vector<std::uint32_t>& gone) {
    if (gone.size() > looked_for_singly_max) {
      RowSet set;
      for (std::uint32_t row : gone)
        set.insert(row);
      std::erase_if(rows_, [&](std::uint32_t row) { return set.contains(row); });
      return;
    }
    for (std::uint32_t row : gone) {
      const std::size_t at = index_of(rows_, row);
      if (at < rows_.size()) rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  void next_walk() {
    if (order_.then_by_name && !is_second_walk_) {
      is_second_walk_ = true;
      has_position_ = false;
    } else {
      is_complete_ = true;
    }
  }

  Result<void> insert(Database& db, std::uint32_t row) {
    auto position = TRY(list_queries::position_of(db, kind_, order_.first, row));
    const bool is_on_second = !position && order_.then_by_name;
    if (is_on_second) position = TRY(list_queries::position_of(db, kind_, Walk::by_name, row));
    if (order_.then_by_name) is_on_second ? met_.erase(row) : met_.insert(row);
    if (!position || is_to_come(*position, is_on_second)) return {};
    const std::size_t at = TRY(place_of(db, *position, is_on_second));
    rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(at), row);
    return {};
  }

  Walk walk(bool is_second) const { return is_second ? Walk::by_name : order_.first; }

  bool is_to_come(const SortPosition& position, bool is_on_second) const {
    if (is_complete_) return false;
    if (is_on_second != is_second_walk_) return is_on_second;
    return !has_position_ || list_queries::comes_before(walk(is_on_second), position_, position);
  }

  // The index of the first row that does not come before `position`.
  Result<std::size_t> place_of(Database& db, const SortPosition& position, bool is_on_second) {
    std::size_t low = 0;
    std::size_t high = rows_.size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      const std::int64_t row = rows_[middle];
      bool is_before = is_on_second;  // of a row on the other walk
      if (!order_.then_by_name || met_.contains(row) != is_on_second) {
        const auto other = TRY(list_queries::position_of(db, kind_, walk(is_on_second), row));
        is_before = other && list_queries::comes_before(walk(is_on_second), *other, position);
      }
      is_before ? low = middle + 1 : high = middle;
    }
    return low;
  }

  KindId kind_;
  list_queries::Order order_;
  Rows rows_;
  RowSet met_;  // rows of the first walk, where there is a second
  SortPosition position_;
  bool has_position_ = false;
  bool is_second_walk_ = false;
  bool is_complete_ = false;
};

}  // namespace

struct ListWindow::State {
  Workspace& workspace;
  const Directory& directory;
  KindId kind;
  ListSort sort = ListSort::name;

  Builder current;
  std::optional<Builder> next =
      {};  // the same order again, to replace `current` when it is complete
  bool must_walk_again = false;
  std::int64_t rests_until_us = 0;
  std::uint64_t serial;  // of the directory's changes taken in

  std::string filter = {};
  std::optional<RowSet> only = {};
  RowSet filter_rows = {};
  bool is_filter_stale = false;
  Rows filtered = {};
  std::size_t filtered_from = 0;  // how much of the order has been through the filter

  std::uint64_t revision = 0;
  std::unordered_map<std::uint32_t, ListRow> cache = {};
  const ListRow gone{.id = {},
                     .name = "In the trash",
                     .subtitle = {},
                     .initials = {},
                     .hue = 0,
                     .last_contact = {}};

  Database& db() { return workspace.database(); }
  bool is_filtered() const { return only || !filter.empty(); }
  const Rows& visible() { return is_filtered() ? filtered : current.rows(); }

  void start_over() {
    current = Builder(kind, sort);
    next.reset();
    must_walk_again = false;
    serial = directory.change_serial();
    forget_filtered();
  }

  void forget_filtered() {
    filtered.clear();
    filtered_from = 0;
    ++revision;
  }

  Result<void> take_in_changes() {
    if (serial == directory.change_serial()) return {};
    const auto changes = directory.changes_since(serial);
    serial = directory.change_serial();
    if (!changes || changes->size() > patches_max) {
      must_walk_again = true;  // and filter again: an import would have it done in every frame
      cache.clear();
    } else {
      std::vector<std::uint32_t> rows;  // in order, as the changes are
      for (const RowRef& change : *changes) {
        if (change.kind == kind) rows.push_back(static_cast<std::uint32_t>(change.row));
      }
      TRY(current.patch(db(), rows));
      if (next) TRY(next->patch(db(), rows));
      for (std::uint32_t row : rows)
        cache.erase(row);
      is_filter_stale = true;
    }
    ++revision;
    return {};
  }

  // One step of what is left to do; false when that is nothing.
  Result<bool> work() {
    if (!current.is_complete()) {
      TRY(current.add_slice(db(), current.rows().empty() ? first_slice : slice));
      ++revision;
    } else if (next) {
      TRY(next->add_slice(db(), slice));
      if (next->is_complete()) {
        current = std::move(*next);
        next.reset();
        rests_until_us = workspace.clock().steady_us() + rest_us;
        is_filter_stale = true;
        forget_filtered();
      }
    } else if (must_walk_again && workspace.clock().steady_us() >= rests_until_us) {
      must_walk_again = false;
      next.emplace(kind, sort);
    } else {
      return false;
    }
    return true;
  }

  Result<void> bring_filter_up_to_date() {
    if (!is_filtered()) return {};
    if (is_filter_stale) {
      filter_rows = only ? *only : TRY(kith::filter_rows(workspace, kind, filter));
      is_filter_stale = false;
      forget_filtered();
    }
    const Rows& order = current.rows();
    for (; filtered_from < order.size(); ++filtered_from) {
      if (filter_rows.contains(order[filtered_from])) filtered.push_back(order[filtered_from]);
    }
    return {};
  }
};

ListWindow::ListWindow(Workspace& workspace, const Directory& directory, KindId kind)
    : state_(new State{.workspace = workspace,
                       .directory = directory,
                       .kind = kind,
                       .current = Builder(kind, ListSort::name),
                       .serial = directory.change_serial()}) {}

ListWindow::~ListWindow() = default;

void ListWindow::show(ListSort sort, std::string_view filter) {
  State& state = *state_;
  if (sort != state.sort) {
    state.sort = sort;
    state.start_over();
  }
  if (filter != state.filter) {
    state.filter = filter;
    state.is_filter_stale = true;
    state.forget_filtered();
  }
}

void ListWindow::show_only(RowSet rows) {
  state_->only = std::move(rows);
  state_->is_filter_stale = true;
  state_->forget_filtered();
}

Result<bool> ListWindow::advance(std::int64_t budget_us) {
  State& state = *state_;
  Clock& clock = state.workspace.clock();
  const std::int64_t end = clock.steady_us() + budget_us;
  TRY(state.take_in_changes());
  bool has_more = true;
  do {
    has_more = TRY(state.work());
  } while (has_more && clock.steady_us() < end);
  TRY(state.bring_filter_up_to_date());
  return has_more;
}

std::optional<std::int64_t> ListWindow::rests_for_us() const {
  if (!state_->must_walk_again) return std::nullopt;
  return std::max<std::int64_t>(state_->rests_until_us - state_->workspace.clock().steady_us(), 0);
}

std::size_t ListWindow::size() const {
  return state_->visible().size();
}

bool ListWindow::is_complete() const {
  return state_->current.is_complete();
}

std::uint64_t ListWindow::revision() const {
  return state_->revision;
}

Result<std::vector<const ListRow*>> ListWindow::rows(std::size_t first, std::size_t count) {
  State& state = *state_;
  const Rows& visible = state.visible();
  const std::size_t end = std::min(visible.size(), first + std::min(count, visible.size()));
  if (state.cache.size() > cache_max) state.cache.clear();
  std::vector<const ListRow*> rows;
  for (std::size_t at = first; at < end; ++at) {
    auto cached = state.cache.find(visible[at]);
    if (cached == state.cache.end()) {
      auto row = TRY(state.directory.row(state.db(), state.kind, visible[at]));
      if (row) cached = state.cache.emplace(visible[at], std::move(*row)).first;
    }
    rows.push_back(cached == state.cache.end() ? &state.gone : &cached->second);
  }
  return rows;
}

Result<std::optional<std::size_t>> ListWindow::position_of(RecordId id) const {
  State& state = *state_;
  const auto row = TRY(directory_queries::find_row(state.db(), id));
  if (!row || row->kind != state.kind) return std::nullopt;
  const Rows& visible = state.visible();
  const std::size_t at = index_of(visible, static_cast<std::uint32_t>(row->row));
  return at < visible.size() ? std::optional(at) : std::nullopt;
}

}  // namespace kith
