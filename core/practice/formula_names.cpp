#include "core/practice/formula_names.h"

#include "core/practice/formula.h"

#include <algorithm>

namespace kith {
namespace {

// Writes a formula again, with one field called otherwise. Texts in quotes stay.
class Renamer {
 public:
  Renamer(const Schema& schema, const KindInfo& kind, const FieldInfo& field,
          std::string_view label)
      : schema_(schema), kind_(kind), field_(field), label_(label) {}

  std::string rewritten(std::string_view formula) {
    text_ = formula;
    while (!text_.empty()) {
      if (text_[0] == '[') {
        take_field();
      } else {
        take(text_[0] == '"' ? end_of('"') : 1);
      }
    }
    return std::move(out_);
  }

 private:
  // What a bracket or quote at the beginning encloses, with both ends.
  std::size_t end_of(char closing) const {
    return std::min(text_.find(closing, 1), text_.size() - 1) + 1;
  }
  void take(std::size_t size) {
    out_ += text_.substr(0, size);
    text_.remove_prefix(size);
  }

  void take_field() {
    const FieldInfo* named = field_labelled(kind_, inside());
    put(named != nullptr && named->id == field_.id);
    if (!text_.starts_with(".[")) return;
    take(1);
    put(named != nullptr && is_meant_behind(*named, inside()));
  }
  std::string_view inside() const { return text_.substr(1, end_of(']') - 2); }
  void put(bool is_renamed) {
    const std::size_t size = end_of(']');
    if (!is_renamed) return take(size);
    out_ += "[" + std::string(label_) + "]";
    text_.remove_prefix(size);
  }

  // Whether of the records that `link` leads to the label means this field, and no other; nor would
  // the new one.
  bool is_meant_behind(const FieldInfo& link, std::string_view label) const {
    bool is_meant = false;
    for (const KindId id : link.links_to) {
      const KindInfo* kind = schema_.kind(id);
      const FieldInfo* named = kind == nullptr ? nullptr : field_labelled(*kind, label);
      if (named != nullptr && named->id != field_.id) return false;
      if (named == nullptr && kind != nullptr && field_labelled(*kind, label_) != nullptr)
        return false;
      is_meant |= named != nullptr;
    }
    return is_meant;
  }

  const Schema& schema_;
  const KindInfo& kind_;
  const FieldInfo& field_;
  std::string_view label_;
  std::string_view text_;
  std::string out_;
};

}  // namespace

const FieldInfo* field_labelled(const KindInfo& kind, std::string_view label) {
  const FieldInfo* found = nullptr;
  for (const FieldInfo& field : kind.fields) {
    if (field.label == label && (found == nullptr || found->is_hidden)) found = &field;
  }
  return found;
}

std::vector<std::pair<FieldId, std::string>> formulas_after_rename(const Schema& schema,
                                                                   const FieldInfo& field,
                                                                   std::string_view label) {
  std::vector<std::pair<FieldId, std::string>> changed;
  const FieldInfo* other = field_labelled(*schema.kind(field.kind), label);
  const bool is_taken = other != nullptr && other->id != field.id && !other->is_hidden;
  if (label == field.label || is_taken || label.empty() || label.contains(']')) return changed;
  for (const KindInfo& kind : schema.kinds()) {
    for (const FieldInfo& computed : kind.fields) {
      if (computed.formula.empty() || !Formula::parse(computed.formula)) continue;
      std::string now = Renamer(schema, kind, field, label).rewritten(computed.formula);
      if (now != computed.formula && now.size() <= formula_size_max)
        changed.emplace_back(computed.id, std::move(now));
    }
  }
  return changed;
}

}  // namespace kith
