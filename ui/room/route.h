// Addresses of places inside Kith: "#/people/<record id>". They hold opaque ids only, since the
// browser writes them down.
#pragma once

#include "core/base/id.h"
#include "core/record/schema_id.h"

#include <optional>
#include <string>
#include <string_view>

namespace kith::ui {

enum class Room {
  people,
  organisations,
  capture,
  segments,
  import,
  conflicts,
  journal,
  tables,
  duplicates,
  merge,
  ties,
  trash,
  settings,
  gallery
};

struct Route {
  Room room = Room::people;
  std::optional<RecordId> record;
  std::optional<RecordId> other;  // of two
  bool operator==(const Route&) const = default;
};

// Anything unknown leads to the people.
Route parse_route(std::string_view fragment);
std::string route_text(const Route& route);
// Two side by side, to be made one; or, where they are one, to be made two again.
std::string merge_route(RecordId here, RecordId there);
// Where a record is shown: organisations among their own, rows in their table, everybody else among
// the people.
std::string record_route(KindId kind, RecordId record);

}  // namespace kith::ui
