// Erasing somebody for good: what goes and what stays is said first, and it takes a tick and a
// press, since nothing brings it back.
#include "ui/room/person.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"
#include "ui/widget/unsaved_texts.h"

#include <string>
#include <string_view>

namespace kith::ui {
namespace {

std::string counted(int count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) all += i + 1 == parts.size() ? " and " : ", ";
    all += parts[i];
  }
  return all;
}

std::string what_goes(const Erasure& erasure) {
  std::vector<std::string> parts = {"every field", "the history"};
  if (erasure.facts > 0) parts.push_back(counted(erasure.facts, "fact", "facts"));
  if (erasure.ties > 0) parts.push_back(counted(erasure.ties, "tie", "ties"));
  if (erasure.interactions > 0) {
    parts.push_back(counted(erasure.interactions, "contact", "contacts") + " with nobody else");
  }
  return "This goes, from the trash too: " + joined(parts) + ".";
}

std::string what_stays(const Erasure& erasure) {
  std::vector<std::string> parts;
  if (erasure.kept_interactions > 0) {
    parts.push_back(counted(erasure.kept_interactions, "contact", "contacts") + " with others");
  }
  if (erasure.kept_others > 0) {
    parts.push_back(counted(erasure.kept_others, "other record", "other records"));
  }
  if (parts.empty()) return {};
  return joined(parts) + " will not name this record any more. What is written there stays.";
}

// What goes may have grown while the question stood there.
void read_again(EraseForm& form, const PersonView& view) {
  const std::uint64_t version = view.workspace().data_version();
  if (form.erasure && form.version == version) return;
  form.version = version;
  form.erasure.reset();
  form.error.reset();
  auto erasure = erase_record(view.workspace(), view.page.id);
  if (erasure)
    form.erasure = std::move(*erasure);
  else
    form.error = erasure.error();
}

void form_body(Ui& ui, EraseForm& form, const PersonView& view) {
  read_again(form, view);
  if (!form.erasure) {
    if (form.error) banner(ui, form.error->text, {.severity = Severity::danger});
    return;
  }
  text(ui, what_goes(*form.erasure));
  const std::string stays = what_stays(*form.erasure);
  if (!stays.empty()) text(ui, stays, {.tone = Tone::second});
  text(ui,
       "Undo does not bring it back, and importing the same file again does not either. Copies may "
       "still hold it: backups, exported files, and teammates' devices until they have heard.",
       {.tone = Tone::second});
  checkbox(ui, "I know that it is for good", form.knows);
  if (form.tried && !form.knows) {
    banner(ui, "Tick the box first.", {.severity = Severity::warning});
  }
  space(ui, 8);
  if (!button(ui, "Erase for good", {.kind = ButtonKind::danger, .fills_width = true})) return;
  form.tried = true;
  if (!form.knows) return;
  ui.unsaved().forget_here();
  view.commands.push_back(EraseForGood{std::move(form.erasure->draft), "Erased for good"});
  ui.navigate(view.page.kind == kinds::organisation ? "#/organisations" : "#/people");
  form = {};
}

}  // namespace

void erase_dialog(Ui& ui, const PersonView& view) {
  EraseForm& form = view.state.erasing;
  if (!form.open) return;
  const std::string title = "Erase " + view.page.header.name + " for good?";
  const bool closes =
      dialog(ui, {.title = title, .width = 440}, [&] { form_body(ui, form, view); });
  if (closes) form = {};
}

}  // namespace kith::ui
