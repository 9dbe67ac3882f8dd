#include "core/crypto/secret.h"
#include "ui/room/settings.h"
#include "ui/widget/button.h"
#include "ui/widget/field.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

namespace kith::ui {
namespace {

void progress(Ui& ui, const SealingStatus& status, Commands& commands) {
  const auto percent = static_cast<int>(status.share * 100);
  progress_bar(ui, "Sealing everything anew", static_cast<float>(status.share),
               std::to_string(percent) + " %");
  if (button(ui, "Stop sealing")) commands.push_back(CancelSealAnew{});
}

void form_body(Ui& ui, SealingForm& form, const ProgramState& program, Commands& commands) {
  const SealingStatus& status = program.sealing;
  text(ui,
       "A change of passphrase does not reach older copies of the files, such as one on a stolen "
       "disk: what opens such a copy gives away the key of these files too. Sealing everything "
       "anew gives them another key. The recovery phrase stays as it is. You can go on working.",
       {.tone = Tone::second});
  if (program.passkey.is_there) {
    banner(ui, "The passkey opens nothing afterwards. You can add it again then.");
  }
  if (form.sent && status.error) banner(ui, status.error->text, {.severity = Severity::danger});
  const bool is_empty = form.tried && form.passphrase.empty();
  bool sent = text_field(ui, "Passphrase", form.passphrase,
                         {.password = true,
                          .required = true,
                          .focus = true,
                          .error = is_empty ? "Type the passphrase of today." : ""})
                  .by_enter;
  space(ui, 8);
  sent |= button(ui, "Seal it", {.kind = ButtonKind::primary, .fills_width = true});
  if (!sent) return;
  form.tried = true;
  if (form.passphrase.empty()) return;
  commands.push_back(SealAnew{form.passphrase});
  wipe(form.passphrase);
  form.passphrase.clear();
  form.tried = false;
  form.sent = true;
}

}  // namespace

void SealingForm::begin(const SealingStatus& status) {
  open = true;
  times_before = status.times;
}

void SealingForm::forget() {
  wipe(passphrase);
  *this = {};
}

void seal_anew(Ui& ui, SealingForm& form, const ProgramState& program, Commands& commands) {
  const SealingStatus& status = program.sealing;
  if (status.is_running && !form.open) {
    progress(ui, status, commands);
  } else if (status.is_advised && !status.is_running &&
             banner(ui, "Older copies of the files still open with the old passphrase.",
                    {.action = "Seal anew"})) {
    form.begin(status);
  }
  if (form.open && form.times_before != status.times) form.forget();
  if (!form.open) return;
  const bool closes = dialog(ui, {.title = "Seal everything anew", .width = 440}, [&] {
    if (status.is_running)
      progress(ui, status, commands);
    else
      form_body(ui, form, program, commands);
  });
  if (closes) form.forget();
}

}  // namespace kith::ui
