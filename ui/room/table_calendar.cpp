// A team's table by the days of a date field, a month at a time.
#include "core/base/date_words.h"
#include "core/record/workspace.h"
#include "ui/room/tables.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <array>
#include <map>

namespace kith::ui {
namespace {

constexpr std::array<std::string_view, 7> day_names = {"Mon", "Tue", "Wed", "Thu",
                                                       "Fri", "Sat", "Sun"};

bool is_date(const FieldInfo& field) {
  return field.type == ValueType::date && !field.is_set;
}

struct Month {
  int year = 0, month = 0;
  std::map<int, std::vector<std::int64_t>> rows_of_day;
  std::vector<std::int64_t> without_day;  // known to the month only

  std::int64_t first_day() const { return days_from_civil({year, month, 1}); }
  int day_count() const {
    const PartialDate next =
        month == 12 ? PartialDate{year + 1, 1, 1} : PartialDate{year, month + 1, 1};
    return static_cast<int>(days_from_civil(next) - first_day());
  }
  // Monday is 0; 1970-01-01 was a Thursday.
  int first_weekday() const { return static_cast<int>(((first_day() + 3) % 7 + 7) % 7); }
};

// A day of every year is in each of them.
void place_row(Month& month, std::int64_t row, const std::string& edtf) {
  const auto span = parse_edtf(edtf);
  const auto date = !span ? std::nullopt : span->from ? span->from : span->to;
  if (!date || date->month != month.month || (date->year != 0 && date->year != month.year)) return;
  if (date->day > 0)
    month.rows_of_day[date->day].push_back(row);
  else
    month.without_day.push_back(row);
}

Month month_of(const TableParts& parts) {
  Month month{parts.table.year, parts.table.month, {}, {}};
  const auto at = parts.table.page->position(parts.table.view.date);
  if (!at) return month;
  for (const std::int64_t number : parts.table.list.rows) {
    const ShownRow* row = parts.row(number);
    if (row == nullptr || row->cells[*at].values.empty()) continue;
    const Value& value = row->cells[*at].values[0];
    if (value.type() == ValueType::date) place_row(month, number, value.as_text());
  }
  return month;
}

void step_month(TableState& table, int by) {
  table.month += by;
  if (table.month == 0 || table.month == 13) {
    table.year += by;
    table.month = table.month == 0 ? 12 : 1;
  }
}

void month_line(const TableParts& parts) {
  Ui& ui = parts.ui;
  row(ui, {.gap = 8, .wraps = true}, [&] {
    if (button(ui, "Month before",
               {.kind = ButtonKind::quiet, .icon = Icon::arrow_left, .icon_only = true}))
      step_month(parts.table, -1);
    heading(ui, 2,
            date_in_words(PartialDate{parts.table.year, parts.table.month, 0},
                          today(parts.workspace().clock())));
    if (button(ui, "Month after",
               {.kind = ButtonKind::quiet, .icon = Icon::arrow_right, .icon_only = true}))
      step_month(parts.table, 1);
    const FieldChoices dates = fields_for(parts, {}, is_date);
    const auto names = dates.names();
    if (const auto chosen = select(ui, "By the date", names, dates.index_of(parts.table.view.date),
                                   {.label_shown = false}))
      parts.table.view.date = dates.ids[static_cast<std::size_t>(*chosen)];
  });
}

void links_to(const TableParts& parts, const std::vector<std::int64_t>& rows) {
  for (const std::int64_t number : rows) {
    const ShownRow* row = parts.row(number);
    if (row == nullptr) continue;
    keyed(parts.ui, uuid_text(row->id.bytes), [&] {
      link(parts.ui, row->title, parts.row_address(row->id), {.size = 12, .one_line = true});
    });
  }
}

void day_cell(const TableParts& parts, const Month& month, int day) {
  Ui& ui = parts.ui;
  const PartialDate date{month.year, month.month, day};
  const auto found = month.rows_of_day.find(day);
  group(ui, Role::list_item, exact_date_in_words(date), [&] {
    panel(ui,
          {.surface = found == month.rows_of_day.end() ? Surface::sunken : Surface::surface,
           .padding = 8,
           .gap = 4},
          [&] {
            const bool is_today = date == today(parts.workspace().clock());
            text(ui, std::to_string(day),
                 {.size = 12, .strong = is_today, .tone = is_today ? Tone::accent : Tone::second});
            if (found != month.rows_of_day.end()) links_to(parts, found->second);
          });
  });
}

void weeks(const TableParts& parts, const Month& month) {
  Ui& ui = parts.ui;
  const std::vector<Track> tracks(7, fill());
  begin_columns(ui, {.tracks = tracks, .gap = 4});
  for (const std::string_view name : day_names) {
    next_column(ui);
    text(ui, name, {.size = 12, .strong = true, .tone = Tone::second});
  }
  end_columns(ui);
  const int blanks = month.first_weekday();
  for (int first = 1 - blanks; first <= month.day_count(); first += 7) {
    begin_columns(ui, {.tracks = tracks, .gap = 4});
    for (int day = first; day < first + 7; ++day) {
      next_column(ui);
      if (day < 1 || day > month.day_count()) continue;
      keyed(ui, day, [&] { day_cell(parts, month, day); });
    }
    end_columns(ui);
  }
}

// Where seven columns have no room: the days that hold something.
void days_in_a_list(const TableParts& parts, const Month& month) {
  for (const auto& [day, rows] : month.rows_of_day) {
    keyed(parts.ui, day, [&] {
      group(parts.ui, Role::list_item, exact_date_in_words({month.year, month.month, day}), [&] {
        text(parts.ui, exact_date_in_words({month.year, month.month, day}),
             {.size = 12, .strong = true, .tone = Tone::second});
        links_to(parts, rows);
      });
    });
  }
}

}  // namespace

void table_calendar(const TableParts& parts) {
  Ui& ui = parts.ui;
  if (!parts.table.page->position(parts.table.view.date)) {
    empty_state(ui,
                {.icon = Icon::calendar,
                 .title = "A calendar needs a field with dates",
                 .words = "Add one under Fields."},
                [&] {
                  if (button(ui, "Fields")) parts.state.fields = fields_of(parts.kind.id);
                });
    return;
  }
  scroll_area(ui, "Calendar", {.padding = 12, .gap = 12}, [&] {
    month_line(parts);
    const Month month = month_of(parts);
    const bool is_list = ui.screen() == ScreenSize::narrow;
    if (is_list && month.rows_of_day.empty()) {
      text(ui, "Nothing in this month.", {.tone = Tone::second});
    } else {
      group(ui, Role::list, "Days",
            [&] { is_list ? days_in_a_list(parts, month) : weeks(parts, month); });
    }
    if (!month.without_day.empty()) {
      text(ui, "Some time in this month", {.size = 12, .strong = true, .tone = Tone::second});
      links_to(parts, month.without_day);
    }
  });
}

}  // namespace kith::ui
