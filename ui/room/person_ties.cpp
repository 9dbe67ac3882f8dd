#include "core/practice/commands.h"
#include "ui/room/person.h"
#include "ui/room/route.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"
#include "ui/widget/unsaved_texts.h"

namespace kith::ui {
namespace {

std::string tie_words(const PageTie& tie) {
  std::string words = tie.relation;
  if (!tie.when_in_words.empty()) words += " · " + tie.when_in_words;
  if (!tie.note.empty()) words += " · " + tie.note;
  return words;
}

void tie_row(Ui& ui, const PersonView& view, const PageTie& tie) {
  columns(
      ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
      [&] {
        if (tie.other)
          link(ui, tie.other->name, record_route(tie.other->kind, tie.other->id));
        else
          text(ui, tie.other_name);
        text(ui, tie_words(tie), {.size = 12, .tone = Tone::second});
      },
      [&] {
        if (button(ui, "Remove tie",
                   {.kind = ButtonKind::quiet, .icon = Icon::trash, .icon_only = true})) {
          view.commit(trash(tie.tie), "Removed the tie");
        }
      });
}

// The name is matched to the people there are; a name nobody bears is kept as a name.
TieInput tie_input(const PersonView& view, const TieForm& form) {
  TieInput input;
  input.from = view.page.id;
  input.relation = form.relation;
  auto found = view.program.directory->find_by_name(view.workspace().database(), form.name, 2);
  const bool one_fits = found && !found->empty() && found->front().match == NameMatch::exact &&
                        (found->size() == 1 || (*found)[1].match != NameMatch::exact);
  if (one_fits)
    input.to = found->front().record.id;
  else
    input.to_name = form.name;
  return input;
}

void tie_dialog(Ui& ui, const PersonView& view) {
  TieForm& form = view.state.tie;
  bool sent = false;
  const std::string help = view.page.header.name + " is their …";
  const bool closed = dialog(ui, {.title = "Add a tie"}, [&] {
    text_field(ui, "Relation", form.relation,
               {.required = true,
                .focus = true,
                .placeholder = "spouse",
                .help = help,
                .unsaved_as = "tie/relation"});
    sent |=
        text_field(ui, "Of whom", form.name, {.required = true, .unsaved_as = "tie/name"}).by_enter;
    row(ui, [&] {
      spacer(ui);
      sent |= button(
          ui, "Add",
          {.kind = ButtonKind::primary, .disabled = form.name.empty() || form.relation.empty()});
    });
  });
  if (closed) {
    form = {};
    ui.unsaved().drop("tie", ui.now_ms());
  }
  if (!sent || form.name.empty() || form.relation.empty()) return;
  view.commit(add_tie(view.workspace(), tie_input(view, form)).draft, "Added a tie", "tie");
  form = {};
}

void members(Ui& ui, const PersonView& view) {
  if (view.page.members.empty()) return;
  heading(ui, 2, "Its people");
  group(ui, Role::list, "Its people", [&] {
    for (const NamedRecord& member : view.page.members) {
      keyed(ui, uuid_text(member.id.bytes), [&] {
        group(ui, Role::list_item, member.name, [&] {
          link(ui, member.name, record_route(member.kind, member.id));
          if (!member.subtitle.empty()) {
            text(ui, member.subtitle, {.size = 12, .tone = Tone::second});
          }
        });
      });
    }
  });
  if (view.page.has_more_members) text(ui, "And more.", {.tone = Tone::second});
}

void rows(Ui& ui, const PersonView& view) {
  if (view.page.rows.empty()) return;
  heading(ui, 2, "In your tables");
  group(ui, Role::list, "In your tables", [&] {
    std::int64_t number = 0;
    for (const PageRow& one : view.page.rows) {
      keyed(ui, ++number, [&] {
        group(ui, Role::list_item, one.title, [&] {
          link(ui, one.title, route_text({Room::tables, one.row}));
          text(ui, one.where, {.size = 12, .tone = Tone::second});
        });
      });
    }
  });
}

}  // namespace

void person_ties(Ui& ui, const PersonView& view) {
  if (view.page.ties.empty() && view.page.members.empty()) {
    text(ui, "Who they know, who introduced them, who they live with.", {.tone = Tone::second});
  }
  group(ui, Role::list, "Ties", [&] {
    for (const PageTie& tie : view.page.ties) {
      keyed(ui, uuid_text(tie.tie.bytes), [&] {
        group(ui, Role::list_item, tie.other ? tie.other->name : tie.other_name,
              [&] { tie_row(ui, view, tie); });
        divider(ui);
      });
    }
  });
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Add a tie", {.icon = Icon::add})) view.state.tie.open = true;
    if (!view.page.ties.empty() || !view.page.members.empty())
      link(ui, "See them in a picture", route_text({Room::ties, view.page.id, {}}));
  });
  members(ui, view);
  rows(ui, view);
  if (ui.unsaved().has("tie")) view.state.tie.open = true;
  if (view.state.tie.open) tie_dialog(ui, view);
}

}  // namespace kith::ui
