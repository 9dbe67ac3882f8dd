// One box to go anywhere: Ctrl+K or its button, some letters, Enter. Records by name or by what is
// said of them, those opened last before the others, segments, rooms, and what can be done.
#pragma once

#include "core/query/search.h"
#include "core/query/segment_queries.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/room/route.h"
#include "ui/widget/frame.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kith::ui {

struct PaletteEntry {
  std::string title;
  std::string subtitle;            // what it is, and where the words are in it
  std::vector<TextRange> matches;  // of the subtitle
  std::string initials;
  int hue = 0;
  std::string address;             // where it leads, or
  std::optional<Command> command;  // what it does, or
  bool shows_keys = false;         // the sheet of keys
};

struct PaletteState {
  bool is_open = false;
  bool asks_for_keys = false;  // the sheet of keys was chosen
  std::string typed;
  int selected = 0;
  NodeId list = 0, option = 0;  // as drawn last: what the field controls, and the selected one
  // The records opened last, the newest first.
  std::vector<RecordId> recent;

  std::vector<PaletteEntry> entries;
  std::string listed;  // what the entries were found for
  std::uint64_t version = 0;
};

// Call in each frame behind the door: remembers what is opened, and opens by Ctrl+K.
void palette(Ui& ui, PaletteState& state, const ProgramState& program, const Route& route,
             Commands& commands);

}  // namespace kith::ui
