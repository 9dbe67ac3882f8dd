#include "ui/room/capture.h"

#include "core/query/similar.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"
#include "ui/widget/unsaved_texts.h"

#include <array>
#include <vector>

namespace kith::ui {
namespace {

// What the user said of a name in the line that fits several people. Kept in the line's own words:
// the choice is made by completing the name, so that what stands in the field says it all.
void replace_name(std::string& line, const std::string& typed, const std::string& name) {
  const std::size_t at = line.find(typed);
  if (at != std::string::npos) line.replace(at, typed.size(), name);
}

void offer_candidates(Ui& ui, std::string& line, const CapturePerson& person) {
  if (person.is_settled() || person.candidates.empty()) return;
  row(ui, {.wraps = true}, [&] {
    text(ui, "Who is " + person.typed + "?", {.tone = Tone::second});
    for (const NameCandidate& candidate : person.candidates) {
      keyed(ui, uuid_text(candidate.record.id.bytes), [&] {
        const std::string name = person.completion(candidate);
        if (chip(ui, name)) replace_name(line, person.typed, name);
      });
    }
  });
}

// Somebody new is added when the line is recorded, and the words below the line say so.
void settle_new_people(CapturePreview& preview) {
  for (CapturePerson& person : preview.people) {
    if (!person.is_settled() && person.candidates.empty()) person.is_new = true;
  }
}

// Whoever is here under nearly the name of somebody new.
void offer_similar(Ui& ui, std::string& line, const CapturePerson& person,
                   const ProgramState& program) {
  constexpr std::size_t similar_max = 3;
  if (!person.is_new) return;
  const auto similar = similar_names(*program.workspace, *program.directory, kinds::person,
                                     person.typed, similar_max);
  if (!similar || similar->empty()) return;
  row(ui, {.wraps = true}, [&] {
    text(ui, "Or is " + person.typed + " one of these?", {.tone = Tone::second});
    for (const NamedRecord& one : *similar) {
      keyed(ui, uuid_text(one.id.bytes), [&] {
        if (chip(ui, one.name)) replace_name(line, person.typed, one.name);
      });
    }
  });
}

void show_preview(Ui& ui, std::string& line, const CapturePreview& preview, const PartialDate& day,
                  const ProgramState& program) {
  for (const CapturePerson& person : preview.people) {
    offer_candidates(ui, line, person);
    offer_similar(ui, line, person, program);
  }
  if (preview.can_record()) {
    text(ui, capture_in_words(preview, day), {.size = 12, .tone = Tone::second});
  } else if (!preview.hint.empty()) {
    text(ui, preview.hint, {.size = 12, .tone = Tone::second});
  }
}

}  // namespace

void capture_line(Ui& ui, std::string& line, const ProgramState& program,
                  std::optional<RecordId> about, Commands& commands) {
  Workspace& workspace = *program.workspace;
  const FieldResult field =
      text_field(ui, "Capture", line,
                 {.label_shown = false,
                  .icon = Icon::edit,
                  .placeholder = about ? "loves Octavia Butler, told me 3 May"
                                       : "Ana: loves Octavia Butler, told me 3 May",
                  .key_hint = "↵",
                  .unsaved_as = "line"});
  if (line.empty()) return;
  auto preview = read_capture(workspace, *program.directory, line, {about});
  if (!preview) {
    banner(ui, preview.error().text, {.severity = Severity::danger});
    return;
  }
  settle_new_people(*preview);
  const PartialDate day = today(workspace.clock());
  show_preview(ui, line, *preview, day, program);
  if (!field.by_enter || !preview->can_record()) return;
  commands.push_back(Commit{record_capture(workspace, *preview),
                            "Written down: " + capture_in_words(*preview, day),
                            ui.unsaved().take("line")});
  line.clear();
}

void capture_room(Ui& ui, CaptureState& state, const ProgramState& program, Commands& commands) {
  static constexpr std::array<std::string_view, 4> examples = {
      "Ana: loves Octavia Butler, told me 3 May",
      "Bruno: allergic to lilies",
      "Called Bruno 20 min about the spring letter",
      "Met Ana yesterday: wants to help with the choir",
  };
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "Capture", [&] {
      scroll_area(ui, "Capture", {.padding = 24, .gap = 16}, [&] {
        column(ui, {.gap = 16, .width_max = 720}, [&] {
          heading(ui, 1, "Capture", {.size = 24, .focusable = true});
          text(ui, "Write down what you heard or did, as you would tell a colleague.",
               {.tone = Tone::second});
          capture_line(ui, state.line, program, std::nullopt, commands);
          if (!state.line.empty()) return;
          panel(ui, {.surface = Surface::sunken, .border = false}, [&] {
            heading(ui, 2, "For example", {.size = 12});
            for (std::string_view example : examples)
              text(ui, example);
          });
        });
      });
    });
  });
}

}  // namespace kith::ui
