// Who knows whom, as a picture: everybody with the most ties, those around somebody, or the way
// from one to another.
#pragma once

#include "core/practice/tie_graph.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/room/route.h"
#include "ui/widget/graph.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::ui {

struct TiesState {
  TieGraph graph;
  std::vector<RecordId> way;     // from the one to the other of the route
  std::vector<RecordId> opened;  // whose ties were asked for besides
  GraphLayout layout;
  GraphView view;
  std::optional<RecordId> selected;
  std::optional<Error> error;
  // What all that was read for.
  bool is_read = false;
  Route route;
  std::uint64_t version = 0;

  // Somebody being looked for: to start from, or to be led to.
  std::string typed;
  std::string listed;
  std::vector<NamedRecord> found;
  bool seeks_way = false;
};

void ties_room(Ui& ui, TiesState& state, const ProgramState& program, const Route& route);

}  // namespace kith::ui
