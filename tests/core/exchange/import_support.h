// Whole imports, for tests.
#pragma once

#include "core/exchange/import_job.h"
#include "core/exchange/import_list.h"
#include "core/exchange/import_preview.h"
#include "tests/core/exchange/parse_support.h"
#include "tests/core/record/workspace_fixture.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::test {

// A file read to its end, as the throw-away worker would hand it on.
struct ReadFile {
  std::vector<Bytes> batches;
  ParseReport report;
};

ReadFile read_file(std::string_view file, ParseOptions options = {});

struct Imported {
  RecordId import;
  ImportState state = ImportState::running;
  ImportCounts counts;
  std::string error;
};

Imported run_import(Workspace& workspace, std::string_view file,
                    DateOrder order = DateOrder::unknown, ParseOptions options = {});
ImportCounts preview(Workspace& workspace, std::string_view file);

// Steps until it is finished.
void finish(ImportJob& job);
void finish(ImportUndo& undo);

// Living records of a kind, and the one person of this name.
std::int64_t count(Workspace& workspace, KindId kind);
RecordId person(Workspace& workspace, std::string_view name);
// "topic: text" of the living facts about a record, sorted, one a line.
std::string facts(Workspace& workspace, RecordId subject);
// "relation > other" of the living ties of a record, sorted, one a line.
std::string ties(Workspace& workspace, RecordId from);

}  // namespace kith::test
