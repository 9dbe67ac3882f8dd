// Whom to merge somebody with: by name, from those of the same kind.
#include "core/query/directory.h"
#include "ui/room/person.h"
#include "ui/room/route.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/overlay.h"
#include "ui/widget/text.h"

#include <string>

namespace kith::ui {
namespace {

constexpr int looked_at_max = 40;
constexpr int shown_max = 6;

void candidates(Ui& ui, MergeForm& form, const PersonView& view) {
  const auto found =
      view.program.directory->find_by_name(view.workspace().database(), form.name, looked_at_max);
  if (!found) return;
  int shown = 0;
  for (const NameCandidate& one : *found) {
    const bool fits = one.record.kind == view.page.kind && one.record.id != view.page.id;
    if (!fits || shown == shown_max) continue;
    ++shown;
    keyed(ui, uuid_text(one.record.id.bytes), [&] {
      const bool chosen =
          button(ui, one.record.name, {.fills_width = true, .description = one.record.subtitle});
      if (!one.record.subtitle.empty())
        text(ui, one.record.subtitle, {.size = 12, .tone = Tone::second});
      if (!chosen) return;
      ui.navigate(merge_route(view.page.id, one.record.id));
      form = {};
    });
  }
  if (shown == 0 && !form.name.empty())
    text(ui, "Nobody else has this name.", {.tone = Tone::second});
}

}  // namespace

void merge_dialog(Ui& ui, const PersonView& view) {
  MergeForm& form = view.state.merging;
  if (!form.open) return;
  const std::string title = "Merge " + view.page.header.name + " with…";
  const bool closes = dialog(ui, {.title = title}, [&] {
    search_field(ui, "Name of the other record", form.name, {.focus = true});
    candidates(ui, form, view);
  });
  if (closes) form = {};
}

}  // namespace kith::ui
