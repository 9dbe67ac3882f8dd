// Who knows whom, as a picture needs it: people, organisations and households with the ties between
// them, and the shortest way from one to another ("who could introduce us"). What belongs together
// without a tie of its own counts too: a person and their organisation or household.
//
//   const TieGraph whole = TRY(read_most_tied(workspace, directory, 2000));
//   const TieGraph near = TRY(read_ties_around(workspace, directory, {{ana}}, 2000));
//   const auto way = TRY(shortest_way(workspace, directory, ana, ben));   // ana, who knows both,
//   ben
#pragma once

#include "core/query/directory.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace kith {

struct TieGraph {
  struct Node {
    RecordId id;
    KindId kind;
    std::string name;
    std::string subtitle;
    std::string initials;
    int hue = 0;
    int ties = 0;  // in this graph
  };
  // "`from` is the <words> of `to`", by places in `nodes`.
  struct Edge {
    std::size_t from = 0, to = 0;
    std::string words;
  };
  std::vector<Node> nodes;
  std::vector<Edge> edges;  // one between two nodes; of several ties the first that was written
  bool has_more = false;    // there was no room for all
};

// Those with the most ties, `count_max` at most, and what is between them.
Result<TieGraph> read_most_tied(Workspace& workspace, const Directory& directory,
                                std::size_t count_max);
// These, whom they are tied to, and what is between all of them. Records that are unknown or in
// the trash are left out.
Result<TieGraph> read_ties_around(Workspace& workspace, const Directory& directory,
                                  std::span<const RecordId> centres, std::size_t count_max);
// Both ends and all between them; empty where there is no way of at most `way_steps_max` ties, or
// so many people are near that the search was given up.
inline constexpr int way_steps_max = 6;
Result<std::vector<RecordId>> shortest_way(Workspace& workspace, const Directory& directory,
                                           RecordId from, RecordId to);

}  // namespace kith
