#include "core/crypto/secret.h"
#include "ui/room/passphrase_strength.h"
#include "ui/room/settings.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

namespace kith::ui {
namespace {

struct Objections {
  std::string_view present, next, again;
  bool none() const { return present.empty() && next.empty() && again.empty(); }
};

Objections objections_to(const PassphraseForm& form, bool asks_present) {
  Objections found;
  if (asks_present && form.present.empty()) found.present = "Type the passphrase of today.";
  found.next = passphrase_objection(form.next);
  if (form.next != form.again) found.again = "The two are not the same.";
  return found;
}

// True when it is sent.
bool fields(Ui& ui, PassphraseForm& form, bool asks_present) {
  const Objections found = form.tried ? objections_to(form, asks_present) : Objections{};
  const auto field = [&](std::string_view label, std::string& text, std::string_view error,
                         bool first) {
    return text_field(ui, label, text,
                      {.password = true, .required = true, .focus = first, .error = error})
        .by_enter;
  };
  bool sent = false;
  if (asks_present) sent |= field("Present passphrase", form.present, found.present, true);
  sent |= field("New passphrase", form.next, found.next, !asks_present);
  if (!form.next.empty()) {
    const PassphraseStrength strength = passphrase_strength(form.next);
    progress_bar(ui, "Strength of the passphrase", strength.share, strength.words);
  }
  sent |= field("New passphrase again", form.again, found.again, false);
  return sent;
}

void form_body(Ui& ui, PassphraseForm& form, const PassphraseStatus& status, Commands& commands) {
  text(ui, "The recovery phrase stays as it is, and nothing else changes.", {.tone = Tone::second});
  if (form.sent && status.error) banner(ui, status.error->text, {.severity = Severity::danger});
  const bool asks_present = !status.is_forgotten;
  bool sent = fields(ui, form, asks_present);
  space(ui, 8);
  sent |= button(ui, "Change it",
                 {.kind = ButtonKind::primary, .busy = status.is_changing, .fills_width = true});
  if (!sent || status.is_changing) return;
  form.tried = true;
  if (!objections_to(form, asks_present).none()) return;
  commands.push_back(ChangePassphrase{form.present, form.next});
  wipe(form.present);
  form.tried = false;
  form.sent = true;
}

}  // namespace

void PassphraseForm::begin(const PassphraseStatus& status) {
  open = true;
  changes_before = status.changes;
}

void PassphraseForm::forget() {
  for (std::string* secret : {&present, &next, &again})
    wipe(*secret);
  *this = {};
}

void change_passphrase(Ui& ui, PassphraseForm& form, const ProgramState& program,
                       Commands& commands) {
  const PassphraseStatus& status = program.passphrase;
  if (status.is_forgotten) {
    banner(ui, "The recovery phrase opened this workspace. Choose a passphrase you will remember.",
           {.severity = Severity::warning});
  }
  if (form.open && form.changes_before != status.changes) form.forget();
  if (!form.open) return;
  const bool closes = dialog(ui, {.title = "Change the passphrase", .width = 440},
                             [&] { form_body(ui, form, status, commands); });
  if (closes) form.forget();
}

}  // namespace kith::ui
