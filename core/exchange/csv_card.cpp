#include "core/exchange/csv_card.h"

#include "core/base/assert.h"
#include "core/base/codec.h"
#include "core/exchange/card_rules.h"
#include "core/exchange/csv_writer.h"
#include "core/query/match_keys.h"

#include <algorithm>

namespace kith {

namespace {

constexpr std::string_view google_separator = " ::: ";
constexpr std::size_t address_part_count = 9;

std::size_t part_index(TargetField field) {
  return static_cast<std::size_t>(field) - static_cast<std::size_t>(TargetField::address_label);
}

bool is_address(TargetField field) {
  return field >= TargetField::address_label && field <= TargetField::address_formatted;
}

// The field of the value that a column of this group belongs to.
TargetField value_field(TargetField field) {
  switch (field) {
    case TargetField::email_label:
      return TargetField::email;
    case TargetField::phone_label:
      return TargetField::phone;
    case TargetField::url_label:
      return TargetField::url;
    case TargetField::handle_label:
    case TargetField::handle_service:
      return TargetField::handle;
    case TargetField::tie_label:
      return TargetField::tie;
    case TargetField::event_label:
      return TargetField::event;
    case TargetField::fact_label:
      return TargetField::fact;
    default:
      return field;
  }
}

// Google writes several values of one kind into one cell. No other program's text is split.
std::vector<std::string_view> split_values(std::string_view text, FileFormat format) {
  std::vector<std::string_view> values;
  while (format == FileFormat::google_csv) {
    const std::size_t at = text.find(google_separator);
    if (at == text.npos) break;
    values.push_back(trim(text.substr(0, at)));
    text.remove_prefix(at + google_separator.size());
  }
  values.push_back(trim(text));
  return values;
}

// "* Work" is Google's preferred one, labelled "Work".
CardLabel read_label(std::string_view text) {
  text = trim(text);
  if (text == "*") return {{}, true};
  if (text.starts_with("* ")) return {std::string(trim(text.substr(2))), true};
  return {std::string(text), false};
}

void append_line(std::string& to, std::string_view line) {
  if (line.empty()) return;
  if (!to.empty()) to += '\n';
  to += line;
}

// The plain text that a column of this field fills; null for every other field.
std::string* single_text(StagedCard& card, TargetField field) {
  switch (field) {
    case TargetField::full_name:
      return &card.name;
    case TargetField::given_name:
      return &card.given;
    case TargetField::middle_name:
      return &card.middle;
    case TargetField::family_name:
      return &card.family;
    case TargetField::name_prefix:
      return &card.prefix;
    case TargetField::name_suffix:
      return &card.suffix;
    case TargetField::nickname:
      return &card.nickname;
    case TargetField::organisation:
      return &card.organisation;
    case TargetField::job_title:
      return &card.job_title;
    case TargetField::department:
      return &card.department;
    default:
      return nullptr;
  }
}

bool is_phonetic(TargetField field) {
  return field == TargetField::phonetic_given || field == TargetField::phonetic_middle ||
         field == TargetField::phonetic_family;
}

std::vector<std::string> split_labels(std::string_view text, FileFormat format) {
  if (format != FileFormat::google_csv) {
    for (std::string_view separator : {";", "|", "\n"}) {
      if (text.find(separator) != text.npos) return split_list(text, separator);
    }
    return split_list(text, ",");
  }
  std::vector<std::string> labels;
  for (std::string_view value : split_values(text, format))
    labels.emplace_back(value);
  return labels;
}

}  // namespace

CsvCardBuilder::CsvCardBuilder(std::vector<std::string> headers, Mapping mapping, FileFormat format)
    : headers_(std::move(headers)), mapping_(std::move(mapping)), format_(format) {
  ASSERT(headers_.size() == mapping_.size());
  for (const std::string& header : headers_)
    keys_.push_back(header_key(header));
  arrange_columns();
}

void CsvCardBuilder::arrange_columns() {
  for (std::size_t column = 0; column < mapping_.size(); ++column) {
    columns_by_key_.push_back(column);
    const Target& target = mapping_[column];
    if (is_address(target.field)) {
      auto group = std::ranges::find(addresses_, target.slot, &AddressGroup::slot);
      if (group == addresses_.end()) {
        addresses_.push_back({target.slot, target.label, {}});
        group = addresses_.end() - 1;
        group->parts.resize(address_part_count);
      }
      group->parts[part_index(target.field)].push_back(column);
      continue;
    }
    if (target.field < TargetField::email) continue;
    const TargetField field = value_field(target.field);
    auto group = std::ranges::find_if(groups_, [&](const Group& candidate) {
      return candidate.field == field && candidate.slot == target.slot && target.slot != 0;
    });
    if (group == groups_.end()) {
      groups_.push_back({field, target.slot, target.label, {}, {}, {}});
      group = groups_.end() - 1;
    }
    if (target.field == field) {
      group->values.push_back(column);
    } else if (target.field == TargetField::handle_service) {
      group->service_column = column;
    } else {
      group->label_column = column;
    }
  }
  std::ranges::stable_sort(columns_by_key_, {},
                           [&](std::size_t i) -> const std::string& { return keys_[i]; });
}

std::string_view CsvCardBuilder::cell(std::size_t column) const {
  const std::string_view text = trim(cells_[column]);
  return text == mapping_[column].unless ? std::string_view{} : text;
}

std::optional<StagedCard> CsvCardBuilder::build(const CsvRow& row, ParseReport& report) {
  cells_.assign(headers_.size(), {});
  bool anything = false;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    anything = anything || !trim(row.cells[i]).empty();
    if (i < cells_.size()) cells_[i] = unguard_formula(row.cells[i]);
  }
  if (!anything) {
    report.note(ProblemCode::blank_row, row.line, {});
    return std::nullopt;
  }
  if (row.cells.size() < headers_.size()) report.note(ProblemCode::short_row, row.line, {});
  if (row.cells.size() > headers_.size()) report.note(ProblemCode::long_row, row.line, {});
  if (row.stray_quote) report.note(ProblemCode::stray_quote, row.line, {});

  StagedCard card;
  card.line = row.line;
  take_single_fields(card);
  for (const Group& group : groups_)
    take_group(group, card, report);
  for (const AddressGroup& group : addresses_)
    take_address(group, card);
  if (!complete_card(card, report)) {
    report.note(ProblemCode::blank_row, row.line, {});
    return std::nullopt;
  }
  take_unmapped(card, row);
  card.natural_key = natural_key(card, row);
  report.note_date(card.birthday, card.line);
  report.note_date(card.known_on, card.line);
  for (const StagedFact& fact : card.facts)
    report.note_date(fact.date, card.line);
  return card;
}

void CsvCardBuilder::take_single_fields(StagedCard& card) const {
  for (std::size_t column = 0; column < mapping_.size(); ++column) {
    const std::string_view text = cell(column);
    if (text.empty()) continue;
    const TargetField field = mapping_[column].field;
    if (std::string* single = single_text(card, field)) {
      if (single->empty()) {
        *single = with_plain_line_breaks(text);
      } else {
        add_fact(card.facts, {headers_[column], with_plain_line_breaks(text), {}, true});
      }
    } else if (is_phonetic(field)) {
      card.phonetic_name += card.phonetic_name.empty() ? "" : " ";
      card.phonetic_name += text;
    } else if (field == TargetField::notes) {
      append_line(card.notes, with_plain_line_breaks(text));
    } else if (field == TargetField::birthday) {
      card.birthday = stage_date(text);
    } else if (field == TargetField::known_on) {
      card.known_on = stage_date(text, true);
    } else if (field == TargetField::labels) {
      for (const std::string& label : split_labels(text, format_))
        add_label(card.labels, label);
    }
  }
}

void CsvCardBuilder::take_group(const Group& group, StagedCard& card, ParseReport& report) const {
  const std::string_view label_text =
      group.label_column ? cell(*group.label_column) : std::string_view(group.label);
  const std::vector<std::string_view> labels = split_values(label_text, format_);
  for (std::size_t column : group.values) {
    const std::string_view text = cell(column);
    if (text.empty()) continue;
    const std::vector<std::string_view> values = split_values(text, format_);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i].empty()) continue;
      // One label may stand for all values of the cell.
      const bool labels_match = labels.size() == values.size();
      CardLabel label = read_label(labels_match ? labels[i] : labels.front());
      if (group.service_column) {
        const auto services = split_values(cell(*group.service_column), format_);
        const std::string_view service = services[std::min(i, services.size() - 1)];
        if (!service.empty()) label.text = service;
      }
      take_value(group, column, values[i], std::move(label), card, report);
    }
  }
}

void CsvCardBuilder::take_value(const Group& group, std::size_t column, std::string_view value,
                                CardLabel label, StagedCard& card, ParseReport& report) const {
  ContactWay way{std::string(value), label.text, label.preferred};
  const std::string& topic = label.text.empty() ? headers_[column] : label.text;
  switch (group.field) {
    case TargetField::email:
      if (value.find('@') != value.npos) return add_way(card.emails, std::move(way));
      report.note(ProblemCode::not_an_email, card.line, value);
      return add_fact(card.facts, {headers_[column], std::string(value), {}, true});
    case TargetField::phone:
      return add_way(card.phones, std::move(way));
    case TargetField::url:
      return add_way(card.urls, std::move(way));
    case TargetField::handle:
      return add_way(card.handles, std::move(way));
    case TargetField::tie: {
      const bool several = label.text == "Child";
      for (std::string& name : split_list(with_plain_line_breaks(value), several ? ";,\n" : ";\n"))
        card.ties.push_back({label.text, std::move(name), {}});
      return;
    }
    case TargetField::event:
      return add_fact(card.facts, {topic, std::string(value), stage_date(value), false});
    default:
      return add_fact(card.facts, {topic, with_plain_line_breaks(value), {}, false});
  }
}

void CsvCardBuilder::take_address(const AddressGroup& group, StagedCard& card) const {
  std::vector<std::vector<std::string>> parts(address_part_count);  // [part][which address]
  std::size_t count = 0;
  for (std::size_t part = 0; part < address_part_count; ++part) {
    for (std::size_t column : group.parts[part]) {
      if (cell(column).empty()) continue;
      const auto values = split_values(cell(column), format_);
      parts[part].resize(std::max(parts[part].size(), values.size()));
      for (std::size_t i = 0; i < values.size(); ++i)
        append_line(parts[part][i], with_plain_line_breaks(values[i]));
      count = std::max(count, values.size());
    }
  }
  const auto part = [&](TargetField field, std::size_t i) {
    const auto& values = parts[part_index(field)];
    return i < values.size() ? values[i] : std::string{};
  };
  for (std::size_t i = 0; i < count; ++i) {
    Address address;
    address.street = part(TargetField::address_street, i);
    address.extended = part(TargetField::address_extended, i);
    address.po_box = part(TargetField::address_po_box, i);
    address.city = part(TargetField::address_city, i);
    address.region = part(TargetField::address_region, i);
    address.postal_code = part(TargetField::address_postal_code, i);
    address.country = part(TargetField::address_country, i);
    if (address == Address{}) address.street = part(TargetField::address_formatted, i);
    const bool has_label_column = !group.parts[part_index(TargetField::address_label)].empty();
    const auto& labels = parts[part_index(TargetField::address_label)];
    const std::string label =
        labels.empty() ? std::string{} : labels[std::min(i, labels.size() - 1)];
    if (address == Address{}) continue;
    address.label = read_label(has_label_column ? label : group.label).text;
    add_address(card.addresses, std::move(address));
  }
}

void CsvCardBuilder::take_unmapped(StagedCard& card, const CsvRow& row) const {
  const auto repeats_card = [&](std::string_view text) {
    if (text == card.name) return true;
    return std::ranges::any_of(card.emails, [&](const ContactWay& way) {
      return text.find(way.text) != text.npos && text.find(card.name) != text.npos;
    });
  };
  for (std::size_t column = 0; column < mapping_.size(); ++column) {
    const TargetField field = mapping_[column].field;
    if (field != TargetField::raw_fact && field != TargetField::source_id) continue;
    const std::string_view text = cell(column);
    // Outlook writes "Amara Voss (amara@clinic.example)" beside every address.
    if (text.empty() || repeats_card(text)) continue;
    const std::string topic = headers_[column].empty() ? "Column " + std::to_string(column + 1)
                                                       : std::string(trim(headers_[column]));
    add_fact(card.facts, {topic, with_plain_line_breaks(text), {}, true});
  }
  for (std::size_t column = headers_.size(); column < row.cells.size(); ++column) {
    const std::string_view text = trim(unguard_formula(row.cells[column]));
    if (!text.empty())
      add_fact(card.facts, {"Column " + std::to_string(column + 1), std::string(text), {}, true});
  }
}

std::string CsvCardBuilder::natural_key(const StagedCard& card, const CsvRow& row) const {
  for (std::size_t column = 0; column < mapping_.size(); ++column) {
    const std::string_view text = cell(column);
    if (mapping_[column].field == TargetField::source_id && !text.empty())
      return "id:" + std::string(text);
  }
  if (format_ == FileFormat::linkedin_csv) {
    for (const ContactWay& url : card.urls) {
      if (std::string slug = linkedin_slug(url.text); !slug.empty()) return "in/" + slug;
    }
    // Older files have no address; the day of connecting does not change when the job does.
    return "name:" + card.name + "\n" + card.known_on.source;
  }
  // Over names and cells, in the order of the names: another order of columns, or more empty
  // ones, is still the same contact.
  Encoder content;
  for (std::size_t column : columns_by_key_) {
    const std::string_view text = trim(cells_[column]);
    if (text.empty()) continue;
    content.text(keys_[column]);
    content.text(text);
  }
  for (std::size_t column = headers_.size(); column < row.cells.size(); ++column)
    content.text(row.cells[column]);
  return content_key(content.bytes());
}

}  // namespace kith
