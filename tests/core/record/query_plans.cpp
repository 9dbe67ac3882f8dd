#include "tests/core/record/query_plans.h"

#include "core/store/database.h"

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith {
namespace {

// What may walk through a table or sort aside, and why. Both are globs, as SQLite has them.
struct Allowed {
  const char* sql;
  const char* step;
};
constexpr std::array allowed = {
    // No table at all.
    Allowed{"*", "SCAN CONSTANT ROW"},
    Allowed{"*", "SCAN *(subquery-*"},
    // FTS5 and tables like it find what is asked for by themselves.
    Allowed{"*", "SCAN * VIRTUAL TABLE INDEX *"},
    // Stops at the first row.
    Allowed{"SELECT EXISTS(SELECT 1 FROM [a-z]*)", "SCAN *"},
    Allowed{"SELECT 1 FROM sqlite_schema LIMIT 1", "SCAN *"},
    // The first value that an index has.
    Allowed{"SELECT f* FROM k* WHERE life % 2 = 1 AND f* IS NOT NULL ORDER BY f* LIMIT 1",
            "SCAN k* USING COVERING INDEX *"},
    // A list's first rows, in the order of the index that is walked.
    Allowed{"SELECT * FROM directory_1? ORDER BY * LIMIT ?1", "SCAN *"},
    // A handful of rows: streams, keys, and SQLite's own list of tables when they are made anew.
    Allowed{"SELECT number, device, incarnation FROM stream ORDER BY number", "SCAN stream"},
    Allowed{"SELECT circle.id, circle_key.epoch, * ORDER BY circle_key.circle, epoch", "SCAN *"},
    Allowed{"SELECT k, entry FROM control ORDER BY k", "SCAN control"},
    Allowed{"SELECT name, secret FROM device_key ORDER BY name", "SCAN device_key"},
    Allowed{"SELECT * FROM sqlite_schema WHERE *", "SCAN sqlite_schema"},
    // A few dozen rows at most.
    Allowed{"* FROM unsaved *", "SCAN unsaved"},
    // All files, for a backup that has them all.
    Allowed{"SELECT DISTINCT file FROM attached ORDER BY file", "SCAN attached *"},
    // Only what is said of fields that wait for somebody's choice.
    Allowed{"SELECT DISTINCT kind, row FROM said LIMIT ?", "SCAN said"},
    // One record may be linked twice by one record; there are few such rows.
    Allowed{"SELECT DISTINCT k.* FROM s* WHERE s.value = ?*", "USE TEMP B-TREE FOR DISTINCT"},
    // How many a list has, once each time it is read: of the narrowest index.
    Allowed{"SELECT count([*]) FROM directory_1?", "SCAN directory_1? USING COVERING INDEX *"},
    // A filter looks at all records of a kind, and of each at one field or two: a walk through them
    // is what it is for, in slices, and what it found is kept.
    Allowed{"SELECT row FROM directory_1?", "SCAN directory_1? USING COVERING INDEX *"},
    Allowed{"SELECT row FROM k[0-9#]* WHERE life % 2 = 1", "SCAN k*"},
    Allowed{"SELECT id, row FROM k[0-9#]* ORDER BY id", "SCAN k* USING COVERING INDEX *"},
    Allowed{"SELECT row, f* FROM k[0-9#]* WHERE life % 2 = 1 AND f* IS NOT NULL", "SCAN k*"},
    Allowed{"SELECT row, value, * FROM s[0-9#]* WHERE field = [0-9#]*", "SCAN s*"},
    // The names of segments, lists, views, imports and networks, some dozens.
    Allowed{"SELECT id, f* FROM k2[245] WHERE life % 2 = 1*", "SCAN k2[245]"},
    Allowed{"SELECT row, id, f* FROM k2[67] WHERE life % 2 = 1 ORDER BY row", "SCAN k2[67]"},
    // A view of a team's table is one walk through its rows, of the fields that it asks about; so
    // is the look at what a field that becomes another does not convert, of people too.
    Allowed{"SELECT row, id* FROM k# WHERE life % 2 = 1 ORDER BY row", "SCAN k*"},
    Allowed{"SELECT row, id, f# FROM k1[678] WHERE life % 2 = 1 ORDER BY row", "SCAN k*"},
    Allowed{"SELECT count([*]) FROM k# WHERE life % 2 = 1", "SCAN k*"},
    // Only tests ask so.
    Allowed{"SELECT count([*]) FROM k[0-9]*", "SCAN k*"},
    Allowed{"SELECT id FROM k16 WHERE life % 2 = 1 AND f256 = ?", "SCAN k16"},
    Allowed{"SELECT * FROM seen*", "SCAN seen"},
    Allowed{"SELECT [rw]o* || * ORDER BY 1", "*"},
};

bool is_allowed(const std::string& sql, const std::string& step) {
  const bool is_search = !step.starts_with("SCAN") && step.find("TEMP B-TREE") == step.npos &&
                         step.find("AUTOMATIC") == step.npos;
  return is_search || std::ranges::any_of(allowed, [&](const Allowed& rule) {
           return sqlite3_strglob(rule.sql, sql.c_str()) == 0 &&
                  sqlite3_strglob(rule.step, step.c_str()) == 0;
         });
}

// Tables and columns of a team's own have numbers made of their ids, which differ each time.
std::string without_made_names(std::string_view sql) {
  constexpr std::size_t made_digits_min = 5;
  std::string text;
  while (!sql.empty()) {
    const std::size_t digits = std::min(sql.find_first_not_of("0123456789"), sql.size());
    text += digits < made_digits_min ? sql.substr(0, digits) : "#";
    sql.remove_prefix(digits);
    text += sql.substr(0, 1);
    sql.remove_prefix(std::min<std::size_t>(sql.size(), 1));
  }
  return text;
}

// FTS5 has statements of its own, and a test that explains some by itself has those.
bool is_ours(std::string_view sql) {
  return sql.find("'main'.") == sql.npos && !sql.starts_with("EXPLAIN");
}

}  // namespace

void check_query_plans(Database& db) {
  static std::set<std::string> explained;
  std::vector<std::pair<std::string, std::string>> fresh;
  for (sqlite3_stmt* statement = sqlite3_next_stmt(db.handle(), nullptr); statement != nullptr;
       statement = sqlite3_next_stmt(db.handle(), statement)) {
    const std::string sql = sqlite3_sql(statement);
    std::string shown = without_made_names(sql);
    if (is_ours(sql) && !explained.contains(shown)) fresh.emplace_back(sql, std::move(shown));
  }
  for (const auto& [sql, shown] : fresh) {
    INFO(shown);
    Result<Statement> plan = db.prepare("EXPLAIN QUERY PLAN " + sql);
    // The table or column may be gone, when a team made it.
    if (!plan && shown.find('#') != shown.npos) continue;
    explained.insert(shown);
    CHECK(plan);
    while (plan && plan->step().value_or(false)) {
      const std::string step(plan->get<std::string_view>(3));
      INFO(step);
      CHECK(is_allowed(shown, step));
    }
  }
}

}  // namespace kith
