// From the format of what a workspace keeps beside its tables of records to the next. A new
// workspace begins at the first one too and takes the same steps, so that there is one way to
// every format. All steps and the making of the tables are one transaction: after a crash it is the
// old format or the new.
//
// Tables of records and projections are not of a format: they are made again from the log when
// their own layout moved. A format also says what a build must know of the log, so that an older
// one does not open what it would get wrong.
#include "core/record/workspace_state.h"

#include <array>

namespace kith {
namespace {

constexpr std::int64_t first_format = 1;

// The n-th leads away from format n. Never change one that was released.
constexpr std::array steps = {
    // To 2: what is typed and not saved yet has its table (some of format 1 have it already). Erase
    // ops are applied, and the log may be redacted.
    "CREATE TABLE IF NOT EXISTS unsaved(number INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE,"
    " text TEXT NOT NULL)",
    // To 3: alias ops are applied.
    "",
};
constexpr auto newest_format = first_format + static_cast<std::int64_t>(steps.size());

constexpr const char* get_format = "SELECT value FROM meta WHERE key = 'format'";
constexpr const char* put_format = "INSERT OR REPLACE INTO meta(key, value) VALUES('format', ?)";

}  // namespace

Result<std::int64_t> Workspace::State::format() {
  Statement find = TRY(db.prepare(get_format));
  const std::int64_t found = TRY(find.step()) ? find.get<std::int64_t>(0) : 0;
  if (found > newest_format) {
    return fail(ErrorCode::newer_format,
                "This workspace was written by a newer Kith. Update Kith to open it.");
  }
  if (found < first_format) {
    return fail(ErrorCode::damaged,
                "The workspace does not say what format it has. Its files are kept; export what "
                "can be read.");
  }
  return found;
}

Result<void> Workspace::State::set_format(std::int64_t format) {
  Statement put = TRY(db.prepare(put_format));
  return put.run(format);
}

Result<void> Workspace::State::begin_format() {
  return set_format(first_format);
}

Result<void> Workspace::State::migrate() {
  const std::int64_t found = TRY(format());
  if (found == newest_format) return {};
  for (std::int64_t at = found; at < newest_format; ++at)
    TRY(db.execute(steps[static_cast<std::size_t>(at - first_format)]));
  return set_format(newest_format);
}

}  // namespace kith
