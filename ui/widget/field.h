// Where text is typed: the browser's own fields, laid over the frames drawn here. The only way to
// edit text.
//
//   FieldResult name = text_field(ui, "Name", form.name);          // the form holds the text
//   if (auto r = text_field(ui, "Nickname", person.nickname, {.in_place = true}); r.committed)
//     commands.push(set_nickname(person.id, r.text));              // the kit holds the draft
//
// A field behind the door has a name for its text while that is not saved (unsaved_texts.h): then
// it outlives a crash, and whoever commits it takes it from there.
#pragma once

#include "ui/widget/frame.h"
#include "ui/widget/icon.h"

#include <string>
#include <string_view>

namespace kith::ui {

struct FieldOptions {
  InputKind input = InputKind::text;
  bool password = false;
  int lines = 1;            // more: a box of so many lines that grows with its text
  bool in_place = false;    // looks like text until the pointer or the focus is on it
  bool label_shown = true;  // above the field; a hidden one is still its name
  bool disabled = false;
  bool required = false;
  bool focus = false;  // takes the focus when it appears
  int size = 14;
  bool strong = false;
  Icon icon = Icon::none;
  std::string_view placeholder = {};
  std::string_view help = {};      // below it
  std::string_view error = {};     // below it instead of help; the field is marked invalid
  std::string_view key_hint = {};  // a small key at its end: "↵", "Ctrl K"
  std::string_view id = {};
  NodeId controls =
      0;              // a list of options below it (ListOptions::are_options), and the one of them
  NodeId active = 0;  // that Enter takes: makes it a combobox
  std::string_view unsaved_as = {};  // empty: what is typed is kept nowhere
};

struct FieldResult {
  bool changed = false;    // typed in just now
  bool committed = false;  // Enter, or left with another text than it had
  bool cancelled = false;  // Escape
  bool by_enter = false;   // committed by Enter
  bool focused = false;
  NodeId node = 0;
  std::string text;  // what stands in it; when cancelled, what stood before
};

// `value` is what the record says. While somebody types, the kit keeps the draft; after a commit
// it shows `value` again, so store r.text before the next frame.
FieldResult text_field(Ui& ui, std::string_view label, std::string_view value,
                       const FieldOptions& options = {});

// For forms: `text` follows every key.
FieldResult text_field(Ui& ui, std::string_view label, std::string& text,
                       const FieldOptions& options = {});

// As you type, with a lens and a button that empties it.
FieldResult search_field(Ui& ui, std::string_view label, std::string& text,
                         const FieldOptions& options = {});

}  // namespace kith::ui
