#include "core/exchange/record_csv.h"

#include "core/exchange/csv_writer.h"
#include "core/record/builtin.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <cstdio>
#include <vector>

namespace kith {
namespace {

Result<std::string> name_of(Workspace& workspace, RecordId id) {
  const auto record = TRY(workspace.read(TRY(workspace.canonical(id))));
  if (!record) return std::string();
  for (FieldId field :
       {fields::person::name, fields::organisation::name, fields::household::name}) {
    if (const Value* name = record->find(field)) return name->as_text();
  }
  return std::string();
}

std::string money_text(const Money& money) {
  const bool is_negative = money.minor_units < 0;
  const auto bits = static_cast<std::uint64_t>(money.minor_units);
  std::string digits = std::to_string(is_negative ? 0 - bits : bits);
  if (digits.size() <= money.exponent) digits.insert(0, money.exponent + 1 - digits.size(), '0');
  if (money.exponent > 0) digits.insert(digits.size() - money.exponent, ".");
  return (is_negative ? "-" : "") + digits + " " + money.currency;
}

std::string address_text(const Address& address) {
  std::string text;
  for (const std::string* part :
       {&address.po_box, &address.extended, &address.street, &address.postal_code, &address.city,
        &address.region, &address.country}) {
    if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
  }
  return text;
}

std::string choice_text(const FieldInfo& field, const Choice& choice) {
  const auto found = std::ranges::find(field.choices, choice.number, &ChoiceInfo::number);
  return found == field.choices.end() ? std::to_string(choice.number) : found->label;
}

Result<std::string> text_of(Workspace& workspace, const FieldInfo& field, const Value& value) {
  if (const auto* record = value.get<RecordId>()) return name_of(workspace, *record);
  if (const auto* address = value.get<Address>()) return address_text(*address);
  if (const auto* choice = value.get<Choice>()) return choice_text(field, *choice);
  if (const auto* money = value.get<Money>()) return money_text(*money);
  if (const auto* yes = value.get<bool>()) return std::string(*yes ? "yes" : "no");
  if (const auto* number = value.get<std::int64_t>()) return std::to_string(*number);
  if (const auto* number = value.get<double>()) {
    char text[32];
    const int size = std::snprintf(text, sizeof text, "%.15g", *number);
    return std::string(text, static_cast<std::size_t>(size));
  }
  return value.as_text();
}

using Row = std::vector<std::string>;

void append_row(std::string& out, const Row& row, const std::vector<bool>& is_used) {
  std::vector<std::string_view> cells;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (is_used[i]) cells.push_back(row[i]);
  }
  append_csv_row(out, cells);
}

}  // namespace

Result<std::string> records_as_csv(Workspace& workspace, KindId kind,
                                   std::span<const RecordId> records, SensitiveFields sensitive) {
  const KindInfo* info = workspace.schema().kind(kind);
  if (info == nullptr) return fail(ErrorCode::not_found, "This table is not known here.");
  std::vector<bool> is_used(info->fields.size());
  std::vector<Row> rows;
  for (const RecordId& id : records) {
    const auto record = TRY(workspace.read(id));
    if (!record || !record->alive) continue;
    Row row(info->fields.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      const FieldInfo& field = info->fields[i];
      if (field.is_hidden) continue;
      if (is_sensitive(field) && sensitive == SensitiveFields::covered) continue;
      std::string cell;
      for (const Value* value : record->all(field.id))
        cell += (cell.empty() ? "" : "; ") + TRY(text_of(workspace, field, *value));
      if (!cell.empty()) is_used[i] = true;
      row[i] = guard_formula(cell);
    }
    rows.push_back(std::move(row));
  }
  std::string out;
  Row headings;
  for (const FieldInfo& field : info->fields)
    headings.push_back(guard_formula(field.label));
  append_row(out, headings, is_used);
  for (const Row& row : rows)
    append_row(out, row, is_used);
  return out;
}

}  // namespace kith
