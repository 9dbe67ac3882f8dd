#include "wasm/bench/merge.h"

#include "core/query/directory.h"
#include "core/query/filter_runner.h"
#include "core/query/search.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"
#include "core/record/workspace_identity.h"

#include <array>
#include <cstdio>
#include <memory>
#include <vector>

namespace kith::bench {
namespace {

constexpr int edits_at_once = 100;
constexpr int one_conflict_in = 100;
constexpr std::int64_t changes_max = 1'000'000;
constexpr int conflicts_max = 1'000'000;

// A workspace in memory with what a device keeps beside it.
struct Device {
  Directory directory = {};
  SearchIndex search = SearchIndex(directory);
  FilterIndex filters = {};
  std::unique_ptr<Workspace> workspace = {};
  std::int64_t seen = 0;  // as far as its log was handed on

  std::vector<Projection*> projections() { return {&directory, &search, &filters}; }
};

class MergeBench {
 public:
  MergeBench(Clock& clock, Random& random, int records)
      : clock_(clock), random_(random), records_(static_cast<std::size_t>(records)) {}

  Result<MergeFigures> run() {
    TRY(begin());
    TRY(edit(*here_.workspace, fields::person::nickname));
    TRY(edit(*there_.workspace, fields::person::city));
    const std::int64_t begin = clock_.steady_us();
    TRY(hand_on(here_, there_));
    TRY(hand_on(there_, here_));
    const MergeFigures figures{static_cast<double>(clock_.steady_us() - begin) / 1000};
    TRY(check());
    return figures;
  }

 private:
  Result<void> begin() {
    Database db = TRY(Database::open_in_memory());
    here_.workspace =
        TRY(Workspace::create(std::move(db), "Here", {clock_, random_, here_.projections()}));
    Draft draft(Intent{IntentCode::add_person});
    for (RecordId& id : records_) {
      id = make_uuid_v7<RecordId>(clock_, random_);
      draft.create(kinds::person, id, {{fields::person::name, Value::text("Known to both")}});
    }
    TRY(here_.workspace->commit(draft));
    WorkspaceIdentity identity = TRY(here_.workspace->identity());
    identity.device_index = 1;
    db = TRY(Database::open_in_memory());
    there_.workspace = TRY(
        Workspace::create_from(std::move(db), identity, {clock_, random_, there_.projections()}));
    TRY(hand_on(here_, there_));
    there_.seen = there_.workspace->last_position();
    return {};
  }

  // The nickname of one in a hundred, and of all others `field`.
  Result<void> edit(Workspace& workspace, FieldId field) {
    for (std::size_t at = 0; at < records_.size();) {
      Draft draft(Intent{IntentCode::edit_field});
      for (int i = 0; i < edits_at_once && at < records_.size(); ++i, ++at) {
        const bool is_conflict = at % one_conflict_in == 0;
        draft.set(records_[(at + 1) * 7919 % records_.size()],
                  is_conflict ? fields::person::nickname : field,
                  Value::text("Edited " + std::to_string(field.low) + " " + std::to_string(at)));
      }
      TRY(workspace.commit(draft, Durability::later));
    }
    return workspace.flush();
  }

  static Result<void> hand_on(Device& from, Device& to) {
    const std::vector<Bytes> bodies = TRY(from.workspace->changesets_after(from.seen, changes_max));
    from.seen = from.workspace->last_position();
    const std::vector<ByteView> views(bodies.begin(), bodies.end());
    TRY(to.workspace->apply(views));
    return {};
  }

  Result<void> check() {
    const auto conflicts = TRY(here_.workspace->all_conflicts(conflicts_max)).size();
    const bool is_same =
        TRY(here_.workspace->state_digest()) == TRY(there_.workspace->state_digest());
    if (!is_same || conflicts != (records_.size() + one_conflict_in - 1) / one_conflict_in) {
      return fail(ErrorCode::conflict, "The two devices did not come to the same.");
    }
    return {};
  }

  Clock& clock_;
  Random& random_;
  std::vector<RecordId> records_;
  Device here_;
  Device there_;
};

}  // namespace

Result<MergeFigures> measure_merge(Clock& clock, Random& random, int records) {
  return MergeBench(clock, random, records).run();
}

std::string to_json(const MergeFigures& figures) {
  std::array<char, 48> text;
  std::snprintf(text.data(), text.size(), R"({"merge_10k_ms":%.6g})", figures.merge_10k_ms);
  return text.data();
}

}  // namespace kith::bench
