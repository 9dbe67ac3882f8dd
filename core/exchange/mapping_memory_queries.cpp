#include "core/exchange/mapping_memory.h"
#include "core/store/transaction.h"

namespace kith {

namespace {

// Beside the workspace's own tables: what the user chose on this device, no record of anybody.
constexpr const char* make_table =
    "CREATE TABLE IF NOT EXISTS import_mapping(signature BLOB PRIMARY KEY, mapping BLOB NOT NULL)"
    " WITHOUT ROWID";
constexpr const char* has_table = "SELECT 1 FROM sqlite_schema WHERE name = 'import_mapping'";
constexpr const char* get_mapping = "SELECT mapping FROM import_mapping WHERE signature = ?";
constexpr const char* put_mapping =
    "INSERT OR REPLACE INTO import_mapping(signature, mapping) VALUES(?, ?)";

}  // namespace

Result<std::optional<Bytes>> recall_mapping(Database& db, std::span<const std::string> headers) {
  {
    Statement find = TRY(db.prepare(has_table));
    if (!TRY(find.step())) return std::nullopt;
  }
  Statement find = TRY(db.prepare(get_mapping));
  if (!TRY(find.first(ByteView(mapping_signature(headers))))) return std::nullopt;
  const auto bytes = find.get<ByteView>(0);
  return Bytes(bytes.begin(), bytes.end());
}

Result<void> remember_mapping(Database& db, std::span<const std::string> headers,
                              const Mapping& mapping) {
  Transaction transaction = TRY(Transaction::begin(db));
  TRY(db.execute(make_table));
  {
    Statement put = TRY(db.prepare(put_mapping));
    TRY(put.run(ByteView(mapping_signature(headers)), ByteView(encode_mapping(headers, mapping))));
  }
  return transaction.commit();
}

}  // namespace kith
