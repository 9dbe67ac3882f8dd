#include "core/crypto/secret.h"
#include "ui/room/settings.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

namespace kith::ui {
namespace {

void add_body(Ui& ui, PasskeyForm& form, const PasskeyStatus& status, Commands& commands) {
  text(ui,
       "The browser asks where to keep it: on this device, in a password manager, on a security "
       "key. Whoever can use it there opens this workspace.",
       {.tone = Tone::second});
  if (form.sent && status.error) banner(ui, status.error->text, {.severity = Severity::danger});
  if (form.sent && status.was_declined) banner(ui, "No passkey was added.");
  const bool is_empty = form.tried && form.passphrase.empty();
  bool sent = text_field(ui, "Passphrase", form.passphrase,
                         {.password = true,
                          .required = true,
                          .focus = true,
                          .error = is_empty ? "Type the passphrase of today." : ""})
                  .by_enter;
  space(ui, 8);
  sent |= button(ui, "Add it",
                 {.kind = ButtonKind::primary, .busy = status.is_asking, .fills_width = true});
  if (!sent || status.is_asking) return;
  form.tried = true;
  if (form.passphrase.empty()) return;
  commands.push_back(AddPasskey{form.passphrase});
  wipe(form.passphrase);
  form.passphrase.clear();
  form.tried = false;
  form.sent = true;
}

// True when it was.
bool remove_body(Ui& ui, Commands& commands) {
  text(ui,
       "It opens nothing here from then on. The passphrase and the recovery phrase stay. Where it "
       "is kept its name may stay in the list; you can delete it there.");
  space(ui, 8);
  if (!button(ui, "Remove it", {.kind = ButtonKind::danger, .fills_width = true})) return false;
  commands.push_back(RemovePasskey{});
  return true;
}

void dialogs(Ui& ui, PasskeyForm& form, const PasskeyStatus& status, Commands& commands) {
  bool closes = form.additions_before != status.additions;
  if (form.asked == PasskeyForm::Asked::add && !closes) {
    closes = dialog(ui, {.title = "Add a passkey", .width = 440},
                    [&] { add_body(ui, form, status, commands); });
  } else if (form.asked == PasskeyForm::Asked::remove) {
    bool removed = false;
    closes = dialog(ui, {.title = "Remove the passkey?", .width = 440},
                    [&] { removed = remove_body(ui, commands); });
    closes |= removed;
  }
  if (closes) form.forget();
}

}  // namespace

void PasskeyForm::begin(Asked what, const PasskeyStatus& status) {
  asked = what;
  additions_before = status.additions;
}

void PasskeyForm::forget() {
  wipe(passphrase);
  *this = {};
}

void passkey_part(Ui& ui, PasskeyForm& form, const ProgramState& program, Commands& commands) {
  const PasskeyStatus& status = program.passkey;
  const bool can_add = status.is_offered && program.storage.on_device;
  if (!can_add && !status.is_there) return;
  heading(ui, 3, "Passkey");
  text(ui,
       status.is_there
           ? "A fingerprint, a face, a PIN or a security key opens this workspace on "
             "this device, as the passphrase does."
           : "A fingerprint, a face, a PIN or a security key can open this workspace on "
             "this device, beside the passphrase.",
       {.tone = Tone::second});
  const bool is_busy = program.sealing.is_running || program.passphrase.is_changing;
  if (status.is_there) {
    if (button(ui, "Remove the passkey", {.icon = Icon::trash, .disabled = is_busy})) {
      form.begin(PasskeyForm::Asked::remove, status);
    }
  } else if (button(ui, "Add a passkey",
                    {.icon = Icon::key, .disabled = is_busy || program.passphrase.is_forgotten})) {
    form.begin(PasskeyForm::Asked::add, status);
  }
  if (form.asked != PasskeyForm::Asked::nothing) dialogs(ui, form, status, commands);
}

}  // namespace kith::ui
