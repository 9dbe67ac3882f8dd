// The open workspace measured as the rooms use it: first rows of a list, search as one types, a
// segment, a person's page, an edit in place. The edits are real and stay: only for a workspace of
// the bench.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <string>

namespace kith {

class Directory;
class Workspace;

}  // namespace kith

namespace kith::bench {

struct WorkspaceFigures {
  double list_first_page_ms;  // a new list by name: order and 100 rows, ready to draw
  double list_jump_ms;        // 100 rows somewhere else in it
  double search_p95_ms;       // one to five letters of names that are there
  double segment_ms;          // three conditions: a fact, no contact lately, an e-mail address
  double person_page_ms;      // all that a page shows, of people not read before
  double long_page_ms;        // the same of the first person, who has the longest story
  double history_ms;          // of one record, with every value, of people not read before
  double commit_edit_ms;      // one field, durable, with log, search and list
};

/// not_found where there is nobody.
Result<WorkspaceFigures> measure_workspace(Workspace& workspace, const Directory& directory,
                                           Clock& clock);

/// As the page hands it to the bench.
std::string to_json(const WorkspaceFigures& figures);

}  // namespace kith::bench
