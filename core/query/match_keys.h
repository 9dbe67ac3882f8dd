// What two spellings of one address, number or name have in common. Only ever compared on this
// device, never stored: the rules may get better at any time.
#pragma once

#include "core/record/value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kith {

// Each key is empty when the text is not fit to know anybody by.

// However it is spelt.
std::string email_key(std::string_view email);
// Whoever gets what is sent there: without "+tag", and without what Gmail passes over.
std::string mailbox_key(std::string_view email);
// Of an office rather than of somebody: info@, kontakt@.
bool is_shared_mailbox(std::string_view mailbox_key);

// The last digits, so that a number with and without its country code is one.
std::string phone_key(std::string_view phone);

// A telephone number: its digits without what is only dialled (+, 00, a trunk 0), up to 15 of them.
struct PhoneNumber {
  std::uint64_t digits = 0;
  int count = 0;  // 0: not fit to know anybody by
  bool has_country = false;
};
PhoneNumber parse_phone(std::string_view phone);
// Equal, or one has a country code before the other. Of two with a country code all must be equal.
bool is_same_phone(const PhoneNumber& a, const PhoneNumber& b);

// Of a person's page on a network: host and name. Other web addresses are shared by many.
std::string profile_key(std::string_view url);
// The name in a LinkedIn profile address (/in/<name>), lower case; empty for any other text.
std::string linkedin_slug(std::string_view url);
// The same key for a page on a network and for a name there ("@ana" on "Instagram").
std::string account_key(std::string_view url);
std::string account_key(std::string_view network, std::string_view handle);

// The host of a web address without "www.".
std::string site_key(std::string_view url);

// Street and number as they are spelt most shortly; empty without a number.
std::string street_key(std::string_view street);

// Folded, white space collapsed.
std::string name_key(std::string_view name);
// The first word of a name_key.
std::string_view first_word(std::string_view name_key);

// 64 bits, never 0 but for an empty text. With a secret seed no file can be made to collide.
std::uint64_t key_hash(std::string_view key, std::uint64_t seed = 0);

// Whether an element of a set says the same as another: the same way to reach somebody under
// another label, the same address spelt otherwise.
bool says_the_same(const Value& a, const Value& b);

}  // namespace kith
