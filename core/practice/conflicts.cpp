#include "core/practice/conflicts.h"

#include "core/practice/words.h"
#include "core/record/schema.h"
#include "core/record/sensitive.h"
#include "core/record/workspace.h"

#include <utility>

namespace kith {
namespace {

class VersionsReader {
 public:
  VersionsReader(Workspace& workspace, const Directory& directory)
      : workspace_(workspace), directory_(directory), today_(today(workspace.clock())) {}

  Result<FieldVersions> read(Conflict conflict) {
    auto of = TRY(directory_.find(workspace_.database(), conflict.record));
    std::string label = label_of(conflict, of.has_value());
    FieldVersions versions{.record = conflict.record,
                           .field = conflict.field,
                           .of = std::move(of),
                           .label = std::move(label),
                           .is_sensitive = is_sensitive_field(conflict.field),
                           .before = std::move(conflict.before),
                           .versions = {},
                           .both = {}};
    for (ConflictingValue& one : conflict.values)
      versions.versions.push_back(version(conflict.field, std::move(one)));
    if (is_long(versions)) compare(versions);
    return versions;
  }

 private:
  std::string label_of(const Conflict& conflict, bool has_page) {
    const FieldInfo* field = workspace_.schema().field(conflict.field);
    const std::string label = field == nullptr ? "A field" : field->label;
    if (has_page) return label;
    return record_in_words(workspace_, directory_, conflict.record) + ": " + label;
  }

  bool is_sensitive_field(FieldId id) const {
    const FieldInfo* field = workspace_.schema().field(id);
    return field != nullptr && is_sensitive(*field);
  }

  WrittenVersion version(FieldId field, ConflictingValue one) {
    // By the clock of this place: a stamp does not know its author's offset.
    const auto offset = static_cast<std::int16_t>(workspace_.clock().utc_offset_minutes());
    std::string words =
        one.value.is_null() ? "nothing" : value_in_words(workspace_, directory_, field, one.value);
    return {std::move(one.value),
            author_in_words(one.is_own),
            moment_in_words({one.wall_ms, offset}, today_),
            std::move(words),
            {}};
  }

  static bool is_long(const FieldVersions& versions) {
    for (const WrittenVersion& one : versions.versions) {
      const bool has_lines = one.value.as_text().find('\n') != std::string::npos;
      if (one.value.type() == ValueType::long_text || has_lines) return true;
    }
    return false;
  }

  static void compare(FieldVersions& versions) {
    const std::string& before = versions.before.as_text();
    for (WrittenVersion& one : versions.versions)
      one.lines = compare_lines(before, one.value.as_text());
    if (versions.versions.size() != 2) return;
    const std::string& ours = versions.versions[0].value.as_text();
    const std::string& theirs = versions.versions[1].value.as_text();
    if (ours.empty() || theirs.empty()) return;
    auto both = merge_lines(before, ours, theirs);
    Value value = Value::long_text(both ? std::move(*both) : ours + "\n\n" + theirs);
    if (value.is_valid()) versions.both = std::move(value);
  }

  Workspace& workspace_;
  const Directory& directory_;
  PartialDate today_;
};

Result<std::vector<FieldVersions>> in_words(Workspace& workspace, const Directory& directory,
                                            std::vector<Conflict> conflicts) {
  VersionsReader reader(workspace, directory);
  std::vector<FieldVersions> versions;
  for (Conflict& conflict : conflicts)
    versions.push_back(TRY(reader.read(std::move(conflict))));
  return versions;
}

}  // namespace

Result<std::vector<FieldVersions>> read_conflicts(Workspace& workspace, const Directory& directory,
                                                  RecordId record) {
  return in_words(workspace, directory, TRY(workspace.conflicts(record)));
}

Result<std::vector<FieldVersions>> read_all_conflicts(Workspace& workspace,
                                                      const Directory& directory,
                                                      int record_count_max) {
  return in_words(workspace, directory, TRY(workspace.all_conflicts(record_count_max)));
}

}  // namespace kith
