// Everything a page shows of one person, organisation or household, read in one go. Dates are both
// as stored (EDTF) and in words for the day it was read.
//
//   auto page = TRY(read_page(workspace, directory, id));    // empty: unknown, or in the trash
//
// The id of a record merged into another leads to that one's page, which has what is known of both.
//
//   for (const TimelineItem& item : page->timeline) …
//
// Keep it until workspace.data_version() moves or the day changes.
#pragma once

#include "core/base/date.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/practice/merged_record.h"
#include "core/practice/own_fields.h"
#include "core/query/directory.h"
#include "core/record/builtin.h"
#include "core/record/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kith {

class Workspace;

// A single field that is edited in place: commands.h, edit_field(record, field, typed text).
struct PageField {
  FieldId field;
  ValueType type = ValueType::text;
  std::string label;                // "Nickname"
  std::string text;                 // as it is edited; empty when there is none
  std::string words;                // as it is shown: dates in words, else the text
  std::optional<NamedRecord> link;  // of links: what they lead to
  std::vector<std::string> also;    // what records merged into this one say instead
};

// An e-mail address, telephone number, web address, handle, postal address or label: one element
// of a set. Give it back to change or remove it.
struct PageElement {
  FieldId field;
  Value value;
  std::vector<HeldValue> held;  // by whom: several records merged into one may say the same
  std::string label;            // "Work"; empty when its owner gave none
  std::string text;             // on one line
  bool preferred = false;
};

struct PageTie {
  RecordId tie;
  std::optional<NamedRecord> other;  // empty: known by name only
  std::string other_name;
  std::string relation;  // seen from here: "spouse", "reports to Ana"
  bool is_from_here = true;
  std::string since, until;  // EDTF
  std::string when_in_words;
  std::string note;
};

enum class Freshness : std::uint8_t { fresh, ask_again };

struct PageFact {
  RecordId fact;
  std::string topic, text;  // as they are edited
  std::string words;        // "Loves Octavia Butler"
  std::optional<FactHow> how;
  std::string source;
  std::string learned_on, confirmed_on, expires_on;  // EDTF
  Freshness freshness = Freshness::fresh;
  std::string known_in_words;  // "told us, May 2024", "told us, 2023 — ask again"
};

struct PageInteraction {
  RecordId interaction;
  Channel channel = Channel::note;
  Direction direction = Direction::both;
  std::string on;      // EDTF
  std::string amount;  // of a gift: "50.00 EUR"
  std::string summary, notes;
  std::vector<NamedRecord> others;  // who else took part
};

enum class TimelineKind : std::uint8_t { interaction, fact };

// One line of the story, newest first.
struct TimelineItem {
  TimelineKind kind;
  RecordId record;
  Channel channel = Channel::note;  // of interactions, for the icon
  Direction direction = Direction::both;
  std::string lead;        // to be drawn strong: "Called", "Told us"
  std::string text;        // "20 min about the spring letter, with Idris Nkemelu"
  std::string when;        // "3 Nov", "May 2024"; empty when no date is known
  std::string when_exact;  // for hover and focus: "Tuesday 3 November 2026"
};

// A row of one of the team's own tables that links here.
struct PageRow {
  RecordId row;
  std::string title;
  std::string where;  // "Grants, Who leads"
};

// A record that was merged into the one that is shown, by the name it had.
struct MergedName {
  RecordId id;
  std::string name;
};

struct RecordPage {
  RecordId id;
  KindId kind;
  ListRow header;                     // name, subtitle, avatar, last contact
  std::string known_as;               // "“Ody’s Bruno”"; empty without a nickname
  std::string last_contact_in_words;  // "Last contact: 12 days ago", "No contact yet"
  std::vector<PageField> fields;      // in the order of the schema; notes last
  std::vector<PageElement> elements;  // contact ways, addresses and labels, by field
  std::vector<OwnField> own;          // those the team made
  std::vector<PageTie> ties;
  std::vector<PageFact> facts;                // those to ask again last
  std::vector<PageInteraction> interactions;  // newest first
  std::vector<TimelineItem> timeline;
  std::vector<MergedName> merged;    // into this record
  std::vector<NamedRecord> members;  // of an organisation or household: its people, by name
  bool has_more_members = false;
  std::vector<PageRow> rows;  // by table

  const PageField* field(FieldId id) const;
};

inline constexpr int page_facts_max = 500;
inline constexpr int page_interactions_max = 500;
inline constexpr int page_members_max = 200;

Result<std::optional<RecordPage>> read_page(Workspace& workspace, const Directory& directory,
                                            RecordId id);

}  // namespace kith
