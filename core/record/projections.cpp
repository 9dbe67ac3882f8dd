// Keeping the projections in step with the tables: at every change, or, after a long undo whose
// rows mostly vanish, once at its end. What is put off is marked in the database, so that whatever
// interrupts it, opening the workspace makes those projections again.
#include "core/record/workspace_state.h"

#include <algorithm>

namespace kith {
namespace {

constexpr std::int64_t rows_at_once = 2000;
constexpr std::int64_t rows_of_a_slice = 200;  // some ten milliseconds
constexpr int version_behind = 0;

}  // namespace

Result<void> Workspace::State::update_projections(std::span<const RowRef> rows) {
  if (rows.empty()) return {};
  for (Projection* projection : options.projections)
    TRY(projection->update(db, schema, rows));
  return {};
}

Result<void> Workspace::State::make_projection(Projection& projection) {
  TRY(projection.create(db, schema));
  for (const KindInfo& kind : schema.kinds()) {
    std::vector<std::int64_t> slice = TRY(tables.rows_after(kind.id, 0, rows_at_once));
    while (!slice.empty()) {
      std::vector<RowRef> rows;
      for (std::int64_t row : slice)
        rows.push_back({kind.id, row});
      TRY(projection.update(db, schema, rows));
      slice = TRY(tables.rows_after(kind.id, slice.back(), rows_at_once));
    }
  }
  return remember_projection(projection, projection.version());
}

Result<void> Workspace::State::make_projections() {
  for (Projection* projection : options.projections)
    TRY(make_projection(*projection));
  catch_up = {};
  return {};
}

Result<void> Workspace::State::make_stale_projections() {
  for (Projection* projection : options.projections) {
    const int version = TRY(projection_version(projection->name()));
    if (version != projection->version()) TRY(make_projection(*projection));
  }
  return {};
}

// -- putting off, and catching up --

Result<bool> Workspace::State::is_behind(const Projection& projection) {
  return TRY(projection_version(projection.name())) == version_behind;
}

Result<void> Workspace::State::put_off_projections(std::span<const RowRef> rows) {
  for (Projection* projection : options.projections) {
    if (projection->can_be_behind()) TRY(remember_projection(*projection, version_behind));
  }
  std::vector<RowRef> all = std::move(catch_up.rows);
  all.insert(all.end(), rows.begin(), rows.end());
  catch_up = {.rows = std::move(all), .are_all = catch_up.are_all};
  return {};
}

// Whichever is less work: to update what was put off, or to begin again with what is left.
Result<void> Workspace::State::choose_catch_up() {
  std::ranges::sort(catch_up.rows);
  const auto rest = std::ranges::unique(catch_up.rows);
  catch_up.rows.erase(rest.begin(), rest.end());
  if (!catch_up.are_all || catch_up.living <= std::ssize(catch_up.rows)) {
    for (Projection* projection : options.projections) {
      if (TRY(is_behind(*projection))) TRY(projection->create(db, schema));
    }
    catch_up.phase = CatchUp::Phase::making;
    catch_up.kind = 0;
    catch_up.row = 0;
  } else {
    catch_up.phase = CatchUp::Phase::updating;
  }
  return {};
}

// The living among the next so many numbers of rows; at the end, kind by kind, it stays there.
Result<std::vector<RowRef>> Workspace::State::next_living(std::int64_t number_count) {
  std::vector<RowRef> rows;
  if (catch_up.kind == schema.kinds().size()) return rows;
  const KindId kind = schema.kinds()[catch_up.kind].id;
  const std::int64_t end = catch_up.row + number_count;
  for (std::int64_t row : TRY(tables.living_between(kind, catch_up.row, end)))
    rows.push_back({kind, row});
  catch_up.row = end;
  if (end >= TRY(tables.last_row(kind))) {
    ++catch_up.kind;
    catch_up.row = 0;
  }
  return rows;
}

Result<double> Workspace::State::step_catch_up() {
  using Phase = CatchUp::Phase;
  const bool is_walked = catch_up.kind == schema.kinds().size();
  if (catch_up.phase == Phase::counting) {
    const bool is_known = !catch_up.are_all || catch_up.living > std::ssize(catch_up.rows);
    if (is_known || is_walked) {
      TRY(choose_catch_up());
    } else {
      catch_up.living += std::ssize(TRY(next_living(rows_at_once)));
    }
    return 0;
  }
  if (catch_up.phase == Phase::updating && catch_up.next < catch_up.rows.size()) {
    const auto slice = std::span(catch_up.rows).subspan(catch_up.next);
    const auto size = std::min(slice.size(), static_cast<std::size_t>(rows_of_a_slice));
    TRY(update_projections(slice.first(size)));
    catch_up.next += size;
    return static_cast<double>(catch_up.next) / static_cast<double>(catch_up.rows.size() + 1);
  }
  if (catch_up.phase == Phase::making && !is_walked) {
    const std::size_t kind = catch_up.kind;
    const std::vector<RowRef> rows = TRY(next_living(rows_of_a_slice));
    TRY(update_projections(rows));
    return static_cast<double>(kind) / static_cast<double>(schema.kinds().size());
  }
  for (Projection* projection : options.projections)
    TRY(remember_projection(*projection, projection->version()));
  return 1;
}

Result<double> Workspace::catch_up_slice() {
  State& state = *state_;
  bool is_any_behind = false;
  for (const Projection* projection : state.options.projections)
    is_any_behind |= TRY(state.is_behind(*projection));
  if (!is_any_behind) return 1.0;
  const auto phase = state.catch_up.phase;
  double done = 0;
  const auto step = [&]() -> Result<void> {
    done = TRY(state.step_catch_up());
    return {};
  };
  TRY(state.transact(Durability::later, step));
  if (done == 1) state.catch_up = {};
  if (state.catch_up.phase != phase) state.bump_all_revisions();
  return done;
}

}  // namespace kith
