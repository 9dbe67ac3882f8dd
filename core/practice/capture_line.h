// The parts of a capture line that can be told from its words alone, before anybody looks up who
// is meant. Internal to core/practice.
#pragma once

#include "core/base/date.h"
#include "core/record/builtin.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

// What a line that tells of a contact begins with: "Called ", "Letter from ".
struct ContactOpening {
  Channel channel;
  Direction direction;
  std::size_t size;  // bytes of the line
  std::string_view
      word;  // to be kept in the summary ("Coffee"); empty when the channel says it all
};
std::optional<ContactOpening> find_opening(std::string_view line);

// What follows a name at the end of the part before a colon, or before more text: " called",
// " wrote to us". They called us.
std::optional<ContactOpening> find_verb_of_theirs(std::string_view behind_name);

// The place of the colon that ends the names, if there is one.
struct NameEnd {
  std::size_t at;
  std::size_t size;
};
std::optional<NameEnd> find_name_end(std::string_view line);

// "Ana, Bruno and Chiara" → three names.
std::vector<std::string_view> split_names(std::string_view names);

// Where a name that starts `text` must end at the latest: before a digit, punctuation, or a word
// that is never part of one ("about", "yesterday").
std::string_view name_span(std::string_view text);
// The words of `text` that begin with a capital, from its first one on; its first word if none
// does.
std::string_view capitalised_words(std::string_view text);
// Whether `text` begins, behind spaces, with a capital letter.
bool begins_with_capital(std::string_view text);

// What is said of somebody, taken apart.
struct FactLine {
  std::string topic;
  std::string text;
  std::optional<FactHow> how;
  std::optional<PartialDate> on;  // as written; a day without a year is the last one
};
FactLine read_fact(std::string_view text, const PartialDate& today);
// Whether `text` begins like a fact: "loves …", "is allergic to …".
bool begins_with_topic(std::string_view text);

// What was done, and when.
struct ContactLine {
  std::string summary;
  std::optional<PartialDate> on;
};
ContactLine read_contact(std::string_view text, const PartialDate& today);

// Blanks and loose punctuation at the ends taken off.
std::string_view tidied(std::string_view text);

}  // namespace kith
