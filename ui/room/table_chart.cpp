// A team's table as a picture of its groups: how many rows, or the sum of a field.
#include "core/exchange/csv_writer.h"
#include "core/record/sensitive.h"
#include "core/record/workspace.h"
#include "ui/room/tables.h"
#include "ui/widget/button.h"
#include "ui/widget/chart_svg.h"
#include "ui/widget/choice.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>

namespace kith::ui {
namespace {

constexpr std::array<std::string_view, 3> kind_names = {"Bars", "Line", "Funnel"};
constexpr std::array kinds = {ChartKind::bars, ChartKind::line, ChartKind::funnel};
constexpr float picture_height = 320;
constexpr float file_width = 960, file_height = 480;
constexpr std::string_view rows_measure = "Number of rows";

// What can be measured, by name; the first is how many rows.
struct Measures {
  std::vector<std::string_view> names{rows_measure};
  std::vector<FieldId> fields{FieldId{}};
};

Measures measures_of(const TableParts& parts) {
  Measures measures;
  const std::vector<RowGroup>& groups = parts.table.list.groups;
  if (groups.empty()) return measures;
  for (const FieldSum& sum : groups[0].sums) {
    const FieldInfo* field = parts.workspace().schema().field(sum.field);
    if (field == nullptr || (is_sensitive(*field) && !parts.table.shows_sensitive)) continue;
    measures.names.push_back(field->label);
    measures.fields.push_back(field->id);
  }
  return measures;
}

double measured(const RowGroup& group, FieldId field) {
  if (field.is_null()) return static_cast<double>(group.count);
  const auto sum = std::ranges::find(group.sums, field, &FieldSum::field);
  return sum == group.sums.end() ? 0 : sum->sum;
}

// An empty group of those without a value says nothing.
ChartData data_of(const TableParts& parts, std::string_view name, FieldId field) {
  const FieldInfo* by = parts.workspace().schema().field(parts.table.view.group);
  ChartData data{.title = std::string(name) + (by == nullptr ? "" : " by " + by->label),
                 .labels = {},
                 .series = {{std::string(name), {}}}};
  for (const RowGroup& group : parts.table.list.groups) {
    if (group.value.empty() && group.count == 0) continue;
    data.labels.push_back(group.label);
    data.series[0].values.push_back(measured(group, field));
  }
  return data;
}

void offer(Ui& ui, std::string_view file_name, std::string_view mime, std::string_view text) {
  const ByteView bytes = as_bytes(text);
  ui.request(DownloadRequest{.file_name = std::string(file_name),
                             .mime = std::string(mime),
                             .bytes = Bytes(bytes.begin(), bytes.end())});
}

std::string csv_of(const ChartData& data) {
  std::string csv;
  const std::string first = guard_formula(data.title), second = guard_formula(data.series[0].name);
  append_csv_row(csv, std::array<std::string_view, 2>{first, second});
  for (std::size_t i = 0; i < data.labels.size(); ++i) {
    const std::string label = guard_formula(data.labels[i]);
    std::string value = real_text(data.series[0].values[i]);
    append_csv_row(csv, std::array<std::string_view, 2>{label, value});
  }
  return csv;
}

void controls(const TableParts& parts, const Measures& measures) {
  Ui& ui = parts.ui;
  ChartForm& form = parts.table.chart;
  form.measure = std::min(form.measure, static_cast<int>(measures.names.size()) - 1);
  if (const auto chosen =
          select(ui, "Measure", measures.names, form.measure, {.label_shown = false}))
    form.measure = *chosen;
  if (const auto chosen = select(ui, "Picture", kind_names, form.kind, {.label_shown = false}))
    form.kind = *chosen;
}

}  // namespace

void table_chart(const TableParts& parts) {
  Ui& ui = parts.ui;
  if (parts.table.list.groups.empty()) {
    empty_state(ui,
                {.icon = Icon::sort,
                 .title = "A chart needs groups",
                 .words = "Choose above by which field the rows are grouped: there is a bar "
                          "for each of its values."},
                [] {});
    return;
  }
  scroll_area(ui, "Chart", {.padding = 16, .gap = 12}, [&] {
    const Measures measures = measures_of(parts);
    ChartData data;
    ChartKind kind = ChartKind::bars;
    row(ui, {.wraps = true}, [&] {
      controls(parts, measures);
      const auto at = static_cast<std::size_t>(parts.table.chart.measure);
      kind = kinds[static_cast<std::size_t>(parts.table.chart.kind)];
      data = data_of(parts, measures.names[at], measures.fields[at]);
      if (button(ui, "Save the picture", {.icon = Icon::download})) {
        const auto measure = [&ui](std::string_view words, int size) {
          return ui.text_width(words, {.size = size});
        };
        offer(ui, "kith-chart.svg", "image/svg+xml",
              chart_svg(data, kind, file_width, file_height, measure));
      }
      if (button(ui, "Save as CSV", {.icon = Icon::download}))
        offer(ui, "kith-chart.csv", "text/csv", csv_of(data));
    });
    chart(ui, data, {.kind = kind, .height = picture_height}, parts.table.chart.view);
  });
}

}  // namespace kith::ui
