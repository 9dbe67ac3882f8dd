// What two spellings of one address, number or name have in common. Only ever compared on this
// device, never stored: the rules may get better at any time.
#pragma once

#include "core/record/value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kith {

// Each is empty when the text is not fit to know anybody by.
std::string email_key(std::string_view email);
// The last digits, so that a number with and without its country code is one.
std::string phone_key(std::string_view phone);
// Of a person's page on a network: host and name. Other web addresses are shared by many.
std::string profile_key(std::string_view url);
// Folded, white space collapsed.
std::string name_key(std::string_view name);
// The first word of a name_key.
std::string_view first_word(std::string_view name_key);

// Whether an element of a set says the same as another: the same way to reach somebody under
// another label, the same address spelt otherwise.
bool says_the_same(const Value& a, const Value& b);

}  // namespace kith
