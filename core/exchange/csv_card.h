// A row of a CSV file to a staged card, by a mapping. The same for every program's files.
//
//   CsvCardBuilder builder(headers, mapping, FileFormat::google_csv);
//   std::optional<StagedCard> card = builder.build(row, report)   // empty for a blank row
#pragma once

#include "core/exchange/csv_reader.h"
#include "core/exchange/mapping.h"
#include "core/exchange/parse_report.h"
#include "core/exchange/staged_card.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kith {

// The label of a contact way, with the mark of the preferred one taken off.
struct CardLabel {
  std::string text;
  bool preferred = false;
};

class CsvCardBuilder {
 public:
  CsvCardBuilder(std::vector<std::string> headers, Mapping mapping, FileFormat format);

  // Empty when the row holds no contact (it is noted as blank). Oddities go into the report.
  // The natural key of a row without an id of its own is a content_key.
  std::optional<StagedCard> build(const CsvRow& row, ParseReport& report);

 private:
  // Columns that make one contact way, tie, event or fact.
  struct Group {
    TargetField field;  // of the value
    std::uint32_t slot;
    std::string label;  // fixed
    std::vector<std::size_t> values;
    std::optional<std::size_t> label_column, service_column;
  };
  struct AddressGroup {
    std::uint32_t slot;
    std::string label;
    std::vector<std::vector<std::size_t>> parts;  // by TargetField from address_label on
  };

  void arrange_columns();
  std::string_view cell(std::size_t column) const;
  void take_single_fields(StagedCard& card) const;
  void take_group(const Group& group, StagedCard& card, ParseReport& report) const;
  void take_value(const Group& group, std::size_t column, std::string_view value, CardLabel label,
                  StagedCard& card, ParseReport& report) const;
  void take_address(const AddressGroup& group, StagedCard& card) const;
  void take_unmapped(StagedCard& card, const CsvRow& row) const;
  std::string natural_key(const StagedCard& card, const CsvRow& row) const;

  std::vector<std::string> headers_;
  std::vector<std::string> keys_;
  Mapping mapping_;
  FileFormat format_;
  std::vector<Group> groups_;
  std::vector<AddressGroup> addresses_;
  std::vector<std::size_t> columns_by_key_;  // for the hash of a row's content
  std::vector<std::string_view> cells_;      // of the row being built, one for each heading
};

}  // namespace kith
