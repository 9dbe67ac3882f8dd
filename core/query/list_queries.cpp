#include "core/query/list_queries.h"

#include "core/query/directory_queries.h"

#include <array>
#include <tuple>

namespace kith::list_queries {
namespace {

constexpr std::array walks = {Walk::by_name, Walk::by_organisation, Walk::by_contact, Walk::by_row,
                              Walk::by_change};

// The statements of one walk: its start, how it goes on behind a position, and one row's place.
// Every one gives row, key, second key, number.
struct WalkSql {
  KindSql start;
  KindSql go_on;
  KindSql place;
};

const WalkSql& sql_of(Walk walk) {
  static const WalkSql by_name = {
      KindSql("SELECT row, name_key, x'', 0 FROM @list ORDER BY name_key, row LIMIT ?1"),
      KindSql("SELECT row, name_key, x'', 0 FROM @list WHERE (name_key, row) > (?2, ?5) "
              "ORDER BY name_key, row LIMIT ?1"),
      KindSql("SELECT row, name_key, x'', 0 FROM @list WHERE row = ?")};
  static const WalkSql by_organisation = {
      KindSql("SELECT row, organisation_key, name_key, 0 FROM @list WHERE organisation_key > x'' "
              "ORDER BY organisation_key, name_key, row LIMIT ?1"),
      KindSql("SELECT row, organisation_key, name_key, 0 FROM @list WHERE organisation_key > x'' "
              "AND (organisation_key, name_key, row) > (?2, ?3, ?5) "
              "ORDER BY organisation_key, name_key, row LIMIT ?1"),
      KindSql("SELECT row, organisation_key, name_key, 0 FROM @list WHERE row = ? "
              "AND organisation_key > x''")};
  static const WalkSql by_contact = {
      KindSql("SELECT row, x'', x'', last_contact FROM @list WHERE last_contact IS NOT NULL "
              "ORDER BY last_contact DESC, row DESC LIMIT ?1"),
      KindSql("SELECT row, x'', x'', last_contact FROM @list WHERE last_contact IS NOT NULL "
              "AND (last_contact, row) < (?4, ?5) ORDER BY last_contact DESC, row DESC LIMIT ?1"),
      KindSql("SELECT row, x'', x'', last_contact FROM @list WHERE row = ? "
              "AND last_contact IS NOT NULL")};
  static const WalkSql by_row = {
      KindSql("SELECT row, x'', x'', 0 FROM @list ORDER BY row DESC LIMIT ?1"),
      KindSql("SELECT row, x'', x'', 0 FROM @list WHERE row < ?5 ORDER BY row DESC LIMIT ?1"),
      KindSql("SELECT row, x'', x'', 0 FROM @list WHERE row = ?")};
  static const WalkSql by_change = {
      KindSql("SELECT row, x'', x'', changed FROM @list ORDER BY changed DESC, row DESC LIMIT ?1"),
      KindSql("SELECT row, x'', x'', changed FROM @list WHERE (changed, row) < (?4, ?5) "
              "ORDER BY changed DESC, row DESC LIMIT ?1"),
      KindSql("SELECT row, x'', x'', changed FROM @list WHERE row = ?")};
  switch (walk) {
    case Walk::by_organisation:
      return by_organisation;
    case Walk::by_contact:
      return by_contact;
    case Walk::by_row:
      return by_row;
    case Walk::by_change:
      return by_change;
    case Walk::by_name:
      break;
  }
  return by_name;
}

SortPosition read_position(const Statement& row) {
  return {.key = std::string(as_text(row.get<ByteView>(1))),
          .second_key = std::string(as_text(row.get<ByteView>(2))),
          .number = row.get<std::int64_t>(3),
          .row = row.get<std::int64_t>(0)};
}

}  // namespace

Order order_of(ListSort sort) {
  switch (sort) {
    case ListSort::last_contact:
      return {Walk::by_contact, true};
    case ListSort::recently_added:
      return {Walk::by_row, false};
    case ListSort::recently_changed:
      return {Walk::by_change, false};
    case ListSort::organisation:
      return {Walk::by_organisation, true};
    case ListSort::name:
      break;
  }
  return {Walk::by_name, false};
}

bool comes_before(Walk walk, const SortPosition& a, const SortPosition& b) {
  const auto all = [](const SortPosition& one) {
    return std::tie(one.key, one.second_key, one.number, one.row);
  };
  const bool is_newest_first =
      walk == Walk::by_contact || walk == Walk::by_row || walk == Walk::by_change;
  return is_newest_first ? all(b) < all(a) : all(a) < all(b);
}

Result<std::vector<SortPosition>> next_rows(Database& db, KindId kind, Walk walk,
                                            const SortPosition* after, int count) {
  const WalkSql& sql = sql_of(walk);
  Statement find = TRY(db.prepare(after == nullptr ? sql.start.of(kind) : sql.go_on.of(kind)));
  if (after == nullptr) {
    find.bind(count);
  } else {
    find.bind(count, as_bytes(after->key), as_bytes(after->second_key), after->number, after->row);
  }
  std::vector<SortPosition> positions;
  while (TRY(find.step()))
    positions.push_back(read_position(find));
  return positions;
}

Result<std::optional<SortPosition>> position_of(Database& db, KindId kind, Walk walk,
                                                std::int64_t row) {
  Statement find = TRY(db.prepare(sql_of(walk).place.of(kind)));
  if (!TRY(find.first(row))) return std::nullopt;
  return read_position(find);
}

std::vector<std::string> statements() {
  std::vector<std::string> all;
  for (Walk walk : walks) {
    const WalkSql& sql = sql_of(walk);
    for (const KindSql* one : {&sql.start, &sql.go_on, &sql.place})
      all.insert(all.end(), one->all().begin(), one->all().end());
  }
  return all;
}

}  // namespace kith::list_queries
