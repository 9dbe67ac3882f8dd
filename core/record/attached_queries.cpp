// The half of Tables that is about sealed files: which of them the log names.
#include "core/record/tables.h"
#include "core/store/attachment_file.h"

namespace kith {
namespace {

constexpr const char* add_attached = "INSERT OR IGNORE INTO attached(log, file) VALUES(?, ?)";
constexpr const char* drop_attached = "DELETE FROM attached WHERE log = ?";
constexpr const char* find_attached = "SELECT 1 FROM attached WHERE file = ? LIMIT 1";
constexpr const char* all_attached = "SELECT DISTINCT file FROM attached ORDER BY file";

}  // namespace

Result<void> Tables::note_attached(const Value& value, std::int64_t log_row) {
  const auto* attachment = value.get<Attachment>();
  if (attachment == nullptr) return {};
  Statement add = TRY(db_.prepare(add_attached));
  return add.run(log_row, attachment_file_name(attachment->key));
}

Result<void> Tables::note_attached(const Op& op, std::int64_t log_row) {
  TRY(note_attached(op.value, log_row));
  for (const FieldValue& entry : op.values)
    TRY(note_attached(entry.value, log_row));
  return {};
}

Result<void> Tables::forget_attached(std::int64_t log_row) {
  Statement drop = TRY(db_.prepare(drop_attached));
  return drop.run(log_row);
}

Result<bool> Tables::is_attached(std::string_view file) {
  Statement find = TRY(db_.prepare(find_attached));
  return find.first(file);
}

Result<std::vector<std::string>> Tables::attached_files() {
  Statement all = TRY(db_.prepare(all_attached));
  std::vector<std::string> files;
  while (TRY(all.step()))
    files.emplace_back(all.get<std::string_view>(0));
  return files;
}

}  // namespace kith
