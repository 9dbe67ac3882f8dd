// What a filter means, in the plainest words: every record is read, and asked every condition. Of
// merged records the one is asked that stands for all: for its own single values, for the sets of
// all of them, and for what names any of them.
#pragma once

#include "core/base/date.h"
#include "core/base/text_fold.h"
#include "core/query/filter.h"
#include "core/query/filter_runner.h"
#include "core/query/query_words.h"
#include "core/record/schema.h"
#include "tests/core/query/query_fixture.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kith {

class FilterModel {
 public:
  // `ids`: of every record there is.
  FilterModel(QueryWorkspace& kith, const std::vector<RecordId>& ids)
      : kith_(kith), today_(today(kith.workspace.clock())) {
    for (const RecordId& id : ids) {
      canonical_.emplace(id, must(kith.workspace->canonical(id)));
      if (auto view = kith.workspace.read(id); view && view->alive) records_.emplace(id, *view);
    }
    for (const auto& [id, record] : records_)
      members_[canonical_.at(id)].push_back(&record);
  }

  std::set<std::int64_t> rows(const Filter& filter) {
    std::set<std::int64_t> found;
    for (const auto& [id, record] : records_) {
      if (record.kind != filter.kind || canonical_.at(id) != id) continue;
      if (fits(record, filter.root)) found.insert(record.row);
    }
    return found;
  }

 private:
  bool fits(const RecordView& record, const FilterNode& node) {
    const auto child_fits = [&](const FilterNode& child) { return fits(record, child); };
    switch (node.type) {
      case NodeType::all:
        return std::ranges::all_of(node.children, child_fits);
      case NodeType::any:
        return std::ranges::any_of(node.children, child_fits);
      case NodeType::negation:
        return !fits(record, node.children[0]);
      case NodeType::field:
        return any_value(record, node.field, [&](const Value& v) { return passes(v, node.test); });
      case NodeType::links_to:
        return any_value(record, node.field, [&](const Value& value) {
          const RecordId* target = value.get<RecordId>();
          const auto found =
              target == nullptr ? records_.end() : records_.find(canonical_.at(*target));
          return found != records_.end() && fits(found->second, node.children[0]);
        });
      case NodeType::linked_by:
        return std::ranges::any_of(records_, [&](const auto& other) {
          return canonical_.at(other.first) == other.first &&
                 names(other.second, node.field, record.id) && fits(other.second, node.children[0]);
        });
      case NodeType::in_segment: {
        const Filter filter = must(read_segment_filter(*kith_.workspace, node.record));
        return filter.kind == record.kind && fits(record, filter.root);
      }
      case NodeType::in_list:
        return names(records_.at(node.record), fields::list::members, record.id);
    }
    return false;
  }

  template <class Fits>
  bool any_value(const RecordView& record, FieldId field, const Fits& value_fits) {
    const auto has = [&](const RecordView* one) {
      return std::ranges::any_of(one->values, [&](const FieldValue& entry) {
        return entry.field == field && value_fits(entry.value);
      });
    };
    if (!kith_.workspace->schema().field(field)->is_set) return has(&record);
    return std::ranges::any_of(members_.at(record.id), has);
  }

  bool names(const RecordView& record, FieldId field, RecordId target) {
    return any_value(record, field, [&](const Value& value) {
      return canonical_.at(*value.get<RecordId>()) == target;
    });
  }

  bool passes(const Value& value, const FieldTest& test) {
    const std::string text = fold(text_of(value));
    const std::string typed = fold(test.text);
    switch (test.type) {
      case TestType::has_value:
        return true;
      case TestType::text_is:
        return text == typed;
      case TestType::text_contains:
        return text.find(typed) != std::string::npos;
      case TestType::text_begins:
        return text.starts_with(typed);
      case TestType::text_mentions:
        return QueryWords(test.text).all_match(text);
      case TestType::number_between:
        return number(value) && (!number(test.least) || *number(value) >= *number(test.least)) &&
               (!number(test.most) || *number(value) <= *number(test.most));
      case TestType::money_between:
        return cents(value) &&
               currency(value) == currency(test.least.is_null() ? test.most : test.least) &&
               (test.least.is_null() || *cents(value) >= *cents(test.least)) &&
               (test.most.is_null() || *cents(value) <= *cents(test.most));
      case TestType::date_between:
        return day(value) && (test.least.is_null() || *day(value) >= first(test.least)) &&
               (test.most.is_null() || *day(value) <= *day(test.most));
      case TestType::last_days:
        return day(value) && *day(value) <= now() && *day(value) >= now() - test.days;
      case TestType::before_days:
        return day(value) && *day(value) < now() - test.days;
      case TestType::next_days:
        return day(value) && *day(value) >= now() && *day(value) <= now() + test.days;
      case TestType::anniversary:
        return has_day_within(value, test.days);
      case TestType::one_of: {
        const auto* choice = value.get<Choice>();
        return choice != nullptr && std::ranges::count(test.numbers, choice->number) > 0;
      }
      case TestType::is_record: {
        const auto* record = value.get<RecordId>();
        return record != nullptr && std::ranges::any_of(test.records, [&](const RecordId& one) {
                 return canonical_.at(one) == canonical_.at(*record);
               });
      }
    }
    return false;
  }

  static std::string text_of(const Value& value) {
    if (value.type() == ValueType::date) return {};
    const Address* address = value.get<Address>();
    return address == nullptr ? value.as_text() : address->street + ", " + address->city;
  }

  static std::optional<double> number(const Value& value) {
    if (const auto* whole = value.get<std::int64_t>()) return static_cast<double>(*whole);
    if (const auto* real = value.get<double>()) return *real;
    return std::nullopt;
  }

  static std::string currency(const Value& value) { return value.get<Money>()->currency; }
  // Of amounts in whole ones or hundredths, which are those that the tests have.
  static std::optional<std::int64_t> cents(const Value& value) {
    const auto* money = value.get<Money>();
    if (money == nullptr) return std::nullopt;
    return money->minor_units * (money->exponent == 0 ? 100 : 1);
  }

  std::int64_t now() { return days_from_civil(today_); }

  std::optional<std::int64_t> day(const Value& value) {
    const auto span = value.type() == ValueType::date ? parse_edtf(value.as_text()) : std::nullopt;
    if (!span) return std::nullopt;
    const PartialDate date = span->to.value_or(span->from.value_or(PartialDate{}));
    if (date.year == 0) return std::nullopt;
    return days_from_civil(last_day(date, today_));
  }
  static std::int64_t first(const Value& date) {
    PartialDate day = *parse_edtf(date.as_text())->from;
    if (day.month == 0) day.month = 1;
    if (day.day == 0) day.day = 1;
    return days_from_civil(day);
  }

  // Goes from day to day, and meets the month and day or, in a short year, the day before March.
  bool has_day_within(const Value& value, std::uint32_t days) {
    const auto span = value.type() == ValueType::date ? parse_edtf(value.as_text()) : std::nullopt;
    if (!span || span->is_span || span->from->day == 0) return false;
    for (std::uint32_t i = 0; i <= days; ++i) {
      const PartialDate at = civil_from_days(now() + i);
      const bool is_leap_day = span->from->month == 2 && span->from->day == 29;
      const bool is_last_of_february = at.month == 2 && civil_from_days(now() + i + 1).month == 3;
      if (is_leap_day ? is_last_of_february
                      : at.month == span->from->month && at.day == span->from->day)
        return true;
    }
    return false;
  }

  QueryWorkspace& kith_;
  PartialDate today_;
  std::map<RecordId, RecordId> canonical_;
  std::map<RecordId, RecordView> records_;
  std::map<RecordId, std::vector<const RecordView*>> members_;
};

}  // namespace kith
