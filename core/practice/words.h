// Facts, interactions and changes put into sentences, in English.
#pragma once

#include "core/base/date.h"
#include "core/query/directory.h"
#include "core/record/builtin.h"
#include "core/record/draft.h"
#include "core/record/value.h"

#include <string>
#include <string_view>

namespace kith {

class Workspace;

// "Loves Octavia Butler"; "Anniversary: 30 June". A topic that begins with a capital is a heading.
std::string fact_in_words(std::string_view topic, std::string_view text);

// "They told us", "We saw it", …
std::string how_in_words(FactHow how);

// "Called", "Wrote to us by letter", "Met": how an interaction went, to begin a line with.
std::string contact_in_words(Channel channel, Direction direction);

// "3 May, 14:05", by the clock where it was.
std::string moment_in_words(const Instant& moment, const PartialDate& today);

// Who made a change, to begin a line with: "You", "A teammate".
std::string author_in_words(bool is_own);

// On one line.
std::string address_in_words(const Address& address);

// Any value of a field. A record that is gone is "somebody", a choice nobody knows its number.
std::string value_in_words(Workspace& workspace, const Directory& directory, FieldId field,
                           const Value& value);

// What to call any record by, to begin a line with: "Ana Okafor", "A fact about Ana Okafor".
std::string record_in_words(Workspace& workspace, const Directory& directory, RecordId id);

// The name of a person, organisation or household itself, merged into another or in the trash.
std::string own_name(Workspace& workspace, RecordId id);

// What a change did, for history and for the toast that offers to undo it: "Added a fact about Ana
// Okafor", "Imported 412 rows from connections.csv". Records that are gone are "somebody".
std::string describe(Workspace& workspace, const Directory& directory, const Intent& intent);

}  // namespace kith
