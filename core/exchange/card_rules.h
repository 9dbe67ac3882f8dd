// Rules that hold for a contact whatever file it comes from.
#pragma once

#include "core/base/bytes.h"
#include "core/base/text_ascii.h"
#include "core/exchange/parse_report.h"
#include "core/exchange/staged_card.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith {

// Line breaks of every kind to \n.
std::string with_plain_line_breaks(std::string_view text);
// The non-empty, trimmed parts of `text` between any of `separators`.
std::vector<std::string> split_list(std::string_view text, std::string_view separators);

// Puts double-encoded names right, makes the display name from the parts, and settles whether it
// is a person or an organisation. False when there is nothing to know the contact by.
bool complete_card(StagedCard& card, ParseReport& report);

// Adds what is not there yet; empty text is dropped.
void add_way(std::vector<ContactWay>& ways, ContactWay way);
void add_address(std::vector<Address>& addresses, Address address);
// Drops what only says that the contact is a contact ("myContacts").
void add_label(std::vector<std::string>& labels, std::string_view label);
// An event on the same day under the same heading is one event.
void add_fact(std::vector<StagedFact>& facts, StagedFact fact);

// A natural key for contacts that have none: a hash of what the file says of them. Two that read
// the same are told apart by the Parser, which numbers them.
inline constexpr std::string_view content_key_prefix = "content:";
std::string content_key(ByteView content);

}  // namespace kith
