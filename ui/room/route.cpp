#include "ui/room/route.h"

#include "core/record/builtin.h"

#include <array>
#include <utility>

namespace kith::ui {
namespace {

constexpr std::array<std::pair<std::string_view, Room>, 14> rooms = {{
    {"people", Room::people},
    {"organisations", Room::organisations},
    {"capture", Room::capture},
    {"segments", Room::segments},
    {"import", Room::import},
    {"decide", Room::conflicts},
    {"history", Room::journal},
    {"tables", Room::tables},
    {"duplicates", Room::duplicates},
    {"merge", Room::merge},
    {"ties", Room::ties},
    {"trash", Room::trash},
    {"settings", Room::settings},
    {"gallery", Room::gallery},
}};

}  // namespace

Route parse_route(std::string_view fragment) {
  Route route;
  if (!fragment.starts_with("#/")) return route;
  fragment.remove_prefix(2);
  const std::size_t slash = fragment.find('/');
  const std::string_view name = fragment.substr(0, slash);
  for (const auto& [room_name, room] : rooms) {
    if (room_name == name) route.room = room;
  }
  if (slash == std::string_view::npos) return route;
  fragment.remove_prefix(slash + 1);
  const std::size_t second = fragment.find('/');
  if (auto id = parse_uuid(fragment.substr(0, second))) route.record = RecordId{*id};
  if (second == std::string_view::npos) return route;
  if (auto id = parse_uuid(fragment.substr(second + 1))) route.other = RecordId{*id};
  return route;
}

std::string route_text(const Route& route) {
  std::string text = "#/";
  for (const auto& [name, room] : rooms) {
    if (room == route.room) text += name;
  }
  if (route.record) text += "/" + uuid_text(route.record->bytes);
  if (route.other) text += "/" + uuid_text(route.other->bytes);
  return text;
}

std::string merge_route(RecordId here, RecordId there) {
  return route_text({Room::merge, here, there});
}

std::string record_route(KindId kind, RecordId record) {
  if (!kind.is_builtin()) return route_text({Room::tables, record, {}});
  return route_text({kind == kinds::organisation ? Room::organisations : Room::people, record, {}});
}

}  // namespace kith::ui
