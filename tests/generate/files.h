#pragma once
// A world written as the files people really have: same quirks, invented people.

#include "tests/generate/world.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kith::generate {

/// Google Contacts, current schema: all columns, ` ::: ` between values, line breaks in cells.
std::string google_csv(const World& world);

/// Google Contacts with ten columns only: 12 MB for 100,000 people. For timing imports.
std::string google_csv_short(const World& world);

/// Outlook for the desktop: 92 columns, every cell quoted, American dates.
std::string outlook_csv(const World& world);

/// LinkedIn's Connections.csv: byte order mark, preamble, rows of people who left.
std::string linkedin_csv(const World& world);

/// vCards, 3.0 as a phone writes them and 4.0 in turn, folded at 75 bytes.
std::string vcards(const World& world);

/// Everything: people, organisations, households, ties, facts, interactions.
std::string json(const World& world);

}  // namespace kith::generate
