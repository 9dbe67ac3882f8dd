#include "core/practice/merge.h"

#include "core/practice/words.h"
#include "core/record/history.h"
#include "core/record/hlc.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <map>

namespace kith {
namespace {

constexpr int changes_max = 2000;  // looked at, of one record

const Value* single(const MergedRecord& record, FieldId field) {
  const auto found = std::ranges::find(record.values, field, &FieldValue::field);
  return found == record.values.end() ? nullptr : &found->value;
}

// Who said the present value of a field, as far as it counts for the better guess.
struct Origin {
  bool is_by_hand = false;
  std::int64_t wall_ms = 0;
};

std::map<FieldId, Origin> origins_of(const std::vector<HistoryEntry>& past) {
  std::map<FieldId, Origin> origins;  // the newest comes first
  for (const HistoryEntry& entry : past) {
    const bool is_by_hand = entry.intent.code != IntentCode::import_rows;
    for (const ValueChange& change : entry.changes)
      origins.try_emplace(change.field, Origin{is_by_hand, entry.wall_ms});
  }
  return origins;
}

bool is_better(const Origin& a, const Origin& b) {
  return a.is_by_hand != b.is_by_hand ? a.is_by_hand : a.wall_ms > b.wall_ms;
}

bool is_display_name(FieldId field) {
  return field == fields::person::name || field == fields::organisation::name ||
         field == fields::household::name;
}
bool is_part_of_name(FieldId field) {
  return is_display_name(field) || field == fields::person::phonetic_name ||
         (field >= fields::person::given_name && field <= fields::person::name_suffix);
}

// Values in words, but for sensitive ones that stay covered.
class Wording {
 public:
  Wording(Workspace& workspace, const Directory& directory, SensitiveFields sensitive)
      : workspace_(workspace), directory_(directory), sensitive_(sensitive) {}

  bool covers(FieldId id) const {
    const FieldInfo* field = workspace_.schema().field(id);
    return field != nullptr && is_sensitive(*field) && sensitive_ == SensitiveFields::covered;
  }
  std::string words(FieldId field, const Value& value) {
    if (value.is_null() || !covers(field))
      return value_in_words(workspace_, directory_, field, value);
    has_covered_ = true;
    return "Covered";
  }
  bool has_covered() const { return has_covered_; }

 private:
  Workspace& workspace_;
  const Directory& directory_;
  SensitiveFields sensitive_;
  bool has_covered_ = false;
};

class SidesReader {
 public:
  SidesReader(Workspace& workspace, const Directory& directory, const MergedRecord& here,
              const MergedRecord& there, SensitiveFields sensitive)
      : workspace_(workspace),
        directory_(directory),
        here_(here),
        there_(there),
        wording_(workspace, directory, sensitive) {}

  Result<MergeSides> read() {
    MergeSides sides;
    sides.kind = here_.kind;
    sides.here = TRY(row_of(here_.id));
    sides.there = TRY(row_of(there_.id));
    const auto origins_here = origins_of(TRY(past_of(here_.id)));
    const auto origins_there = origins_of(TRY(past_of(there_.id)));
    for (const FieldInfo& field : workspace_.schema().kind(here_.kind)->fields) {
      if (field.is_hidden) continue;
      if (field.is_set) {
        add_kept(field, sides);
        continue;
      }
      auto choice = choice_of(field);
      if (!choice) continue;
      const auto one = origins_there.find(field.id);
      const auto other = origins_here.find(field.id);
      const bool is_newer = one != origins_there.end() && other != origins_here.end() &&
                            is_better(one->second, other->second);
      // The parts of one name do not complete another.
      const bool may_take = !is_part_of_name(field.id) || has_one_name();
      choice->takes_there = may_take && !choice->there.is_null() &&
                            (choice->here.is_null() || (is_newer && !is_part_of_name(field.id)));
      sides.fields.push_back(std::move(*choice));
    }
    sides.has_covered = wording_.has_covered();
    return sides;
  }

 private:
  Result<ListRow> row_of(RecordId id) {
    const auto view = TRY(workspace_.read(id));
    auto row = TRY(directory_.row(workspace_.database(), view->kind, view->row));
    if (!row) return fail(ErrorCode::not_found, "This record is no longer here.");
    return std::move(*row);
  }
  Result<std::vector<HistoryEntry>> past_of(RecordId id) {
    return workspace_.history(id, changes_max, HistoryDetail::values);
  }

  // Both are called the same, or only one of them anything.
  bool has_one_name() const {
    for (const FieldValue& entry : there_.values) {
      if (!is_display_name(entry.field)) continue;
      const Value* here = single(here_, entry.field);
      return here == nullptr || say_the_same(*here, entry.value);
    }
    return true;
  }

  std::optional<MergeField> choice_of(const FieldInfo& field) {
    const Value* here = single(here_, field.id);
    const Value* there = single(there_, field.id);
    if (here == nullptr && there == nullptr) return std::nullopt;
    MergeField choice{.field = field.id, .label = field.label, .here = {}, .there = {}};
    if (here != nullptr) choice.here = *here;
    if (there != nullptr) choice.there = *there;
    choice.here_words = wording_.words(field.id, choice.here);
    choice.there_words = wording_.words(field.id, choice.there);
    choice.is_same = here != nullptr && there != nullptr && say_the_same(*here, *there);
    return choice;
  }

  // Elements of both, those that say the same once.
  void add_kept(const FieldInfo& field, MergeSides& sides) {
    std::vector<const Value*> values;
    for (const MergedRecord* side : {&here_, &there_}) {
      for (const MergedElement& element : side->elements) {
        const Value& value = element.held.front().value;
        const auto says_it = [&](const Value* other) { return say_the_same(*other, value); };
        if (element.field == field.id && std::ranges::none_of(values, says_it))
          values.push_back(&value);
      }
    }
    if (values.empty()) return;
    std::string line = field.label + ": ";
    for (const Value* value : values)
      line += (value == values.front() ? "" : "; ") + wording_.words(field.id, *value);
    sides.kept.push_back(std::move(line));
  }

  Workspace& workspace_;
  const Directory& directory_;
  const MergedRecord& here_;
  const MergedRecord& there_;
  Wording wording_;
};

// What was said since of who stands for both.
class SinceReader {
 public:
  SinceReader(Workspace& workspace, const Directory& directory, UnmergeView& view,
              const MergeInfo& merge, SensitiveFields sensitive)
      : workspace_(workspace),
        directory_(directory),
        view_(view),
        merge_(merge),
        wording_(workspace, directory, sensitive) {}

  Result<void> read() {
    TRY(read_values());
    for (const KindInfo& kind : workspace_.schema().kinds()) {
      for (const FieldInfo& field : kind.fields)
        if (std::ranges::find(field.links_to, view_.kind) != field.links_to.end())
          TRY(read_links(field));
    }
    std::ranges::stable_sort(dated_, std::ranges::greater{}, &Dated::hlc);
    for (Dated& one : dated_)
      view_.edits.push_back(std::move(one.edit));
    view_.has_covered = wording_.has_covered();
    return {};
  }

 private:
  struct Dated {
    std::uint64_t hlc;
    EditSince edit;
  };
  // A single value that was given since: the last one, and what was there before all of them.
  struct Given {
    Value value;
    Value before;
    std::uint64_t hlc;
  };

  std::string when(std::uint64_t hlc) {
    const auto offset = static_cast<std::int16_t>(workspace_.clock().utc_offset_minutes());
    return moment_in_words({wall_ms_of(hlc), offset}, today(workspace_.clock()));
  }
  void add(std::uint64_t hlc, std::string words, Draft hand_over) {
    dated_.push_back({hlc, {std::move(words), when(hlc), false, std::move(hand_over)}});
  }
  std::string words_of(FieldId field, const Value& value) {
    const FieldInfo* info = workspace_.schema().field(field);
    return (info == nullptr ? "A field" : info->label) + ": " + wording_.words(field, value);
  }

  Result<void> read_values() {
    const auto now = TRY(workspace_.read(view_.here));
    std::map<FieldId, Given> given;
    for (const HistoryEntry& entry :
         TRY(workspace_.history(view_.here, changes_max, HistoryDetail::values))) {
      const bool is_merge = entry.id == merge_.change;
      if (entry.hlc <= merge_.hlc && !is_merge) break;
      for (const ValueChange& change : entry.changes) {
        if (change.type == ValueChangeType::set) {
          if (!is_merge) given.try_emplace(change.field, Given{change.value, {}, entry.hlc});
          if (const auto one = given.find(change.field); one != given.end())
            one->second.before = change.before;
        } else if (change.type == ValueChangeType::added && !is_merge && holds(*now, change)) {
          Draft hand_over(Intent{});
          hand_over.remove(view_.here, change.field, change.value);
          hand_over.add(view_.there, change.field, change.value);
          add(entry.hlc, words_of(change.field, change.value), std::move(hand_over));
        }
      }
    }
    for (auto& [field, one] : given) {
      const Value* present = now->find(field);
      if (present == nullptr || *present != one.value) continue;
      Draft hand_over(Intent{});
      hand_over.set(view_.there, field, one.value);
      hand_over.set(view_.here, field, std::move(one.before));
      add(one.hlc, words_of(field, one.value), std::move(hand_over));
    }
    return {};
  }

  static bool holds(const RecordView& now, const ValueChange& change) {
    return std::ranges::find(now.values, FieldValue{change.field, change.value}) !=
           now.values.end();
  }

  Result<void> read_links(const FieldInfo& field) {
    for (const auto& link : TRY(merge_queries::links_since(
             workspace_.database(), workspace_.schema(), field, view_.here, merge_.hlc))) {
      Draft hand_over(Intent{});
      if (field.is_set) {
        hand_over.remove(link.record, field.id, Value::link(view_.here));
        hand_over.add(link.record, field.id, Value::link(view_.there));
      } else {
        hand_over.set(link.record, field.id, Value::link(view_.there));
      }
      add(link.hlc, TRY(words_of_link(field, link.record)), std::move(hand_over));
    }
    return {};
  }

  Result<std::string> words_of_link(const FieldInfo& field, RecordId record) {
    const auto view = TRY(workspace_.read(record));
    const auto text = [&](FieldId id) {
      const Value* value = view->find(id);
      return value == nullptr ? std::string() : value->as_text();
    };
    if (field.id == fields::fact::subject)
      return "Fact: " + fact_in_words(text(fields::fact::topic), text(fields::fact::text));
    if (field.id == fields::interaction::people) {
      const std::string summary = text(fields::interaction::summary);
      return "Contact: " + (summary.empty() ? text(fields::interaction::on) : summary);
    }
    if (field.id == fields::tie::from) return "Tie: " + text(fields::tie::relation);
    return record_in_words(workspace_, directory_, record) + ": " + field.label;
  }

  Workspace& workspace_;
  const Directory& directory_;
  UnmergeView& view_;
  const MergeInfo& merge_;
  Wording wording_;
  std::vector<Dated> dated_;
};

}  // namespace

Result<std::optional<MergeSides>> read_merge(Workspace& workspace, const Directory& directory,
                                             RecordId here, RecordId there,
                                             SensitiveFields sensitive) {
  const auto one = TRY(read_merged(workspace, here));
  const auto other = TRY(read_merged(workspace, there));
  if (!one || !other || one->id == other->id) return std::nullopt;
  if (one->kind != other->kind) {
    return fail(ErrorCode::invalid_argument,
                "Only two people, two organisations or two households can be merged.");
  }
  return TRY(SidesReader(workspace, directory, *one, *other, sensitive).read());
}

Draft merge_records(const MergeSides& sides) {
  Draft draft(Intent{.code = IntentCode::merge, .records = {sides.here.id, sides.there.id}});
  draft.merge(sides.there.id, sides.here.id);
  for (const MergeField& field : sides.fields) {
    if (field.takes_there && !field.is_same) draft.set(sides.here.id, field.field, field.there);
  }
  return draft;
}

Result<std::optional<UnmergeView>> read_unmerge(Workspace& workspace, const Directory& directory,
                                                RecordId there, SensitiveFields sensitive) {
  const auto merge = TRY(workspace.merge_of(there));
  const auto record = TRY(workspace.read(there));
  const RecordId here = TRY(workspace.canonical(there));
  if (!merge || !record || here == there) return std::nullopt;
  UnmergeView view{.here = here, .there = there, .kind = record->kind};
  view.here_name = own_name(workspace, here);
  view.there_name = own_name(workspace, there);
  const auto offset = static_cast<std::int16_t>(workspace.clock().utc_offset_minutes());
  view.when = moment_in_words({wall_ms_of(merge->hlc), offset}, today(workspace.clock()));
  TRY(SinceReader(workspace, directory, view, *merge, sensitive).read());
  return view;
}

Draft unmerge_draft(const UnmergeView& view) {
  Draft draft(Intent{.code = IntentCode::unmerge, .records = {view.here, view.there}});
  for (const EditSince& edit : view.edits) {
    if (edit.goes_there) draft.append(edit.hand_over);
  }
  return draft;
}

}  // namespace kith
