#include "ui/room/ties.h"

#include "core/record/workspace.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/list.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace kith::ui {
namespace {

constexpr std::size_t nodes_max = 2000;
constexpr int found_max = 6;
constexpr float side_width = 300;

Result<void> read_graph(TiesState& state, const ProgramState& program, const Route& route) {
  Workspace& workspace = *program.workspace;
  const Directory& directory = *program.directory;
  std::vector<RecordId> centres = state.opened;
  state.way.clear();
  if (route.record && route.other) {
    state.way = TRY(shortest_way(workspace, directory, *route.record, *route.other));
    centres.insert(centres.begin(), {*route.record, *route.other});
    centres.insert(centres.begin(), state.way.begin(), state.way.end());
  } else if (route.record) {
    centres.insert(centres.begin(), *route.record);
  } else {
    state.graph = TRY(read_most_tied(workspace, directory, nodes_max));
    return {};
  }
  state.graph = TRY(read_ties_around(workspace, directory, centres, nodes_max));
  return {};
}

// Who was in the picture stays about where they were.
void lay_out(TiesState& state, const TieGraph& before) {
  std::unordered_map<RecordId, Point> places;
  const std::vector<Point>& old_places = state.layout.places();
  for (std::size_t i = 0; i < std::min(before.nodes.size(), old_places.size()); ++i)
    places.emplace(before.nodes[i].id, old_places[i]);
  std::vector<std::optional<Point>> known;
  for (const TieGraph::Node& node : state.graph.nodes) {
    const auto place = places.find(node.id);
    known.push_back(place == places.end() ? std::nullopt : std::optional(place->second));
  }
  std::vector<GraphEdge> edges;
  for (const TieGraph::Edge& edge : state.graph.edges)
    edges.push_back({edge.from, edge.to});
  state.layout = GraphLayout(state.graph.nodes.size(), edges, known);
}

std::optional<std::size_t> place_of(const TiesState& state, std::optional<RecordId> id) {
  for (std::size_t i = 0; id && i < state.graph.nodes.size(); ++i) {
    if (state.graph.nodes[i].id == *id) return i;
  }
  return std::nullopt;
}

void read_again(TiesState& state, const ProgramState& program, const Route& route) {
  const std::uint64_t version = program.workspace->data_version();
  const bool moved = !state.is_read || state.route != route;
  if (!moved && state.version == version) return;
  if (moved) {
    state.layout = {};  // another picture: nobody has a place in it yet
    state.opened.clear();
    state.view = {};
    state.selected = route.record;
    state.typed.clear();
    state.seeks_way = false;
  }
  state.is_read = true;
  state.route = route;
  state.version = version;
  state.error.reset();
  const TieGraph before = std::exchange(state.graph, {});
  if (auto read = read_graph(state, program, route); !read) state.error = std::move(read.error());
  if (state.selected) {
    if (auto id = program.workspace->canonical(*state.selected)) state.selected = *id;
  }
  lay_out(state, before);
}

void open_ties_of(TiesState& state, RecordId id) {
  state.opened.push_back(id);
  state.version = 0;
}

// -- the picture --

bool is_on_way(const TiesState& state, RecordId id) {
  return std::ranges::find(state.way, id) != state.way.end();
}

// Whether the two follow each other on the way.
bool is_step(const TiesState& state, RecordId a, RecordId b) {
  for (std::size_t i = 1; i < state.way.size(); ++i) {
    if ((state.way[i - 1] == a && state.way[i] == b) ||
        (state.way[i - 1] == b && state.way[i] == a))
      return true;
  }
  return false;
}

void picture(Ui& ui, TiesState& state, float height) {
  std::vector<std::string> keys, more;
  std::vector<GraphItem> items;
  std::vector<GraphLine> lines;
  for (const TieGraph::Node& node : state.graph.nodes) {
    keys.push_back(uuid_text(node.id.bytes));
    more.push_back(count_words(node.ties, "tie", "ties"));
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const TieGraph::Node& node = state.graph.nodes[i];
    items.push_back({.key = keys[i],
                     .name = node.name,
                     .more = more[i],
                     .initials = node.initials,
                     .hue = static_cast<std::uint64_t>(node.hue),
                     .weight = node.ties,
                     .is_square = node.kind != kinds::person,
                     .is_marked = is_on_way(state, node.id)});
  }
  for (const TieGraph::Edge& edge : state.graph.edges) {
    const RecordId from = state.graph.nodes[edge.from].id, to = state.graph.nodes[edge.to].id;
    lines.push_back({edge.from, edge.to, !state.way.empty() && is_step(state, from, to)});
  }
  if (!state.layout.is_settled()) {
    state.layout.advance();
    ui.want_frame();
  }
  const GraphResult result =
      graph(ui,
            {.name = "Ties",
             .description = "Arrow keys go from one to the next, plus and minus make it larger and "
                            "smaller, 0 shows all",
             .items = items,
             .lines = lines,
             .places = state.layout.places(),
             .selected = place_of(state, state.selected),
             .height = height},
            state.view);
  if (!result.chosen) return;
  state.selected = state.graph.nodes[*result.chosen].id;
  ui.want_frame();
}

// -- beside it --

void choose(Ui& ui, TiesState& state, RecordId id) {
  if (state.seeks_way && state.selected)
    ui.navigate(route_text({Room::ties, *state.selected, id}));
  else
    ui.navigate(route_text({Room::ties, id, {}}));
}

void find_somebody(Ui& ui, TiesState& state, const ProgramState& program) {
  const bool to_somebody = state.seeks_way && state.selected;
  search_field(ui, to_somebody ? "Who should be reached" : "Find somebody", state.typed,
               {.label_shown = to_somebody, .focus = to_somebody, .placeholder = "Find somebody"});
  if (state.listed != state.typed) {
    state.listed = state.typed;
    state.found.clear();
    if (auto found = program.directory->find_by_name(program.workspace->database(), state.typed,
                                                     found_max)) {
      for (NameCandidate& one : *found)
        state.found.push_back(std::move(one.record));
    }
  }
  if (state.typed.empty()) return;
  if (state.found.empty()) return text(ui, "Nobody with that name", {.tone = Tone::second});
  const ListResult result =
      list_rows(ui,
                {.name = "Found",
                 .count = static_cast<std::int64_t>(state.found.size()),
                 .height = static_cast<float>(state.found.size()) * ui.metrics().row_two,
                 .key =
                     [&](std::int64_t i) {
                       return uuid_text(state.found[static_cast<std::size_t>(i)].id.bytes);
                     }},
                [&](std::int64_t i) {
                  const NamedRecord& one = state.found[static_cast<std::size_t>(i)];
                  const std::string initials = initials_of(one.name);
                  entry(ui, {.title = one.name,
                             .subtitle = one.subtitle,
                             .initials = initials,
                             .hue = static_cast<std::uint64_t>(hue_of(one.id))});
                });
  if (!result.chosen) return;
  for (const NamedRecord& one : state.found) {
    if (uuid_text(one.id.bytes) == result.chosen_key) return choose(ui, state, one.id);
  }
}

// "spouse", of who stands there; turned round where the tie is told from the other side.
std::string tie_words(const TieGraph::Edge& edge, bool is_from_other, std::string_view name) {
  if (edge.words.empty()) return "Belongs together";
  if (is_from_other) return edge.words;
  return std::string(name) + " is their " + edge.words;
}

void ties_of_selected(Ui& ui, TiesState& state, std::size_t selected) {
  const TieGraph::Node& here = state.graph.nodes[selected];
  group(ui, Role::list, "Tied to", [&] {
    for (const TieGraph::Edge& edge : state.graph.edges) {
      if (edge.from != selected && edge.to != selected) continue;
      const bool is_from_other = edge.to == selected;
      const TieGraph::Node& other = state.graph.nodes[is_from_other ? edge.from : edge.to];
      keyed(ui, uuid_text(other.id.bytes), [&] {
        group(ui, Role::list_item, other.name, [&] {
          if (button(ui, other.name, {.kind = ButtonKind::quiet, .icon = Icon::tie})) {
            state.selected = other.id;
            if (const auto place = place_of(state, other.id))
              look_at(state.view, state.layout.places()[*place]);
            ui.want_frame();
          }
          column(ui, {.padding_x = 14, .gap = 0}, [&] {
            text(ui, tie_words(edge, is_from_other, here.name), {.size = 12, .tone = Tone::second});
          });
        });
      });
    }
  });
}

void card(Ui& ui, TiesState& state) {
  const auto selected = place_of(state, state.selected);
  if (!selected) {
    text(ui, "Choose somebody in the picture to see who they are tied to.", {.tone = Tone::second});
    return;
  }
  const TieGraph::Node& node = state.graph.nodes[*selected];
  heading(ui, 2, node.name);
  if (!node.subtitle.empty()) text(ui, node.subtitle, {.tone = Tone::second});
  link(ui, "Open", record_route(node.kind, node.id));
  row(ui, {.wraps = true}, [&] {
    const bool is_open = std::ranges::find(state.opened, node.id) != state.opened.end() ||
                         state.route.record == node.id || is_on_way(state, node.id);
    if (state.route.record && !is_open && button(ui, "All their ties", {.icon = Icon::add}))
      open_ties_of(state, node.id);
    if (state.route.record != node.id && button(ui, "Only around them"))
      ui.navigate(route_text({Room::ties, node.id, {}}));
    if (!state.seeks_way && button(ui, "Who leads to somebody", {.icon = Icon::arrow_right})) {
      state.seeks_way = true;
      state.typed.clear();
    }
  });
  ties_of_selected(ui, state, *selected);
}

void way_in_words(Ui& ui, const TiesState& state) {
  if (!state.route.other) return;
  if (state.way.empty()) {
    banner(ui, "Kith knows of no way between these two, over " + std::to_string(way_steps_max) +
                   " ties or fewer.");
    return;
  }
  std::string words;
  for (RecordId id : state.way) {
    const auto place = place_of(state, id);
    if (place) words += (words.empty() ? "" : " → ") + state.graph.nodes[*place].name;
  }
  text(ui, words, {.strong = true});
}

void tools(Ui& ui, TiesState& state) {
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Larger", {.kind = ButtonKind::quiet})) zoom(state.view, 1.4f);
    if (button(ui, "Smaller", {.kind = ButtonKind::quiet})) zoom(state.view, 1 / 1.4f);
    if (button(ui, "Show all", {.kind = ButtonKind::quiet})) state.view.shows_all = true;
    if (state.route.record && button(ui, "Everybody", {.kind = ButtonKind::quiet}))
      ui.navigate("#/ties");
  });
  if (state.graph.has_more) {
    text(ui, "Those with the most ties; not everybody has room.",
         {.size = 12, .tone = Tone::second});
  }
}

void head(Ui& ui, TiesState& state) {
  heading(ui, 1, "Ties", {.size = 24, .focusable = true});
  if (state.error) banner(ui, state.error->text, {.severity = Severity::danger});
  way_in_words(ui, state);
  tools(ui, state);
}

void beside(Ui& ui, TiesState& state, const ProgramState& program) {
  find_somebody(ui, state, program);
  card(ui, state);
}

void nothing_yet(Ui& ui, TiesState& state) {
  heading(ui, 1, "Ties", {.size = 24, .focusable = true});
  if (state.error) banner(ui, state.error->text, {.severity = Severity::danger});
  empty_state(ui,
              {.icon = Icon::tie,
               .title = "Nobody is tied to anybody yet",
               .words = "Write down on somebody's page who they know, who introduced them, who "
                        "they live with. Here you see who could introduce you."},
              [&] {
                if (button(ui, "Go to the people", {.kind = ButtonKind::primary}))
                  ui.navigate("#/people");
              });
}

}  // namespace

void ties_room(Ui& ui, TiesState& state, const ProgramState& program, const Route& route) {
  read_again(state, program, route);
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "Ties", [&] {
      if (state.graph.nodes.empty()) {
        scroll_area(ui, "Ties", {.padding = 24}, [&] { nothing_yet(ui, state); });
      } else if (ui.screen() == ScreenSize::wide) {
        columns(
            ui, {.tracks = {fill(), px(side_width)}},
            [&] {
              pane(ui, Surface::background, [&] {
                column(ui, {.padding = 16}, [&] { head(ui, state); });
                picture(ui, state, 0);
              });
            },
            [&] {
              pane(ui, Surface::surface, [&] {
                scroll_area(ui, "Beside the picture", {.padding = 16, .gap = 12},
                            [&] { beside(ui, state, program); });
              });
            });
      } else {
        column(ui, {.padding = 16}, [&] {
          head(ui, state);
          picture(ui, state, ui.stage().height * 0.4f);
        });
        scroll_area(ui, "Beside the picture", {.padding = 16, .gap = 12},
                    [&] { beside(ui, state, program); });
      }
    });
  });
}

}  // namespace kith::ui
