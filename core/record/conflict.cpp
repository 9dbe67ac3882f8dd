#include "core/record/conflict.h"

#include "core/record/workspace_state.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace kith {
namespace {

// Who replaced the same value by the same one said the same.
using SameSaying = std::pair<OpId, Bytes>;

SameSaying saying(const SaidValue& said) {
  Encoder out;
  said.value.encode(out);
  return {said.replaces, out.take()};
}

// Finds what several values go back to.
class Ancestry {
 public:
  explicit Ancestry(const std::vector<SaidValue>& said) {
    for (const SaidValue& one : said)
      by_op_.emplace(one.stamp.op, &one);
  }

  // The newest value that all of `live` replaced, directly or not; null when there is none.
  Value common(const std::vector<SaidValue>& live) const {
    const std::vector<const SaidValue*> line = behind(live.front());
    for (const SaidValue* candidate : line) {
      const bool is_common = std::ranges::all_of(live, [&](const SaidValue& one) {
        const auto others = behind(one);
        return std::ranges::find(others, candidate) != others.end();
      });
      if (is_common) return candidate->value;
    }
    return {};
  }

 private:
  // Stamps fall along the line, so that no forged circle is followed twice.
  std::vector<const SaidValue*> behind(const SaidValue& from) const {
    std::vector<const SaidValue*> line;
    const SaidValue* at = &from;
    for (auto next = by_op_.find(at->replaces); next != by_op_.end();
         next = by_op_.find(at->replaces)) {
      if (next->second->stamp >= at->stamp) break;
      at = next->second;
      line.push_back(at);
    }
    return line;
  }

  std::map<OpId, const SaidValue*> by_op_;
};

}  // namespace

std::vector<SaidValue> live_values(std::vector<SaidValue> said) {
  std::ranges::sort(said, std::greater(), &SaidValue::stamp);
  std::map<OpId, const SaidValue*> by_op;
  for (const SaidValue& one : said)
    by_op.emplace(one.stamp.op, &one);

  // From the newest back: whatever could supersede a value has been seen before it.
  std::set<SameSaying> superseded;
  std::set<Stream> heard;
  std::set<SameSaying> told;
  std::vector<SaidValue> live;
  for (const SaidValue& one : said) {
    const SameSaying same = saying(one);
    const bool is_own_older = !heard.insert(one.stamp.op.stream).second;
    if (!is_own_older && !superseded.contains(same) && told.insert(same).second) {
      live.push_back(one);
    }
    const auto replaced = by_op.find(one.replaces);
    if (replaced != by_op.end() && replaced->second->stamp < one.stamp) {
      superseded.insert(saying(*replaced->second));
    }
  }
  return live;
}

Result<std::vector<Conflict>> Workspace::conflicts(RecordId id) {
  std::vector<Conflict> conflicts;
  if (!TRY(state_->tables.has_said())) return conflicts;
  const auto row = TRY(state_->tables.find_anywhere(id));
  if (!row) return conflicts;
  for (const FieldInfo* field : TRY(state_->tables.fields_said(*row))) {
    const std::vector<SaidValue> said = TRY(state_->tables.said(*field, row->row));
    const std::vector<SaidValue> live = live_values(said);
    Conflict conflict{id, row->kind, field->id, {}, Ancestry(said).common(live)};
    for (const SaidValue& one : live) {
      // Not a conflict with whoever came to the same another way.
      if (std::ranges::find(conflict.values, one.value, &ConflictingValue::value) !=
          conflict.values.end()) {
        continue;
      }
      const Stream& author = one.stamp.op.stream;
      conflict.values.push_back({one.value, wall_ms_of(one.stamp.hlc), author.device_index,
                                 author.device_index == state_->stream.device_index});
    }
    if (conflict.values.size() > 1) conflicts.push_back(std::move(conflict));
  }
  return conflicts;
}

Result<std::vector<Conflict>> Workspace::all_conflicts(int record_count_max) {
  std::vector<Conflict> conflicts;
  if (!TRY(state_->tables.has_said())) return conflicts;
  for (const RowRef& row : TRY(state_->tables.rows_said(record_count_max))) {
    const FoundRow found = TRY(state_->tables.state(row));
    if (found.life % 2 == 0) continue;
    const RecordId id = TRY(state_->tables.id_of(row));
    std::ranges::move(TRY(this->conflicts(id)), std::back_inserter(conflicts));
  }
  return conflicts;
}

}  // namespace kith
