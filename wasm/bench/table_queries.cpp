#include "wasm/bench/table_queries.h"

namespace kith::bench {

const char* const schema =
    "CREATE TABLE contact(id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
    " email TEXT NOT NULL, org TEXT NOT NULL, city TEXT NOT NULL, note TEXT NOT NULL);"
    "CREATE INDEX contact_name ON contact(name, id);"
    "CREATE VIRTUAL TABLE contact_search USING fts5("
    " name, email, org, city, content='contact', content_rowid='id', prefix='2 3');";
const char* const fill_search = "INSERT INTO contact_search(contact_search) VALUES('rebuild')";
const char* const set_cache_as_peers = "PRAGMA cache_size=-16384";

const std::string_view insert_row = "INSERT INTO contact VALUES(?, ?, ?, ?, ?, ?, ?)";
const std::string_view digest_query =
    "SELECT sum(id * length(note) + unicode(name) * length(email)) FROM contact";
const std::string_view edit_row = "UPDATE contact SET city = ? WHERE id = ?";
const std::string_view point_read = "SELECT name, email FROM contact WHERE uid = ?";
const std::string_view page_by_key =
    "SELECT id, name FROM contact WHERE (name, id) > (?, ?) ORDER BY name, id LIMIT 100";
const std::string_view search_top =
    "SELECT contact.id, contact.name FROM contact_search"
    " JOIN contact ON contact.id = contact_search.rowid"
    " WHERE contact_search MATCH ? ORDER BY rank LIMIT 50";
const std::string_view scan_all = "SELECT count(*) FROM contact WHERE note LIKE '%no such words%'";

}  // namespace kith::bench
