#include "ui/room/import.h"
#include "ui/widget/choice.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>

namespace kith::ui {
namespace {

struct TargetName {
  TargetField field;
  std::string_view name;
};

constexpr std::array<TargetName, 26> targets = {{
    {TargetField::raw_fact, "Keep as a fact"},
    {TargetField::ignore, "Leave out"},
    {TargetField::full_name, "Name"},
    {TargetField::given_name, "First name"},
    {TargetField::middle_name, "Middle name"},
    {TargetField::family_name, "Last name"},
    {TargetField::nickname, "Nickname"},
    {TargetField::organisation, "Organisation"},
    {TargetField::job_title, "Job title"},
    {TargetField::department, "Department"},
    {TargetField::email, "E-mail"},
    {TargetField::phone, "Phone"},
    {TargetField::url, "Web address"},
    {TargetField::handle, "Handle on a network"},
    {TargetField::birthday, "Birthday"},
    {TargetField::address_street, "Street"},
    {TargetField::address_city, "City"},
    {TargetField::address_region, "Region"},
    {TargetField::address_postal_code, "Postal code"},
    {TargetField::address_country, "Country"},
    {TargetField::address_formatted, "Whole address"},
    {TargetField::labels, "Groups and labels"},
    {TargetField::tie, "A related person"},
    {TargetField::event, "A date to remember"},
    {TargetField::notes, "Notes"},
    {TargetField::source_id, "Number in the other program"},
}};

bool is_address_part(TargetField field) {
  return field >= TargetField::address_label && field <= TargetField::address_formatted;
}

int target_index(TargetField field) {
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (targets.at(i).field == field) return static_cast<int>(i);
  }
  return 0;
}

// Address parts of a file belong to one address; every other column stands for itself.
Target chosen_target(int index, std::size_t column, const std::string& heading) {
  const TargetField field = targets.at(static_cast<std::size_t>(index)).field;
  Target target{.field = field};
  target.slot = is_address_part(field) ? 0 : static_cast<std::uint32_t>(column);
  if (field == TargetField::tie || field == TargetField::event) target.label = heading;
  return target;
}

}  // namespace

void import_mapping(Ui& ui, const ParseReport& report, Commands& commands) {
  std::array<std::string_view, targets.size()> names;
  for (std::size_t i = 0; i < targets.size(); ++i)
    names.at(i) = targets.at(i).name;
  heading(ui, 2, "What each column is");
  text(ui, "Kith guessed from the headings. Put right what is wrong; it is remembered.",
       {.tone = Tone::second});
  const std::size_t count = std::min(report.headers.size(), report.mapping.size());
  for (std::size_t column = 0; column < count; ++column) {
    const std::string& name = report.headers[column];
    const std::string label = name.empty() ? "Column " + std::to_string(column + 1) : name;
    keyed(ui, static_cast<std::int64_t>(column), [&] {
      definition(ui, label, [&] {
        auto chosen = select(ui, label, names, target_index(report.mapping[column].field),
                             {.label_shown = false});
        if (!chosen) return;
        Mapping mapping = report.mapping;
        mapping[column] = chosen_target(*chosen, column, name);
        commands.push_back(ReadImportAgain{.mapping = std::move(mapping)});
      });
    });
  }
}

}  // namespace kith::ui
