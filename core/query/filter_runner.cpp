// Invariants.
// 1. What is kept under a key is what working it out again would give, as long as the revisions it
//    was made at are those of now: of one kind for a scan of its fields, else of everything.
// 2. A run that stops for lack of time has kept at least one more step, so running again ends.
// 3. Only living rows leave `evaluate`, and of merged records only the one that stands for all:
//    what names one of them, and the elements of its sets, count as the other's. Of single values
//    its own count, which the merge chose.
#include "core/query/filter_runner.h"

#include "core/base/codec.h"
#include "core/query/directory_queries.h"
#include "core/query/filter_leaf.h"
#include "core/query/filter_queries.h"
#include "core/query/search_queries.h"
#include "core/query/search_tokenizer.h"
#include "core/query/value_check.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>

namespace kith {
namespace {

namespace queries = filter_queries;

constexpr std::size_t segment_depth_max = 8;
constexpr std::size_t kept_max = 64;
constexpr std::size_t seeks_max = 1000;  // more are found by reading all there are
constexpr std::size_t few_share = 8;     // rows fewer than one in so many are looked at one by one

std::unexpected<Error> unknown_field() {
  return fail(ErrorCode::not_found,
              "This segment asks for a field that is not here. Choose another one in its place.");
}

std::unexpected<Error> no_segment() {
  return fail(ErrorCode::not_found,
              "This segment asks for another segment that is not here any more. Choose another "
              "one in its place.");
}

}  // namespace

Result<void> FilterIndex::create(Database& db, const Schema&) {
  return queries::create_indexes(db);
}

Result<Filter> read_segment_filter(Workspace& workspace, RecordId segment) {
  const auto record = TRY(workspace.read(segment));
  if (!record || !record->alive || record->kind != kinds::segment) return no_segment();
  const Value* text = record->find(fields::segment::filter);
  auto filter = text == nullptr ? std::nullopt : read_filter_text(text->as_text());
  if (!filter) {
    return fail(ErrorCode::malformed,
                "This segment cannot be read. It may be from a newer version of Kith.");
  }
  return std::move(*filter);
}

struct FilterRunner::State {
  struct Kept {
    std::uint64_t revision;
    RowSet rows;
  };
  // The rows of a kind's records by their ids.
  struct Ids {
    std::uint64_t revision;
    std::vector<std::pair<RecordId, std::uint32_t>> rows;
  };

  Workspace& workspace;
  std::unordered_map<std::string, Kept> kept = {};
  std::unordered_map<KindId, Ids> ids = {};
  std::unordered_map<KindId, std::pair<std::uint64_t, queries::MergedRows>> merged_rows = {};
  std::vector<RecordId> segments = {};  // that are being run, the outermost first
  std::int64_t deadline_us = 0;
  bool has_worked = false;

  Database& db() { return workspace.database(); }
  const Schema& schema() { return workspace.schema(); }
  PartialDate today() { return kith::today(workspace.clock()); }

  Result<RowSet> evaluate(KindId kind, const FilterNode& node);
  Result<RowSet> group(KindId kind, const std::vector<FilterNode>& children);
  Result<RowSet> any(KindId kind, const std::vector<FilterNode>& children);
  Result<RowSet> negation(KindId kind, const FilterNode& child);
  Result<RowSet> linking(KindId kind, const FilterNode& node);
  Result<RowSet> linked(KindId kind, const FilterNode& node);
  Result<RowSet> segment(KindId kind, RecordId segment);
  Result<RowSet> list(KindId kind, RecordId list);

  Result<RowSet> fields(const KindInfo& kind, const std::vector<Leaf>& leaves,
                        const RowSet* within);
  Result<void> scan_fields(const KindInfo& kind, const std::vector<Leaf>& leaves,
                           const FieldInfo* also, const queries::TakeRow& take);
  Result<RowSet> linked_from(const KindInfo& linking_kind, const FieldInfo& field,
                             const FilterNode& child, const KindInfo& kind);
  Result<RowSet> linked_along(const KindInfo& linking_kind, const std::vector<Leaf>& leaves,
                              const FieldInfo& field, const KindInfo& kind);
  std::vector<Leaf> leaves_of_index(const FieldInfo& link, const FilterNode& node);
  Result<RowSet> elements(const KindInfo& kind, const Leaf& leaf);
  Result<RowSet> mentions(const KindInfo& kind, const Leaf& leaf);
  Result<RowSet> named_records(const KindInfo& kind, const Leaf& leaf);
  Result<RowSet> condition(const KindInfo& kind, const Leaf& leaf);
  Result<RowSet> living(const KindInfo& kind);
  // Of rows that are alive those which no other record stands for.
  Result<void> keep_living(const KindInfo& kind, RowSet& rows);
  Result<void> keep_own(const KindInfo& kind, RowSet& rows);
  Result<void> take_out_others(const KindInfo& kind, RowSet& rows);
  Result<std::optional<RowSet>> spoken_lately(KindId kind, const FilterNode& node);
  Result<const queries::MergedRows*> merged(const KindInfo& kind);
  enum class FoundBy : bool { own_values, others };
  Result<void> stand_in(const KindInfo& kind, RowSet& rows, FoundBy found_by);
  Result<void> add_rows(const KindInfo& kind, std::vector<RecordId> targets, RowSet& rows);
  Result<const Ids*> all_ids(const KindInfo& kind);

  template <class Work>
  Result<RowSet> keep(std::string key, std::uint64_t revision, const Work& work);
  std::string key_of(std::string_view what, const KindInfo& kind, const std::vector<Leaf>& leaves);
};

// -- what is kept --

template <class Work>
Result<RowSet> FilterRunner::State::keep(std::string key, std::uint64_t revision,
                                         const Work& work) {
  if (const auto found = kept.find(key); found != kept.end()) {
    if (found->second.revision == revision) return found->second.rows;
    kept.erase(found);
  }
  if (has_worked && workspace.clock().steady_us() >= deadline_us)
    return fail(ErrorCode::cancelled, "Still counting.");
  RowSet rows = TRY(work());
  has_worked = true;
  if (kept.size() >= kept_max) kept.clear();
  kept.insert_or_assign(std::move(key), Kept{revision, rows});
  return rows;
}

std::string FilterRunner::State::key_of(std::string_view what, const KindInfo& kind,
                                        const std::vector<Leaf>& leaves) {
  std::vector<FilterNode> nodes;
  for (const Leaf& leaf : leaves)
    nodes.push_back(on_field(leaf.field->id, *leaf.test));
  std::string key(what);
  key += ' ' + std::to_string(days_from_civil(today())) + ' ';
  key += as_text(encode_filter({kind.id, all_of(std::move(nodes))}));
  return key;
}

Result<RowSet> FilterRunner::State::living(const KindInfo& kind) {
  return keep("living " + std::to_string(kind.local), workspace.revision(kind.id),
              [&] { return queries::living(db(), kind); });
}

// A kind without a directory is not looked through for this: its rows were read as living ones, and
// few are merged.
Result<void> FilterRunner::State::keep_living(const KindInfo& kind, RowSet& rows) {
  if (has_directory_entry(kind.id)) {
    rows.keep_common(TRY(living(kind)));
    return {};
  }
  return take_out_others(kind, rows);
}

Result<void> FilterRunner::State::take_out_others(const KindInfo& kind, RowSet& rows) {
  RowSet others;
  for (const queries::MergedRow& one : *TRY(merged(kind)))
    others.insert(one.row);
  rows.take_out(others);
  return {};
}

Result<const FilterRunner::State::Ids*> FilterRunner::State::all_ids(const KindInfo& kind) {
  Ids& all = ids[kind.id];
  const std::uint64_t revision = workspace.revision(kind.id);
  if (all.rows.empty() || all.revision != revision)
    all = {revision, TRY(queries::all_ids(db(), kind))};
  return &all;
}

Result<const filter_queries::MergedRows*> FilterRunner::State::merged(const KindInfo& kind) {
  const auto found = merged_rows.find(kind.id);
  if (found != merged_rows.end() && found->second.first == workspace.data_version())
    return &found->second.second;
  auto rows = TRY(queries::merged(db(), kind));
  auto& kept_rows = merged_rows[kind.id];
  kept_rows = {workspace.data_version(), std::move(rows)};
  return &kept_rows.second;
}

// In place of those that another one stands for, that one. What lies in the trash is still named by
// others, but has no values to give.
Result<void> FilterRunner::State::stand_in(const KindInfo& kind, RowSet& rows, FoundBy found_by) {
  for (const queries::MergedRow& one : *TRY(merged(kind))) {
    const bool counts = one.is_alive || found_by == FoundBy::others;
    if (counts && rows.contains(one.row)) rows.insert(one.canonical);
  }
  return keep_own(kind, rows);
}

// Only the living, and of merged ones those that stand for the others.
Result<void> FilterRunner::State::keep_own(const KindInfo& kind, RowSet& rows) {
  TRY(take_out_others(kind, rows));
  rows.keep_common(TRY(living(kind)));
  return {};
}

// The rows of the records named, those of the kind.
Result<void> FilterRunner::State::add_rows(const KindInfo& kind, std::vector<RecordId> targets,
                                           RowSet& rows) {
  std::ranges::sort(targets);
  const auto rest = std::ranges::unique(targets);
  targets.erase(rest.begin(), rest.end());
  if (targets.size() <= seeks_max) {
    for (const RecordId& target : targets) {
      if (const auto row = TRY(queries::row_of(db(), kind, target))) rows.insert(*row);
    }
    return {};
  }
  const Ids* all = TRY(all_ids(kind));
  auto at = all->rows.begin();
  for (const RecordId& target : targets) {
    while (at != all->rows.end() && at->first < target)
      ++at;
    if (at != all->rows.end() && at->first == target) rows.insert(at->second);
  }
  return {};
}

// -- conditions on fields --

// Of rows that pass all of the leaves; of these rows only, where given.
Result<RowSet> FilterRunner::State::fields(const KindInfo& kind, const std::vector<Leaf>& leaves,
                                           const RowSet* within) {
  RowSet rows;
  if (within == nullptr) {
    TRY(scan_fields(kind, leaves, nullptr,
                    [&](std::int64_t row, const Statement&) { rows.insert(row); }));
    return rows;
  }
  LeafChecks checks(leaves, today());
  TRY(queries::look_at(db(), kind, checks.columns(), *within,
                       [&](std::int64_t row, const Statement& values) {
                         if (checks.pass(values)) rows.insert(row);
                       }));
  return rows;
}

// Rows that pass all of the leaves, some perhaps twice; another field stands in the last column.
Result<void> FilterRunner::State::scan_fields(const KindInfo& kind, const std::vector<Leaf>& leaves,
                                              const FieldInfo* also, const queries::TakeRow& take) {
  LeafChecks checks(leaves, today());
  std::vector<const FieldInfo*> columns = checks.columns();
  if (also != nullptr) columns.push_back(also);
  const auto check = [&](std::int64_t row, const Statement& values) {
    if (checks.pass(values)) take(row, values);
  };
  if (const auto earliest = checks.earliest())
    return queries::scan_since(db(), kind, columns, earliest->year, check);
  if (!queries::indexed_with(columns[0]->id).empty()) {
    const auto wants = [&](const Statement& value) { return checks.first_passes(value); };
    if (TRY(queries::scan_values(db(), kind, columns, wants, check))) return {};
  }
  return queries::scan(db(), kind, columns, check);
}

Result<RowSet> FilterRunner::State::elements(const KindInfo& kind, const Leaf& leaf) {
  ValueCheck check(*leaf.test, *leaf.field, today());
  RowSet rows;
  TRY(queries::scan_elements(db(), kind, *leaf.field, [&](std::int64_t row, const Statement& at) {
    if (!rows.contains(row) && check.passes(at, 1)) rows.insert(row);
  }));
  return rows;
}

Result<RowSet> FilterRunner::State::named_records(const KindInfo& kind, const Leaf& leaf) {
  RowSet rows;
  for (const RecordId& record : leaf.test->records) {
    const RecordId canonical = TRY(workspace.canonical(record));
    auto meant = TRY(workspace.members(canonical));
    meant.push_back(canonical);
    for (const RecordId& one : meant)
      TRY(queries::rows_linking_to(db(), kind, *leaf.field, one, rows));
  }
  return rows;
}

// Words are looked up in the index of search, which says only that the record has them somewhere.
Result<RowSet> FilterRunner::State::mentions(const KindInfo& kind, const Leaf& leaf) {
  const QueryWords words(leaf.test->text);
  if (words.is_short() || !search_queries::is_searched(workspace.schema(), kind.id))
    return fields(kind, {leaf}, nullptr);
  TRY(register_search_tokenizer(db()));
  RowSet found;
  for (const RowRef& row : TRY(search_queries::find(
           db(), workspace.schema(), search_queries::Columns::all, words.fts_expression(),
           search_queries::shelf_of(workspace.schema(), kind.id), std::numeric_limits<int>::max())))
    found.insert(row.row);
  return fields(kind, {leaf}, &found);
}

// A condition that no scan of single fields answers.
Result<RowSet> FilterRunner::State::condition(const KindInfo& kind, const Leaf& leaf) {
  const auto look = [&]() -> Result<RowSet> {
    if (leaf.test->type == TestType::is_record) return named_records(kind, leaf);
    if (leaf.field->is_set) return elements(kind, leaf);
    return mentions(kind, leaf);
  };
  // Whom a link means changes when records of any kind are merged.
  const std::uint64_t revision = leaf.test->type == TestType::is_record
                                     ? workspace.data_version()
                                     : workspace.revision(kind.id);
  RowSet rows = TRY(keep(key_of("one", kind, {leaf}), revision, look));
  TRY(leaf.field->is_set ? stand_in(kind, rows, FoundBy::own_values) : keep_own(kind, rows));
  return rows;
}

// -- nodes --

Result<RowSet> FilterRunner::State::evaluate(KindId kind, const FilterNode& node) {
  switch (node.type) {
    case NodeType::all:
      return group(kind, node.children);
    case NodeType::any:
      return any(kind, node.children);
    case NodeType::negation:
      return negation(kind, node.children[0]);
    case NodeType::field:
      return group(kind, {node});
    case NodeType::links_to:
      return linking(kind, node);
    case NodeType::linked_by:
      return linked(kind, node);
    case NodeType::in_segment:
      return segment(kind, node.record);
    case NodeType::in_list:
      return list(kind, node.record);
  }
  return RowSet();
}

// All of the children. First what is found along an index or kept, then the other single fields in
// one go, of those that are left when they are few.
Result<RowSet> FilterRunner::State::group(KindId kind, const std::vector<FilterNode>& children) {
  const KindInfo* info = schema().kind(kind);
  if (info == nullptr) return unknown_field();
  std::vector<Leaf> singles;
  std::optional<RowSet> rows;
  const auto narrow = [&](RowSet found) {
    rows ? rows->keep_common(found) : void(rows = std::move(found));
  };
  for (const FilterNode& child : children) {
    if (child.type != NodeType::field) continue;
    const FieldInfo* field = schema().field(child.field);
    if (field == nullptr) return unknown_field();
    if (field->kind != kind) return RowSet();
    if (is_plain({field, &child.test})) {
      singles.push_back({field, &child.test});
    } else {
      narrow(TRY(condition(*info, {field, &child.test})));
    }
  }
  for (std::size_t i = 0; i < singles.size(); ++i) {
    const auto index = queries::indexed_with(singles[i].field->id);
    if (index.empty()) continue;
    std::vector<Leaf> along = {singles[i]};
    singles.erase(singles.begin() + static_cast<std::ptrdiff_t>(i--));
    std::erase_if(singles, [&](const Leaf& leaf) {
      const bool is_in = std::ranges::find(index, leaf.field->id) != index.end();
      if (is_in) along.push_back(leaf);
      return is_in;
    });
    narrow(TRY(keep(key_of("index", *info, along), workspace.revision(kind),
                    [&] { return fields(*info, along, nullptr); })));
    TRY(keep_living(*info, *rows));
  }
  for (const FilterNode& child : children) {
    if (child.type != NodeType::field) narrow(TRY(evaluate(kind, child)));
  }
  if (singles.empty()) return rows ? std::move(*rows) : living(*info);
  const bool are_few = rows && rows->size() * few_share < TRY(queries::count_limit(db(), *info));
  if (!are_few) {
    narrow(TRY(keep(key_of("scan", *info, singles), workspace.revision(kind),
                    [&] { return fields(*info, singles, nullptr); })));
    TRY(keep_living(*info, *rows));
    return std::move(*rows);
  }
  // Which rows are left depends on all of the children, and these on records of any kind.
  std::string key = "few " + std::to_string(days_from_civil(today())) + ' ';
  key += as_text(encode_filter({kind, all_of(children)}));
  return keep(std::move(key), workspace.data_version(),
              [&] { return fields(*info, singles, &*rows); });
}

Result<RowSet> FilterRunner::State::any(KindId kind, const std::vector<FilterNode>& children) {
  RowSet rows;
  for (const FilterNode& child : children)
    rows.add(TRY(evaluate(kind, child)));
  return rows;
}

Result<RowSet> FilterRunner::State::negation(KindId kind, const FilterNode& child) {
  const KindInfo* info = schema().kind(kind);
  if (info == nullptr) return unknown_field();
  const RowSet fitting = TRY(evaluate(kind, child));
  RowSet rows = TRY(living(*info));
  rows.take_out(fitting);
  return rows;
}

// Rows whose field names a record that fits.
Result<RowSet> FilterRunner::State::linking(KindId kind, const FilterNode& node) {
  const FieldInfo* field = schema().field(node.field);
  if (field == nullptr || field->type != ValueType::link) return unknown_field();
  if (field->kind != kind) return RowSet();
  const KindInfo& info = *schema().kind(kind);
  std::vector<std::pair<const KindInfo*, RowSet>> targets;
  for (KindId target : field->links_to) {
    if (schema().kind(target) == nullptr) continue;
    targets.emplace_back(schema().kind(target), TRY(evaluate(target, node.children[0])));
  }
  RowSet rows;
  for (const auto& [target, fitting] : targets) {
    const Ids* all = TRY(all_ids(*target));
    RowSet meant = fitting;  // with those for whom one of them stands
    for (const queries::MergedRow& one : *TRY(merged(*target))) {
      if (fitting.contains(one.canonical)) meant.insert(one.row);
    }
    std::vector<RecordId> named;  // by rising id
    for (const auto& [id, row] : all->rows) {
      if (meant.contains(row)) named.push_back(id);
    }
    if (named.size() <= seeks_max) {
      for (const RecordId& id : named)
        TRY(queries::rows_linking_to(db(), info, *field, id, rows));
    } else {
      TRY(queries::scan_links(db(), info, *field, [&](std::int64_t row, const RecordId& id) {
        if (std::ranges::binary_search(named, id)) rows.insert(row);
      }));
    }
  }
  TRY(field->is_set ? stand_in(info, rows, FoundBy::own_values) : keep_own(info, rows));
  return rows;
}

// Contacts of the last days are known by everybody's last contact.
Result<std::optional<RowSet>> FilterRunner::State::spoken_lately(KindId kind,
                                                                 const FilterNode& node) {
  const FilterNode* child = &node.children[0];
  if (child->type == NodeType::all && child->children.size() == 1) child = &child->children[0];
  const bool fits = node.field == fields::interaction::people && has_directory_entry(kind) &&
                    child->type == NodeType::field && child->field == fields::interaction::on &&
                    child->test.type == TestType::last_days;
  if (!fits) return std::nullopt;
  const std::int64_t last = days_from_civil(today());
  return queries::last_spoken_to(db(), *schema().kind(kind), last - child->test.days, last);
}

// Rows that a fitting record names in its field.
Result<RowSet> FilterRunner::State::linked(KindId kind, const FilterNode& node) {
  const FieldInfo* field = schema().field(node.field);
  if (field == nullptr || field->type != ValueType::link) return unknown_field();
  const KindInfo* info = schema().kind(kind);
  if (info == nullptr) return unknown_field();
  if (std::ranges::find(field->links_to, kind) == field->links_to.end()) return RowSet();
  if (auto rows = TRY(spoken_lately(kind, node))) return std::move(*rows);
  RowSet rows = TRY(linked_from(*schema().kind(field->kind), *field, node.children[0], *info));
  TRY(stand_in(*info, rows, FoundBy::others));
  return rows;
}

Result<RowSet> FilterRunner::State::linked_from(const KindInfo& linking_kind,
                                                const FieldInfo& field, const FilterNode& child,
                                                const KindInfo& kind) {
  std::string key = "linked " + std::to_string(days_from_civil(today())) + ' ';
  key += std::to_string(kind.local) + ' ' + std::to_string(field.local) + ' ';
  key += as_text(encode_filter({linking_kind.id, child}));
  const std::vector<Leaf> leaves = leaves_of_index(field, child);
  if (!leaves.empty()) {
    return keep(std::move(key), workspace.data_version(),
                [&] { return linked_along(linking_kind, leaves, field, kind); });
  }
  const RowSet fitting = TRY(evaluate(linking_kind.id, child));
  const auto follow = [&]() -> Result<RowSet> {
    std::vector<RecordId> named;
    const auto take = [&](std::int64_t row, const RecordId& target) {
      if (target.is_null() || !fitting.contains(row)) return;
      if (named.empty() || named.back() != target) named.push_back(target);
    };
    const std::size_t count = TRY(queries::count_limit(db(), linking_kind));
    if (fitting.size() * few_share < count) {
      TRY(queries::links_of(db(), linking_kind, field, fitting, take));
    } else {
      TRY(queries::scan_links(db(), linking_kind, field, take));
    }
    RowSet found;
    TRY(add_rows(kind, std::move(named), found));
    return found;
  };
  return keep(std::move(key), workspace.data_version(), follow);
}

// The leaves of a node, if it has no other children and one index holds their fields and the link.
std::vector<Leaf> FilterRunner::State::leaves_of_index(const FieldInfo& link,
                                                       const FilterNode& node) {
  std::vector<const FilterNode*> nodes = {&node};
  if (node.type == NodeType::all) {
    nodes.clear();
    for (const FilterNode& child : node.children)
      nodes.push_back(&child);
  }
  std::vector<Leaf> leaves;
  for (const FilterNode* one : nodes) {
    const FieldInfo* field = one->type == NodeType::field ? schema().field(one->field) : nullptr;
    if (field == nullptr || !is_plain({field, &one->test})) return {};
    const auto at = queries::indexed_with(field->id).empty() ? leaves.end() : leaves.begin();
    leaves.insert(at, {field, &one->test});
  }
  if (leaves.empty() || has_directory_entry(link.kind)) return {};
  const auto index = queries::indexed_with(leaves[0].field->id);
  const auto is_in = [&](FieldId id) { return std::ranges::find(index, id) != index.end(); };
  const bool are_in =
      std::ranges::all_of(leaves, [&](const Leaf& leaf) { return is_in(leaf.field->id); });
  return are_in && is_in(link.id) ? leaves : std::vector<Leaf>{};
}

// Whom the records name that pass the leaves, read along an index that has both.
Result<RowSet> FilterRunner::State::linked_along(const KindInfo& linking_kind,
                                                 const std::vector<Leaf>& leaves,
                                                 const FieldInfo& field, const KindInfo& kind) {
  std::vector<RecordId> named;
  TRY(scan_fields(linking_kind, leaves, &field, [&](std::int64_t, const Statement& values) {
    const auto target = values.get<std::optional<RecordId>>(values.column_count() - 1);
    if (target) named.push_back(*target);
  }));
  RowSet found;
  TRY(add_rows(kind, std::move(named), found));
  return found;
}

Result<RowSet> FilterRunner::State::segment(KindId kind, RecordId segment) {
  if (std::ranges::find(segments, segment) != segments.end() ||
      segments.size() >= segment_depth_max) {
    return fail(ErrorCode::conflict,
                "This segment asks for itself by way of another one. Take one of them out.");
  }
  const Filter filter = TRY(read_segment_filter(workspace, segment));
  if (filter.kind != kind) return RowSet();
  segments.push_back(segment);
  auto rows = evaluate(kind, filter.root);
  segments.pop_back();
  return rows;
}

Result<RowSet> FilterRunner::State::list(KindId kind, RecordId list) {
  const KindInfo* info = schema().kind(kind);
  const auto record = TRY(workspace.read(list));
  if (info == nullptr || !record || !record->alive || record->kind != kinds::list) {
    return fail(ErrorCode::not_found,
                "This segment asks for a list that is not here any more. Choose another one in "
                "its place.");
  }
  std::vector<RecordId> members;
  for (const Value* member : record->all(fields::list::members)) {
    if (const auto* id = member->get<RecordId>()) members.push_back(*id);
  }
  RowSet rows;
  TRY(add_rows(*info, std::move(members), rows));
  TRY(stand_in(*info, rows, FoundBy::others));
  return rows;
}

FilterRunner::FilterRunner(Workspace& workspace) : state_(new State{.workspace = workspace}) {}
FilterRunner::~FilterRunner() = default;

Result<std::optional<RowSet>> FilterRunner::run(const Filter& filter, std::int64_t budget_us) {
  State& state = *state_;
  state.segments.clear();
  state.has_worked = false;
  state.deadline_us = state.workspace.clock().steady_us() + budget_us;
  auto rows = state.evaluate(filter.kind, filter.root);
  if (rows) return std::move(*rows);
  if (rows.error().code == ErrorCode::cancelled) return std::nullopt;
  return std::unexpected<Error>(std::move(rows.error()));
}

}  // namespace kith
