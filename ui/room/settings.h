// Settings: how it looks, locking, backups, the health of the storage, and what Kith is made of.
#pragma once

#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <cstdint>
#include <string>

namespace kith::ui {

// A change of passphrase being typed.
struct PassphraseForm {
  bool open = false;
  bool tried = false;  // show what is missing
  bool sent = false;   // show why it was refused
  std::uint64_t changes_before = 0;
  std::string present, next, again;

  void begin(const PassphraseStatus& status);
  // Overwrites what was typed.
  void forget();
};

// Sealing everything anew, being asked for.
struct SealingForm {
  bool open = false;
  bool tried = false;
  bool sent = false;
  std::uint64_t times_before = 0;
  std::string passphrase;

  void begin(const SealingStatus& status);
  void forget();
};

// A passkey, being added or removed.
struct PasskeyForm {
  enum class Asked : std::uint8_t { nothing, add, remove };
  Asked asked = Asked::nothing;
  bool tried = false;
  bool sent = false;
  std::uint64_t additions_before = 0;
  std::string passphrase;

  void begin(Asked what, const PasskeyStatus& status);
  void forget();
};

struct SettingsState {
  bool asked_for_health = false;
  PassphraseForm passphrase;
  SealingForm sealing;
  PasskeyForm passkey;

  ~SettingsState() {
    passphrase.forget();
    sealing.forget();
    passkey.forget();
  }
};

// The dialog while it is open, and what there is to say before.
void change_passphrase(Ui& ui, PassphraseForm& form, const ProgramState& program,
                       Commands& commands);

// The part of the settings, where there is a passkey or can be one, with its dialogs.
void passkey_part(Ui& ui, PasskeyForm& form, const ProgramState& program, Commands& commands);

// What there is to say after a change of passphrase, how far it is, and the dialog.
void seal_anew(Ui& ui, SealingForm& form, const ProgramState& program, Commands& commands);

void settings_room(Ui& ui, SettingsState& state, const ProgramState& program, Commands& commands);

}  // namespace kith::ui
