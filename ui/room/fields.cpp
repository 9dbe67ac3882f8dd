#include "ui/room/fields.h"

#include "core/record/workspace.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <array>

namespace kith::ui {
namespace {

using Step = FieldForm::Step;

std::vector<std::string_view> sort_names(int count) {
  std::vector<std::string_view> names;
  for (int i = 0; i < count; ++i)
    names.push_back(field_sort_name(static_cast<FieldSort>(i)));
  return names;
}

bool is_link(FieldSort sort) {
  return sort == FieldSort::link || sort == FieldSort::links;
}
bool is_choice(FieldSort sort) {
  return sort == FieldSort::choice || sort == FieldSort::choices;
}

// What a field may link to: people, organisations, and the team's own tables.
struct Targets {
  std::vector<KindId> kinds = {kith::kinds::person, kith::kinds::organisation};
  std::vector<std::string_view> names = {"People", "Organisations"};
};
Targets link_targets(const FieldDialog& parts) {
  Targets targets;
  for (const KindInfo& kind : parts.workspace().schema().kinds()) {
    if (!kind.is_made() || kind.is_hidden) continue;
    targets.kinds.push_back(kind.id);
    targets.names.push_back(kind.label);
  }
  return targets;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::string line;
  for (const char c : text + "\n") {
    if (c != '\n') {
      line += c;
    } else if (!line.empty()) {
      lines.push_back(std::exchange(line, {}));
    }
  }
  return lines;
}

void field_entry(const FieldDialog& parts, const FieldInfo& field) {
  Ui& ui = parts.ui;
  FieldForm& form = parts.form;
  const bool is_table = !form.kind.is_builtin();
  columns(
      ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
      [&] {
        text(ui, field.label, {.strong = true});
        text(ui, std::string(field_sort_name(sort_of(field))) + (field.is_hidden ? ", hidden" : ""),
             {.size = 12, .tone = Tone::second});
      },
      [&] {
        const MenuItem items[] = {
            {.label = "Rename and describe…", .icon = Icon::edit},
            {.label = "Change the type…", .icon = Icon::copy},
            {.label = is_table ? "Move to the left" : "Move up", .icon = Icon::arrow_left},
            {.label = is_table ? "Move to the right" : "Move down", .icon = Icon::arrow_right},
            {.label = field.is_hidden ? "Show" : "Hide", .icon = Icon::eye_closed}};
        const auto chosen = menu_button(ui, "Change " + field.label, items);
        if (!chosen) return;
        form.field = field.id;
        if (*chosen == 0) {
          form.step = Step::describe;
          form.wish = {.label = field.label,
                       .sort = sort_of(field),
                       .help = field.help,
                       .unit = field.unit,
                       .formula = field.formula,
                       .expires_months = field.expires_months,
                       .sensitivity = field.sensitivity};
          form.choices.clear();
        } else if (*chosen == 1) {
          form.step = Step::retype;
          form.wish.sort = sort_of(field);
          form.preview.reset();
        } else if (*chosen == 4) {
          parts.commit(hide_field(field.id, !field.is_hidden),
                       (field.is_hidden ? "Showed the field " : "Hid the field ") + field.label);
        } else {
          parts.commit(move_field(parts.workspace(), field.id, *chosen == 3),
                       "Moved the field " + field.label);
        }
      });
  divider(ui);
}

void list_step(const FieldDialog& parts) {
  Ui& ui = parts.ui;
  FieldForm& form = parts.form;
  const KindInfo* kind = parts.workspace().schema().kind(form.kind);
  if (kind == nullptr) return void(form = {});
  const bool closed = dialog(ui, {.title = "Fields of " + kind_in_sentence(*kind)}, [&] {
    if (!kind->is_made())
      text(ui, "Your own fields, shown among the details. Those that come with Kith stay.",
           {.tone = Tone::second});
    if (button(ui, "Add a field", {.kind = ButtonKind::primary, .icon = Icon::add})) {
      form = fields_of(kind->id);
      form.step = Step::add;
    }
    scroll_area(ui, "Fields", {.height = 360}, [&] {
      for (const FieldInfo& field : kind->fields) {
        if (field.id.is_builtin()) continue;
        keyed(ui, uuid_text(description_of(field.id).bytes), [&] { field_entry(parts, field); });
      }
    });
  });
  if (closed) form = {};
}

// What depends on the type.
void wish_details(const FieldDialog& parts) {
  Ui& ui = parts.ui;
  FieldForm& form = parts.form;
  if (form.step == Step::add && is_link(form.wish.sort)) {
    const Targets targets = link_targets(parts);
    if (const auto chosen = select(ui, "Links to", targets.names, form.target))
      form.target = *chosen;
  }
  if (is_choice(form.wish.sort))
    text_field(ui, form.step == Step::add ? "Choices, one to a line" : "New choices, one to a line",
               form.choices, {.lines = 4});
  if (form.wish.sort == FieldSort::money)
    text_field(ui, "Currency", form.wish.unit, {.help = "Three letters, as EUR"});
  if (form.wish.sort == FieldSort::handle)
    text_field(ui, "Network", form.wish.unit, {.help = "Its name, as Mastodon"});
  if (form.wish.sort == FieldSort::computed)
    text_field(ui, "Computed from", form.wish.formula, {.help = "For example: [Price] * [Number]"});
  text_field(ui, "Help", form.wish.help, {.help = "Shown below the field"});
}

void expiry_and_sensitivity(const FieldDialog& parts) {
  Ui& ui = parts.ui;
  FieldWish& wish = parts.form.wish;
  static constexpr std::array<std::string_view, 4> who = {"Open", "Team", "Stewards only",
                                                          "Sealed"};
  if (const auto chosen =
          select(ui, "Sensitivity", who, static_cast<int>(wish.sensitivity) - 1,
                 {.help = "Stewards’ and sealed values are covered till asked for"}))
    wish.sensitivity = static_cast<Sensitivity>(*chosen + 1);
  static constexpr std::array<std::string_view, 5> spans = {
      "Never", "After 6 months", "After a year", "After 2 years", "After 5 years"};
  static constexpr std::array<unsigned, 5> months = {0, 6, 12, 24, 60};
  int selected = -1;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months[i] == wish.expires_months) selected = static_cast<int>(i);
  }
  if (const auto chosen = select(ui, "Ask again", spans, selected))
    wish.expires_months = months[static_cast<std::size_t>(*chosen)];
}

void save_wish(const FieldDialog& parts) {
  FieldForm& form = parts.form;
  const std::vector<std::string> choices = lines_of(form.choices);
  if (form.step == Step::add) {
    form.wish.choices = choices;
    if (is_link(form.wish.sort))
      form.wish.links_to = {link_targets(parts).kinds[static_cast<std::size_t>(form.target)]};
    parts.commit(add_field(parts.workspace(), form.kind, form.wish).draft,
                 "Added the field " + form.wish.label);
  } else if (const FieldInfo* field = parts.workspace().schema().field(form.field)) {
    parts.commit(describe_field(parts.workspace().schema(), *field, form.wish, choices),
                 "Changed the field " + field->label);
  }
}

void wish_step(const FieldDialog& parts) {
  Ui& ui = parts.ui;
  FieldForm& form = parts.form;
  const bool is_new = form.step == Step::add;
  bool sent = false;
  const bool closed = dialog(ui, {.title = is_new ? "Add a field" : "Describe the field"}, [&] {
    sent |= text_field(ui, "Name of the field", form.wish.label, {.required = true, .focus = true})
                .by_enter;
    if (is_new) {
      const auto names = sort_names(field_sort_count);
      if (const auto chosen = select(ui, "Type", names, static_cast<int>(form.wish.sort)))
        form.wish.sort = static_cast<FieldSort>(*chosen);
    }
    wish_details(parts);
    expiry_and_sensitivity(parts);
    row(ui, [&] {
      spacer(ui);
      sent |= button(ui, is_new ? "Add the field" : "Save",
                     {.kind = ButtonKind::primary, .disabled = form.wish.label.empty()});
    });
  });
  if (sent && !form.wish.label.empty()) save_wish(parts);
  if (closed || (sent && !form.wish.label.empty())) form = {};
}

void preview_words(const FieldDialog& parts, const RetypePreview& preview) {
  Ui& ui = parts.ui;
  text(ui, count_words(preview.same + preview.converts, "value reads", "values read") +
               " as the new type.");
  if (preview.does_not == 0) return;
  text(ui,
       count_words(preview.does_not,
                   "does not and stays as written:", "do not and stay as written:"),
       {.tone = Tone::warning});
  for (std::size_t i = 0; i < preview.examples.size(); ++i)
    keyed(ui, static_cast<std::int64_t>(i),
          [&] { text(ui, "“" + preview.examples[i] + "”", {.one_line = true}); });
}

void retype_step(const FieldDialog& parts) {
  Ui& ui = parts.ui;
  FieldForm& form = parts.form;
  const FieldInfo* field = parts.workspace().schema().field(form.field);
  if (field == nullptr) return void(form = {});
  if (!form.preview || form.previewed != form.wish.sort) {
    form.previewed = form.wish.sort;
    auto preview = preview_retype(parts.workspace(), form.field, form.wish.sort);
    form.preview = preview ? *preview : RetypePreview{};
  }
  bool sent = false;
  const bool closed = dialog(ui, {.title = "Change the type of " + field->label}, [&] {
    const auto names = sort_names(field_sort_count - 1);  // what is computed has no values
    if (const auto chosen = select(ui, "Type", names, static_cast<int>(form.wish.sort)))
      form.wish.sort = static_cast<FieldSort>(*chosen);
    preview_words(parts, *form.preview);
    text(ui, "No value is changed: going back to the old type brings each back as it was.",
         {.size = 12, .tone = Tone::second});
    row(ui, [&] {
      spacer(ui);
      sent = button(ui, "Change the type", {.kind = ButtonKind::primary});
    });
  });
  if (sent) {
    if (auto draft = retype_field(parts.workspace(), form.field, form.wish.sort))
      parts.commit(std::move(*draft), "Changed the type of " + field->label);
  }
  if (sent || closed) form = {};
}

}  // namespace

FieldForm fields_of(KindId kind) {
  FieldForm form;
  form.step = Step::list;
  form.kind = kind;
  return form;
}

std::string kind_in_sentence(const KindInfo& kind) {
  if (kind.id == kinds::person) return "people";
  if (kind.id == kinds::organisation) return "organisations";
  if (kind.id == kinds::household) return "households";
  return kind.label;
}

void FieldDialog::commit(Draft draft, std::string toast) const {
  if (!draft.empty()) commands.push_back(Commit{std::move(draft), std::move(toast)});
}

void field_dialog(const FieldDialog& parts) {
  switch (parts.form.step) {
    case Step::closed:
      return;
    case Step::list:
      return list_step(parts);
    case Step::add:
    case Step::describe:
      return wish_step(parts);
    case Step::retype:
      return retype_step(parts);
  }
}

}  // namespace kith::ui
