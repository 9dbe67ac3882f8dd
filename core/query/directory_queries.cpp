#include "core/query/directory_queries.h"

#include "core/base/assert.h"
#include "core/query/merged_queries.h"
#include "core/query/schema_sql.h"
#include "core/record/schema.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

std::string replaced(std::string text, std::string_view what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
    text.replace(at, what.size(), by);
  return text;
}

}  // namespace

bool has_directory_entry(KindId kind) {
  return std::ranges::find(directory_kinds, kind) != directory_kinds.end();
}

KindSql::KindSql(std::string_view text) {
  for (std::size_t i = 0; i < directory_kinds.size(); ++i) {
    const std::string number = std::to_string(directory_kinds[i].low);
    std::string one = replaced(std::string(text), "@list", "directory_" + number);
    one = replaced(std::move(one), "@kind*", set_table(directory_kinds[i]));
    one = replaced(std::move(one), "@kind", table_name(directory_kinds[i]));
    texts_[i] = schema_sql(replaced(std::move(one), "$kind", number));
  }
}

const std::string& KindSql::of(KindId kind) const {
  const auto found = std::ranges::find(directory_kinds, kind);
  ASSERT(found != directory_kinds.end());
  return texts_[static_cast<std::size_t>(found - directory_kinds.begin())];
}

namespace directory_queries {
namespace {

const KindSql& create_sql() {
  static const KindSql sql(R"(
    DROP TABLE IF EXISTS @list;
    CREATE TABLE @list(
      row INTEGER PRIMARY KEY,
      id BLOB NOT NULL,
      name TEXT NOT NULL,
      names TEXT NOT NULL,
      nickname TEXT NOT NULL,
      subtitle TEXT NOT NULL,
      name_key BLOB NOT NULL,
      organisation_key BLOB NOT NULL,
      last_contact INTEGER,
      last_contact_row INTEGER,
      changed INTEGER NOT NULL);
    CREATE INDEX @list_by_name ON @list(name_key, row);
    CREATE INDEX @list_by_organisation ON @list(organisation_key, name_key, row)
      WHERE organisation_key > x'';
    CREATE INDEX @list_by_contact ON @list(last_contact, row) WHERE last_contact IS NOT NULL;
    CREATE INDEX @list_by_contact_row ON @list(last_contact_row)
      WHERE last_contact_row IS NOT NULL;
    CREATE INDEX @list_by_change ON @list(changed, row);)");
  return sql;
}

constexpr const char* create_words_sql = R"(
  DROP TABLE IF EXISTS name_word;
  CREATE TABLE name_word(word TEXT NOT NULL, kind INTEGER NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY(word, kind, row)) WITHOUT ROWID;)";

const std::string& person_source_sql() {
  static const std::string sql = schema_sql(
      "SELECT p.id, p.@person.name, p.@person.given_name, p.@person.family_name,"
      " p.@person.nickname, p.@person.phonetic_name, p.@person.job_title, p.@person.department,"
      " p.@person.city, o.@organisation.name, h.@household.name FROM @person AS p"
      " LEFT JOIN @organisation AS o ON o.life & 1 AND o.id = " +
      merged_queries::canonical_sql("p.@person.organisation") +
      " LEFT JOIN @household AS h ON h.life & 1 AND h.id = " +
      merged_queries::canonical_sql("p.@person.household") + " WHERE p.row = ? AND p.life & 1");
  return sql;
}

const std::string& organisation_source_sql() {
  static const std::string sql = schema_sql(
      "SELECT id, @organisation.name, @organisation.city FROM @organisation "
      "WHERE row = ? AND life & 1");
  return sql;
}

const std::string& household_source_sql() {
  static const std::string sql =
      schema_sql("SELECT id, @household.name FROM @household WHERE row = ? AND life & 1");
  return sql;
}

const std::string& first_label_sql(KindId kind) {
  static const std::string person =
      schema_sql("SELECT min(value) FROM @person* WHERE row = ? AND field = #person.labels");
  static const std::string organisation = schema_sql(
      "SELECT min(value) FROM @organisation* WHERE row = ? AND field = #organisation.labels");
  return kind == kinds::person ? person : organisation;
}

const std::string& contacts_sql() {
  static const std::string sql = schema_sql(R"(
    SELECT i.row, i.@interaction.on FROM @interaction* AS s
    JOIN @interaction AS i ON i.row = s.row
    WHERE s.value = ? AND s.field = #interaction.people AND i.life & 1)");
  return sql;
}

const KindSql& read_entry_sql() {
  static const KindSql sql(
      "SELECT id, name, names, nickname, subtitle, last_contact FROM @list WHERE row = ?");
  return sql;
}

const KindSql& write_entry_sql() {
  static const KindSql sql(R"(
    INSERT INTO @list(row, id, name, names, nickname, subtitle, name_key, organisation_key,
                      last_contact, last_contact_row, changed)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT(row) DO UPDATE SET
      name = excluded.name, names = excluded.names, nickname = excluded.nickname,
      subtitle = excluded.subtitle, name_key = excluded.name_key,
      organisation_key = excluded.organisation_key, last_contact = excluded.last_contact,
      last_contact_row = excluded.last_contact_row, changed = excluded.changed)");
  return sql;
}

// For an entry whose place in every order stays: their indexes are left alone.
const KindSql& write_shown_sql() {
  static const KindSql sql(
      "UPDATE @list SET name = ?, names = ?, nickname = ?, subtitle = ?, changed = ?"
      " WHERE row = ? AND name_key = ? AND organisation_key = ? AND last_contact IS ?"
      " AND last_contact_row IS ?");
  return sql;
}

const KindSql& write_last_contact_sql() {
  static const KindSql sql(
      "UPDATE @list SET last_contact = ?, last_contact_row = ?, changed = ? WHERE row = ?");
  return sql;
}

const KindSql& touch_entry_sql() {
  static const KindSql sql("UPDATE @list SET changed = ? WHERE row = ?");
  return sql;
}

const KindSql& remove_entry_sql() {
  static const KindSql sql("DELETE FROM @list WHERE row = ?");
  return sql;
}

const KindSql& last_change_sql() {
  static const KindSql sql("SELECT max(changed) FROM @list");
  return sql;
}

const KindSql& count_entries_sql() {
  static const KindSql sql("SELECT count(*) FROM @list");
  return sql;
}

constexpr std::string_view add_name_word_sql =
    "INSERT OR IGNORE INTO name_word(word, kind, row) VALUES(?, ?, ?)";
constexpr std::string_view remove_name_word_sql =
    "DELETE FROM name_word WHERE word = ? AND kind = ? AND row = ?";
constexpr std::string_view scan_name_words_sql =
    "SELECT word, kind, row FROM name_word WHERE word >= ? AND word < ? ORDER BY word, kind, row";

const std::string& find_row_sql() {
  static const std::string sql = [] {
    const KindSql one("SELECT $kind, row FROM @kind WHERE id = " +
                      merged_queries::canonical_sql("?1"));
    return one.all()[0] + " UNION ALL " + one.all()[1] + " UNION ALL " + one.all()[2];
  }();
  return sql;
}

const KindSql& id_sql() {
  static const KindSql sql("SELECT id FROM @kind WHERE row = ?");
  return sql;
}

const std::string& members_sql() {
  static const std::string sql = [] {
    const std::string unless_merged =
        " AND life & 1 AND NOT EXISTS (SELECT 1 FROM merged WHERE kind = " +
        std::to_string(kinds::person.low) + " AND row = p.row)";
    return schema_sql("SELECT row FROM @person AS p WHERE @person.organisation = ?1" +
                      unless_merged +
                      " UNION ALL SELECT row FROM @person AS p WHERE @person.household = ?1" +
                      unless_merged + " LIMIT ?2");
  }();
  return sql;
}

const std::string& subject_sql() {
  static const std::string sql = schema_sql("SELECT @fact.subject FROM @fact WHERE row = ?");
  return sql;
}

const std::string& people_sql() {
  static const std::string sql =
      schema_sql("SELECT value FROM @interaction* WHERE row = ? AND field = #interaction.people");
  return sql;
}

const std::string& entries_by_contact_sql() {
  static const std::string sql = [] {
    const KindSql one("SELECT $kind, row FROM @list WHERE last_contact_row = ?1");
    return one.all()[0] + " UNION ALL " + one.all()[1] + " UNION ALL " + one.all()[2];
  }();
  return sql;
}

// Text, or nothing where a record holds a value of another type.
std::string text_at(const Statement& statement, int column) {
  return statement.type(column) == ColumnType::text
             ? std::string(statement.get<std::string_view>(column))
             : std::string();
}

KindId kind_numbered(std::int64_t number) {
  return {0, static_cast<std::uint64_t>(number)};
}

// The least text that is greater than every one beginning with `prefix`: words are UTF-8, which has
// no byte 0xFF.
std::string behind_prefix(std::string_view prefix) {
  return std::string(prefix) + '\xff';
}

}  // namespace

Result<void> create_tables(Database& db) {
  for (const std::string& sql : create_sql().all())
    TRY(db.execute(sql));
  return db.execute(create_words_sql);
}

Result<std::optional<Source>> read_source(Database& db, const RowRef& row) {
  const std::string& sql = row.kind == kinds::person         ? person_source_sql()
                           : row.kind == kinds::organisation ? organisation_source_sql()
                                                             : household_source_sql();
  Statement find = TRY(db.prepare(sql));
  if (!TRY(find.first(row.row))) return std::nullopt;
  Source source{.id = find.get<RecordId>(0), .name = text_at(find, 1)};
  if (row.kind == kinds::organisation) source.city = text_at(find, 2);
  if (row.kind != kinds::person) return source;
  source.given_name = text_at(find, 2);
  source.family_name = text_at(find, 3);
  source.nickname = text_at(find, 4);
  source.phonetic_name = text_at(find, 5);
  source.job_title = text_at(find, 6);
  source.department = text_at(find, 7);
  source.city = text_at(find, 8);
  source.organisation = text_at(find, 9);
  source.household = text_at(find, 10);
  return source;
}

Result<std::string> first_label(Database& db, const RowRef& row) {
  if (row.kind == kinds::household) return std::string();
  Statement find = TRY(db.prepare(first_label_sql(row.kind)));
  if (!TRY(find.first(row.row))) return std::string();
  return text_at(find, 0);
}

Result<std::vector<Contact>> contacts_of(Database& db, RecordId id) {
  std::vector<Contact> contacts;
  for (const RecordId& member : TRY(merged_queries::members(db, id))) {
    Statement find = TRY(db.prepare(contacts_sql()));
    find.bind(member);
    while (TRY(find.step()))
      contacts.push_back({find.get<std::int64_t>(0), text_at(find, 1)});
  }
  return contacts;
}

Result<std::optional<Entry>> read_entry(Database& db, const RowRef& row) {
  Statement find = TRY(db.prepare(read_entry_sql().of(row.kind)));
  if (!TRY(find.first(row.row))) return std::nullopt;
  Entry entry{.id = find.get<RecordId>(0),
              .name = text_at(find, 1),
              .names = text_at(find, 2),
              .nickname = text_at(find, 3),
              .subtitle = text_at(find, 4)};
  entry.last_contact.day = find.get<std::optional<std::int64_t>>(5);
  return entry;
}

Result<void> write_entry(Database& db, const RowRef& row, const Entry& entry,
                         std::int64_t changed) {
  Statement write = TRY(db.prepare(write_entry_sql().of(row.kind)));
  return write.run(row.row, entry.id, entry.name, entry.names, entry.nickname, entry.subtitle,
                   as_bytes(entry.name_key), as_bytes(entry.organisation_key),
                   entry.last_contact.day, entry.last_contact.interaction_row, changed);
}

Result<void> rewrite_entry(Database& db, const RowRef& row, const Entry& entry,
                           std::int64_t changed) {
  Statement write = TRY(db.prepare(write_shown_sql().of(row.kind)));
  TRY(write.run(entry.name, entry.names, entry.nickname, entry.subtitle, changed, row.row,
                as_bytes(entry.name_key), as_bytes(entry.organisation_key), entry.last_contact.day,
                entry.last_contact.interaction_row));
  return db.change_count() > 0 ? Result<void>() : write_entry(db, row, entry, changed);
}

Result<void> write_last_contact(Database& db, const RowRef& row, const LastContact& contact,
                                std::int64_t changed) {
  Statement write = TRY(db.prepare(write_last_contact_sql().of(row.kind)));
  return write.run(contact.day, contact.interaction_row, changed, row.row);
}

Result<void> touch_entry(Database& db, const RowRef& row, std::int64_t changed) {
  Statement write = TRY(db.prepare(touch_entry_sql().of(row.kind)));
  return write.run(changed, row.row);
}

Result<void> remove_entry(Database& db, const RowRef& row) {
  Statement remove = TRY(db.prepare(remove_entry_sql().of(row.kind)));
  return remove.run(row.row);
}

Result<std::int64_t> last_change(Database& db, KindId kind) {
  Statement find = TRY(db.prepare(last_change_sql().of(kind)));
  TRY(find.first());
  return find.get<std::int64_t>(0);
}

Result<std::int64_t> count_entries(Database& db, KindId kind) {
  Statement count = TRY(db.prepare(count_entries_sql().of(kind)));
  TRY(count.first());
  return count.get<std::int64_t>(0);
}

Result<void> add_name_word(Database& db, const RowRef& row, std::string_view word) {
  Statement add = TRY(db.prepare(add_name_word_sql));
  return add.run(word, row.kind.low, row.row);
}

Result<void> remove_name_word(Database& db, const RowRef& row, std::string_view word) {
  Statement remove = TRY(db.prepare(remove_name_word_sql));
  return remove.run(word, row.kind.low, row.row);
}

Result<void> scan_name_words(Database& db, std::string_view prefix,
                             const std::function<bool(std::string_view, const RowRef&)>& take) {
  Statement scan = TRY(db.prepare(scan_name_words_sql));
  scan.bind(prefix, behind_prefix(prefix));
  while (TRY(scan.step())) {
    const RowRef row{kind_numbered(scan.get<std::int64_t>(1)), scan.get<std::int64_t>(2)};
    if (!take(scan.get<std::string_view>(0), row)) break;
  }
  return {};
}

Result<std::optional<RowRef>> find_row(Database& db, RecordId id) {
  Statement find = TRY(db.prepare(find_row_sql()));
  if (!TRY(find.first(id))) return std::nullopt;
  return RowRef{kind_numbered(find.get<std::int64_t>(0)), find.get<std::int64_t>(1)};
}

Result<std::optional<RecordId>> id_of(Database& db, const RowRef& row) {
  Statement find = TRY(db.prepare(id_sql().of(row.kind)));
  if (!TRY(find.first(row.row))) return std::nullopt;
  return find.get<RecordId>(0);
}

Result<std::vector<std::int64_t>> members_of(Database& db, RecordId id, int count_max) {
  Statement find = TRY(db.prepare(members_sql()));
  find.bind(id, count_max);
  std::vector<std::int64_t> rows;
  while (TRY(find.step()))
    rows.push_back(find.get<std::int64_t>(0));
  return rows;
}

Result<std::optional<RecordId>> subject_of_fact(Database& db, std::int64_t row) {
  Statement find = TRY(db.prepare(subject_sql()));
  if (!TRY(find.first(row))) return std::nullopt;
  return find.get<std::optional<RecordId>>(0);
}

Result<std::vector<RecordId>> people_of_interaction(Database& db, std::int64_t row) {
  Statement find = TRY(db.prepare(people_sql()));
  find.bind(row);
  std::vector<RecordId> people;
  while (TRY(find.step())) {
    // Two people may have added the same one at the same time.
    const RecordId person = find.get<RecordId>(0);
    if (std::ranges::find(people, person) == people.end()) people.push_back(person);
  }
  return people;
}

Result<std::vector<RowRef>> entries_by_contact(Database& db, std::int64_t interaction_row) {
  Statement find = TRY(db.prepare(entries_by_contact_sql()));
  find.bind(interaction_row);
  std::vector<RowRef> rows;
  while (TRY(find.step()))
    rows.push_back({kind_numbered(find.get<std::int64_t>(0)), find.get<std::int64_t>(1)});
  return rows;
}

std::vector<std::string> statements() {
  std::vector<std::string> all = {
      person_source_sql(),
      organisation_source_sql(),
      household_source_sql(),
      first_label_sql(kinds::person),
      first_label_sql(kinds::organisation),
      contacts_sql(),
      std::string(add_name_word_sql),
      std::string(remove_name_word_sql),
      std::string(scan_name_words_sql),
      find_row_sql(),
      members_sql(),
      subject_sql(),
      people_sql(),
      entries_by_contact_sql(),
  };
  for (const KindSql* sql : {&read_entry_sql(), &write_entry_sql(), &write_shown_sql(),
                             &write_last_contact_sql(), &touch_entry_sql(), &remove_entry_sql(),
                             &last_change_sql(), &count_entries_sql(), &id_sql()})
    all.insert(all.end(), sql->all().begin(), sql->all().end());
  return all;
}

}  // namespace directory_queries
}  // namespace kith
