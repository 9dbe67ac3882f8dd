// What is typed and saved nowhere yet: of each field that has a name for it (FieldOptions), by the
// address it belongs to. A field puts its text here key by key, and shows it again when it comes
// back into sight: after a crash, after the user was elsewhere, after a change was refused.
//
//   if (result.committed) commands.push(Commit{draft, toast, ui.unsaved().take("nickname")});
//
// The program writes changes() down when they are due, beside the records, within a second.
#pragma once

#include "core/record/unsaved.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kith::ui {

class UnsavedTexts {
 public:
  struct Entry {
    std::string text;
    std::string reason;       // why it was not saved
    bool is_offered = false;  // it was found, or was refused: not typed just now
    bool is_unseen = false;   // and it belongs to an address that was not visited since
  };

  UnsavedTexts() = default;
  ~UnsavedTexts() { forget_all(); }
  UnsavedTexts(const UnsavedTexts&) = delete;
  UnsavedTexts& operator=(const UnsavedTexts&) = delete;

  // The address of what is drawn next; "field" below is one there.
  void visit(std::string address);

  const Entry* find(std::string_view field) const;
  // A field of that name, or one of the group: "contact" has "contact/when".
  bool has(std::string_view group) const;
  // All of this address.
  std::vector<std::string> here() const;
  // The address of one that is to be offered elsewhere.
  std::optional<std::string> unseen_address() const;

  // Typed in. An empty text is forgotten.
  void put(std::string_view field, std::string_view text, double now_ms);
  void refuse(std::string_view field, std::string text, std::string reason);
  // A form has it again.
  void taken_over(std::string_view field);
  // They go out in a change that saves them, and with it leave the table.
  std::vector<UnsavedText> take(std::string_view group);
  // Nobody wants them any more.
  void drop(std::string_view group, double now_ms);
  // What they are about is erased, and the table has forgotten them with it.
  void forget_here();

  // -- the program's side --
  void found(std::vector<UnsavedText> texts);
  // The change that was to save it was refused.
  void put_back(UnsavedText text, const std::string& reason, double now_ms);
  void forget_all();
  // When changes are to be written: typing pauses, or it has gone on for long. Empty: none.
  std::optional<double> due_ms() const;
  std::vector<UnsavedText> take_changes();

 private:
  std::string place(std::string_view field) const { return address_ + ' ' + std::string(field); }
  bool is_here(std::string_view place) const { return place.starts_with(address_ + ' '); }
  std::vector<std::string> places_of(std::string_view group) const;
  void changed(const std::string& place, double now_ms);

  std::string address_;
  std::map<std::string, Entry, std::less<>> entries_;  // by address, blank, field
  std::set<std::string> changed_;                      // the table does not say so yet
  double changed_first_ms_ = 0;
  double changed_last_ms_ = 0;
};

}  // namespace kith::ui
