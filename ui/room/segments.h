// Segments and lists: whom we mean, in a sentence, with how many they are now and who; what can be
// done with all of them at once.
#pragma once

#include "core/practice/segments.h"
#include "core/query/filter_runner.h"
#include "core/query/list_window.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/room/route.h"
#include "ui/room/segment_builder.h"
#include "ui/widget/frame.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kith::ui {

// One change to everybody who is shown.
struct BulkState {
  enum class Action : std::uint8_t { add_label, remove_label, add_to_list, leave_list, set_field };
  std::optional<Action> action;
  std::string text;               // the label, or the field's new value
  int chosen = 0;                 // which list or field
  std::vector<RecordId> records;  // when the dialog was opened
  std::string previewed;          // of what the preview speaks
  std::optional<Result<Bulk>> preview;
};

struct SegmentCount {
  std::uint64_t version = 0;
  std::string words;
};

struct SegmentsState {
  std::unique_ptr<FilterRunner> runner;  // made with the workspace, gone with it
  std::vector<NamedSet> sets;
  std::uint64_t sets_version = 0;
  std::map<RecordId, SegmentCount> counts;

  // What is open.
  bool is_new = false;
  std::optional<RecordId> open;
  KindId open_kind = kinds::segment;
  std::string name;
  SegmentBuilder builder;
  std::string saved_filter;  // its text when it was read or saved
  std::string saved_name;
  std::optional<Error> error;

  // Who that is.
  std::unique_ptr<ListWindow> window;
  KindId window_kind;
  std::string shown_filter;  // of what the window shows
  std::uint64_t shown_version = 0;
  bool is_counting = false;

  std::string new_list;
  bool is_naming_list = false;
  BulkState bulk;
};

void segments_room(Ui& ui, SegmentsState& state, const ProgramState& program, const Route& route,
                   Commands& commands);

// segment_bulk.cpp
void bulk_menu(Ui& ui, SegmentsState& state, const ProgramState& program);
void bulk_dialog(Ui& ui, SegmentsState& state, const ProgramState& program, Commands& commands);

}  // namespace kith::ui
