// Who knows whom: what is in the picture, and the shortest way between two.
#include "core/practice/tie_graph.h"

#include "core/practice/commands.h"
#include "core/practice/merge.h"
#include "core/practice/tie_graph_queries.h"
#include "tests/core/query/query_fixture.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace kith;

namespace {

struct TieWorkspace : QueryWorkspace {
  using QueryWorkspace::QueryWorkspace;

  RecordId tie(RecordId from, RecordId to, std::string relation = "friend") {
    TieInput input;
    input.from = from;
    input.to = to;
    input.relation = std::move(relation);
    NewRecord made = add_tie(*workspace, input);
    workspace.commit(made.draft);
    return made.id;
  }
  TieGraph around(std::vector<RecordId> centres, std::size_t count_max = 100) {
    return must(read_ties_around(*workspace, directory, centres, count_max));
  }
  TieGraph most_tied(std::size_t count_max = 100) {
    return must(read_most_tied(*workspace, directory, count_max));
  }
  std::vector<RecordId> way(RecordId from, RecordId to) {
    return must(shortest_way(*workspace, directory, from, to));
  }
};

std::string names(const TieGraph& graph) {
  std::string words;
  for (const TieGraph::Node& node : graph.nodes)
    words += (words.empty() ? "" : ", ") + node.name;
  return words;
}

// "Ana friend Ben", sorted.
std::set<std::string> sentences(const TieGraph& graph) {
  std::set<std::string> all;
  for (const TieGraph::Edge& edge : graph.edges)
    all.insert(graph.nodes[edge.from].name + " " + edge.words + " " + graph.nodes[edge.to].name);
  return all;
}

}  // namespace

TEST_CASE("around somebody are those they are tied to, and the ties between these") {
  TieWorkspace kith;
  const RecordId ana = kith.person("Ana"), ben = kith.person("Ben"), cai = kith.person("Cai"),
                 dee = kith.person("Dee");
  kith.person("Nobody's friend");
  const RecordId library = kith.organisation("Library");
  kith.set(ana, fields::person::organisation, Value::link(library));
  kith.tie(ana, ben, "sister");
  kith.tie(cai, ana, "teacher");
  kith.tie(ben, cai, "neighbour");
  kith.tie(cai, dee);
  const TieGraph graph = kith.around({ana});
  CHECK(names(graph) == "Ana, Ben, Cai, Library");
  CHECK(sentences(graph) == std::set<std::string>{"Ana sister Ben", "Cai teacher Ana",
                                                  "Ben neighbour Cai", "Ana  Library"});
  CHECK(graph.nodes[0].ties == 3);
  CHECK_FALSE(graph.has_more);
  CHECK(names(kith.around({ana, cai})) == "Ana, Cai, Ben, Library, Dee");
  CHECK(names(kith.around({ana}, 2)) == "Ana, Ben");
  CHECK(kith.around({ana}, 2).has_more);
}

TEST_CASE("what is in the trash is in no picture, and on no way") {
  TieWorkspace kith;
  const RecordId ana = kith.person("Ana"), ben = kith.person("Ben"), cai = kith.person("Cai");
  kith.tie(ana, ben);
  const RecordId tie = kith.tie(ben, cai);
  CHECK(kith.way(ana, cai) == std::vector{ana, ben, cai});
  kith.trash(tie);
  CHECK(kith.way(ana, cai).empty());
  kith.tie(ben, cai);
  kith.trash(ben);
  CHECK(kith.way(ana, cai).empty());
  CHECK(names(kith.around({ana})) == "Ana");
  CHECK(names(kith.around({ben})).empty());
  CHECK(names(kith.most_tied()) == "Ana, Cai");
}

TEST_CASE("the most tied come first, and there is room for so many") {
  TieWorkspace kith;
  const RecordId hub = kith.person("Hub"), second = kith.person("Second");
  for (int i = 0; i < 6; ++i) {
    const RecordId other = kith.person("P" + std::to_string(i));
    kith.tie(hub, other);
    if (i < 3) kith.tie(other, second);
  }
  CHECK(kith.most_tied().nodes.size() == 8);
  CHECK(kith.most_tied().edges.size() == 9);
  CHECK(names(kith.most_tied(2)) == "Hub, Second");
  CHECK(kith.most_tied(2).has_more);
  CHECK(kith.most_tied(2).edges.empty());
}

TEST_CASE("two that were merged are one node with the ties of both") {
  TieWorkspace kith;
  const RecordId ana = kith.person("Ana"), anna = kith.person("Anna"), ben = kith.person("Ben"),
                 cai = kith.person("Cai");
  kith.tie(ana, ben);
  kith.tie(anna, cai);
  kith.tie(ana, anna, "the same");
  CHECK(kith.way(ben, cai) == std::vector{ben, ana, anna, cai});
  Draft draft(Intent{IntentCode::merge, {ana, anna}});
  draft.merge(anna, ana);
  kith.workspace.commit(draft);
  CHECK(kith.way(ben, cai) == std::vector{ben, ana, cai});
  CHECK(kith.way(ben, anna) == std::vector{ben, ana});
  const TieGraph graph = kith.around({anna});
  CHECK(names(graph) == "Ana, Ben, Cai");
  CHECK(graph.edges.size() == 2);
  CHECK(kith.most_tied().nodes.size() == 3);
}

TEST_CASE("the way is as short as a search of the whole graph finds it") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    TieWorkspace kith(seed);
    std::mt19937_64 random(seed);
    std::vector<RecordId> people;
    for (int i = 0; i < 24; ++i)
      people.push_back(kith.person("P" + std::to_string(i)));
    const RecordId club = kith.organisation("Club");
    std::map<RecordId, std::set<RecordId>> model;
    const auto join = [&](RecordId a, RecordId b) {
      model[a].insert(b);
      model[b].insert(a);
    };
    for (std::size_t i = 0; i < 20 + seed % 12; ++i) {
      const RecordId a = people[random() % 24], b = people[random() % 24];
      if (a == b) continue;
      kith.tie(a, b);
      join(a, b);
    }
    for (std::size_t i = 0; i < 3; ++i) {
      kith.set(people[i * 7], fields::person::organisation, Value::link(club));
      join(people[i * 7], club);
    }
    const RecordId start = people[random() % 24];
    std::map<RecordId, int> steps{{start, 0}};
    for (std::vector<RecordId> edge{start}; !edge.empty();) {
      const RecordId at = edge.front();
      edge.erase(edge.begin());
      for (RecordId next : model[at])
        if (steps.emplace(next, steps[at] + 1).second) edge.push_back(next);
    }
    for (RecordId end : people) {
      INFO(seed);
      const std::vector<RecordId> way = kith.way(start, end);
      const bool is_near = steps.contains(end) && steps[end] <= way_steps_max;
      REQUIRE(way.size() == (is_near ? static_cast<std::size_t>(steps[end]) + 1 : 0));
      if (!is_near) continue;
      CHECK(way.front() == start);
      CHECK(way.back() == end);
      for (std::size_t i = 1; i < way.size(); ++i)
        CHECK(model[way[i - 1]].contains(way[i]));
    }
  }
}

TEST_CASE("no statement of the graph scans a table or sorts aside") {
  TieWorkspace kith;
  for (const std::string& sql : tie_graph_queries::statements()) {
    Statement explain = must(kith.db().prepare("EXPLAIN QUERY PLAN " + sql));
    while (must(explain.step())) {
      const std::string plan(explain.get<std::string_view>(3));
      INFO(sql << "\n" << plan);
      CHECK_FALSE(plan.starts_with("SCAN"));
      CHECK(plan.find("USE TEMP B-TREE") == std::string::npos);
    }
  }
}
