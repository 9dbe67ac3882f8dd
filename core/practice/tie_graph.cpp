// Invariants:
//  1. A merged record is one node, under the id that stands for it, with the ties of all.
//  2. What is asked of the database is bounded: so many ties, so many people of one organisation,
//     so many records on the search for a way.
#include "core/practice/tie_graph.h"

#include "core/practice/page_queries.h"
#include "core/practice/tie_graph_queries.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace kith {
namespace {

constexpr int ties_read_max = 100'000;
constexpr int ties_in_one_query = 1000;
constexpr int people_of_one_max = 500;
constexpr std::size_t ways_seen_max = 20'000;

struct Tied {
  RecordId other;
  std::string words;
  bool is_from_other = false;  // the other is the <words> of this one
};

// Of one record with all that was merged into it, each other one once.
class Neighbours {
 public:
  explicit Neighbours(Workspace& workspace) : workspace_(workspace), db_(workspace.database()) {}

  Result<std::vector<Tied>> of(RecordId id) {
    found_.clear();
    self_ = TRY(workspace_.canonical(id));
    const std::vector<RecordId> ids = TRY(members());
    for (RecordId member : ids) {
      auto ties = TRY(page_queries::ties_of(db_, member));
      for (auto& tie : ties) {
        if (!tie.from || !tie.to) continue;
        const bool is_from_here = *tie.from == member;
        TRY(add(is_from_here ? *tie.to : *tie.from, std::move(tie.relation), !is_from_here));
      }
      const auto homes = TRY(tie_graph_queries::homes_of(db_, member));
      for (RecordId home : homes)
        TRY(add(home, {}, false));
      const auto people = TRY(tie_graph_queries::people_of(db_, member, people_of_one_max));
      for (RecordId person : people)
        TRY(add(person, {}, true));
    }
    return std::exchange(found_, {});
  }

 private:
  Result<std::vector<RecordId>> members() {
    auto members = TRY(workspace_.members(self_));
    if (std::ranges::find(members, self_) == members.end()) members.push_back(self_);
    return members;
  }

  Result<void> add(RecordId other, std::string words, bool is_from_other) {
    const RecordId known = TRY(workspace_.canonical(other));
    if (known == self_) return {};
    if (std::ranges::find(found_, known, &Tied::other) == found_.end())
      found_.push_back({known, std::move(words), is_from_other});
    return {};
  }

  Workspace& workspace_;
  Database& db_;
  RecordId self_;
  std::vector<Tied> found_;
};

class GraphBuilder {
 public:
  GraphBuilder(Workspace& workspace, const Directory& directory, std::size_t count_max)
      : workspace_(workspace), directory_(directory), count_max_(count_max) {}

  // The place of the record, if it is alive and there is room.
  Result<std::optional<std::size_t>> add(RecordId id) {
    const auto [entry, is_new] = places_.try_emplace(id, std::nullopt);
    if (!is_new) return entry->second;
    if (graph_.nodes.size() == count_max_) {
      graph_.has_more = true;
      places_.erase(entry);
      return std::nullopt;
    }
    const auto named = TRY(directory_.find(workspace_.database(), id));
    if (!named) return std::nullopt;
    graph_.nodes.push_back({.id = named->id,
                            .kind = named->kind,
                            .name = named->name,
                            .subtitle = named->subtitle,
                            .initials = initials_of(named->name),
                            .hue = hue_of(named->id)});
    entry->second = graph_.nodes.size() - 1;
    return entry->second;
  }

  std::optional<std::size_t> find(RecordId id) const {
    const auto found = places_.find(id);
    return found == places_.end() ? std::nullopt : found->second;
  }

  void connect(std::size_t from, std::size_t to, std::string words) {
    if (from == to) return;
    const std::uint64_t both = std::uint64_t{std::min(from, to)} << 32 | std::max(from, to);
    if (!connected_.insert(both).second) return;
    ++graph_.nodes[from].ties;
    ++graph_.nodes[to].ties;
    graph_.edges.push_back({from, to, std::move(words)});
  }

  TieGraph take() { return std::move(graph_); }
  const TieGraph& graph() const { return graph_; }

 private:
  Workspace& workspace_;
  const Directory& directory_;
  std::size_t count_max_;
  TieGraph graph_;
  std::unordered_map<RecordId, std::optional<std::size_t>> places_;
  std::unordered_set<std::uint64_t> connected_;
};

struct AllTies {
  std::vector<tie_graph_queries::TieEnds> ties;  // between records that stand for themselves
  bool has_more = false;
};

Result<AllTies> read_ties(Workspace& workspace) {
  AllTies all;
  for (std::int64_t row = 0;;) {
    auto some = TRY(tie_graph_queries::ties_behind(workspace.database(), row, ties_in_one_query));
    if (some.empty()) return all;
    row = some.back().row;
    for (auto& tie : some) {
      tie.from = TRY(workspace.canonical(tie.from));
      tie.to = TRY(workspace.canonical(tie.to));
      if (tie.from != tie.to) all.ties.push_back(std::move(tie));
    }
    if (all.ties.size() >= ties_read_max) {
      all.has_more = true;
      return all;
    }
  }
}

// One side of the search for a way: what was reached, and from where.
struct Side {
  std::unordered_map<RecordId, RecordId> from;
  std::vector<RecordId> edge;  // reached in the last step

  explicit Side(RecordId start) : edge{start} { from.emplace(start, start); }

  // From the meeting to the start.
  std::vector<RecordId> way(RecordId meeting) const {
    std::vector<RecordId> way{meeting};
    while (from.at(way.back()) != way.back())
      way.push_back(from.at(way.back()));
    return way;
  }
};

// One step of `side`; where it met the other one, if it did.
Result<std::optional<RecordId>> advance(Workspace& workspace, const Directory& directory,
                                        Neighbours& neighbours, Side& side, const Side& other) {
  std::vector<RecordId> reached;
  for (RecordId at : side.edge) {
    const std::vector<Tied> ties = TRY(neighbours.of(at));
    for (const Tied& tied : ties) {
      if (side.from.contains(tied.other)) continue;
      if (!TRY(directory.find(workspace.database(), tied.other))) continue;
      side.from.emplace(tied.other, at);
      if (other.from.contains(tied.other)) return tied.other;
      reached.push_back(tied.other);
      if (side.from.size() >= ways_seen_max) {
        side.edge.clear();
        return std::nullopt;
      }
    }
  }
  side.edge = std::move(reached);
  return std::nullopt;
}

}  // namespace

Result<TieGraph> read_most_tied(Workspace& workspace, const Directory& directory,
                                std::size_t count_max) {
  AllTies all = TRY(read_ties(workspace));
  std::unordered_map<RecordId, int> counts;
  for (const auto& tie : all.ties) {
    ++counts[tie.from];
    ++counts[tie.to];
  }
  std::vector<std::pair<int, RecordId>> order;
  order.reserve(counts.size());
  for (const auto& [id, count] : counts)
    order.emplace_back(-count, id);
  std::ranges::sort(order);

  GraphBuilder builder(workspace, directory, count_max);
  for (const auto& [count, id] : order) {
    TRY(builder.add(id));
    if (builder.graph().has_more) break;
  }
  for (auto& tie : all.ties) {
    const auto from = builder.find(tie.from);
    const auto to = builder.find(tie.to);
    if (from && to) builder.connect(*from, *to, std::move(tie.relation));
  }
  TieGraph graph = builder.take();
  graph.has_more |= all.has_more;
  return graph;
}

Result<TieGraph> read_ties_around(Workspace& workspace, const Directory& directory,
                                  std::span<const RecordId> centres, std::size_t count_max) {
  GraphBuilder builder(workspace, directory, count_max);
  Neighbours neighbours(workspace);
  for (RecordId centre : centres) {
    const RecordId known = TRY(workspace.canonical(centre));
    TRY(builder.add(known));
  }
  const std::size_t inner = builder.graph().nodes.size();
  for (std::size_t at = 0; at < inner; ++at) {
    const std::vector<Tied> ties = TRY(neighbours.of(builder.graph().nodes[at].id));
    for (const Tied& tied : ties)
      TRY(builder.add(tied.other));
  }
  for (std::size_t at = 0; at < builder.graph().nodes.size(); ++at) {
    for (Tied& tied : TRY(neighbours.of(builder.graph().nodes[at].id))) {
      const auto other = builder.find(tied.other);
      if (!other) continue;
      if (tied.is_from_other)
        builder.connect(*other, at, std::move(tied.words));
      else
        builder.connect(at, *other, std::move(tied.words));
    }
  }
  return builder.take();
}

Result<std::vector<RecordId>> shortest_way(Workspace& workspace, const Directory& directory,
                                           RecordId from, RecordId to) {
  from = TRY(workspace.canonical(from));
  to = TRY(workspace.canonical(to));
  if (from == to) return std::vector{from};
  Neighbours neighbours(workspace);
  Side near(from), far(to);
  for (int step = 0; step < way_steps_max; ++step) {
    const bool forth = near.edge.size() <= far.edge.size();
    Side& side = forth ? near : far;
    if (side.edge.empty()) break;
    const auto meeting = TRY(advance(workspace, directory, neighbours, side, forth ? far : near));
    if (!meeting) continue;
    std::vector<RecordId> way = near.way(*meeting);
    std::ranges::reverse(way);
    const std::vector<RecordId> rest = far.way(*meeting);
    way.insert(way.end(), rest.begin() + 1, rest.end());
    return way;
  }
  return std::vector<RecordId>{};
}

}  // namespace kith
