// Conditions as fields to choose from: what a segment asks, changed by pointer or keys alone.
#pragma once

#include "core/practice/segments.h"
#include "core/query/filter.h"
#include "ui/program_state.h"
#include "ui/widget/frame.h"

#include <map>
#include <span>
#include <string>

namespace kith::ui {

struct SegmentBuilder {
  Filter filter{kinds::person};
  // By the number of the condition: why what was typed there is not taken.
  std::map<std::string, std::string> errors;
};

// As the builder shows it: groups where it draws groups.
Filter for_builder(Filter filter);

// `sets`: the segments and lists that a condition may name.
void segment_builder(Ui& ui, SegmentBuilder& builder, const ProgramState& program,
                     std::span<const NamedSet> sets);

}  // namespace kith::ui
