#include "core/practice/merged_record.h"

#include "core/base/text_fold.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>

namespace kith {
namespace {

std::string digits_of(std::string_view number) {
  std::string digits;
  std::ranges::copy_if(number, std::back_inserter(digits),
                       [](char c) { return (c >= '0' && c <= '9') || c == '+'; });
  return digits;
}

// Folded, without blanks at the ends.
std::string comparable(std::string_view text) {
  std::string folded = fold(text);
  const std::size_t begin = folded.find_first_not_of(' ');
  if (begin == folded.npos) return {};
  return folded.substr(begin, folded.find_last_not_of(' ') - begin + 1);
}

bool is_preferred(const Value& value) {
  const auto* way = value.get<ContactWay>();
  return way != nullptr && way->preferred;
}

class MergedReader {
 public:
  MergedReader(const Schema& schema, MergedRecord& merged) : schema_(schema), merged_(merged) {}

  void add(const RecordView& record) {
    const bool is_first = record.id == merged_.id;
    for (const FieldValue& entry : record.values) {
      const FieldInfo* field = schema_.field(entry.field);
      if (field == nullptr) continue;
      if (field->is_set) {
        add_element(record.id, entry, is_first);
      } else if (is_first) {
        merged_.values.push_back(entry);
      } else {
        add_also(record.id, entry);
      }
    }
  }

 private:
  // Two elements of the record itself are two, whatever they say.
  void add_element(RecordId holder, const FieldValue& entry, bool is_own) {
    const bool has_preferred = std::ranges::any_of(merged_.elements, [&](const auto& one) {
      return one.field == entry.field && one.preferred;
    });
    const bool preferred = is_preferred(entry.value) && (is_own || !has_preferred);
    const auto same = std::ranges::find_if(merged_.elements, [&](const MergedElement& one) {
      return !is_own && one.field == entry.field &&
             say_the_same(one.held.front().value, entry.value);
    });
    if (same == merged_.elements.end()) {
      merged_.elements.push_back({entry.field, {{holder, entry.value}}, preferred});
      return;
    }
    same->held.push_back({holder, entry.value});
    same->preferred |= preferred;
  }

  void add_also(RecordId holder, const FieldValue& entry) {
    const auto says_it = [&](const FieldValue& own) {
      return own.field == entry.field && say_the_same(own.value, entry.value);
    };
    const auto is_told = [&](const AlsoValue& one) {
      return one.field == entry.field && say_the_same(one.held.value, entry.value);
    };
    if (std::ranges::any_of(merged_.values, says_it)) return;
    if (std::ranges::any_of(merged_.also, is_told)) return;
    merged_.also.push_back({entry.field, {holder, entry.value}});
  }

  const Schema& schema_;
  MergedRecord& merged_;
};

}  // namespace

bool say_the_same(const Value& a, const Value& b) {
  if (a == b) return true;
  if (a.type() != b.type()) return false;
  if (const auto* one = a.get<Address>()) {
    const auto* other = b.get<Address>();
    const auto texts = [](const Address& address) {
      return comparable(address.street + '\n' + address.extended + '\n' + address.po_box + '\n' +
                        address.city + '\n' + address.region + '\n' + address.postal_code + '\n' +
                        address.country);
    };
    return texts(*one) == texts(*other);
  }
  if (a.type() == ValueType::phone) return digits_of(a.as_text()) == digits_of(b.as_text());
  const std::string text = comparable(a.as_text());
  return !text.empty() && text == comparable(b.as_text());
}

Result<std::optional<MergedRecord>> read_merged(Workspace& workspace, RecordId id) {
  MergedRecord merged;
  merged.id = TRY(workspace.canonical(id));
  merged.members = TRY(workspace.members(merged.id));
  MergedReader reader(workspace.schema(), merged);
  for (const RecordId& member : merged.members) {
    const auto record = TRY(workspace.read(member));
    const bool is_alive = record && record->alive;
    if (member == merged.id) {
      if (!is_alive) return std::nullopt;
      merged.kind = record->kind;
    }
    if (is_alive) reader.add(*record);
  }
  return merged;
}

}  // namespace kith
