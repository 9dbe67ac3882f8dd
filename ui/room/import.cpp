#include "ui/room/import.h"

#include "core/exchange/import_preview.h"
#include "core/record/workspace.h"
#include "ui/room/route.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/table.h"
#include "ui/widget/text.h"

#include <array>

namespace kith::ui {
namespace {

constexpr std::size_t problems_shown_max = 20;

float share_of(std::int64_t part, std::int64_t whole) {
  return whole <= 0 ? -1.0f : static_cast<float>(part) / static_cast<float>(whole);
}

std::int64_t signed_count(std::uint64_t count) {
  return static_cast<std::int64_t>(count);
}

// -- start --

std::string import_words(const ImportSummary& import) {
  const std::string rows = count_words(signed_count(import.rows), "row", "rows");
  switch (import.state) {
    case kith::ImportState::running:
      return "Stopped at row " + number_words(signed_count(import.rows_done)) + " of " + rows +
             ". Choose the same file again to go on, or take it back.";
    case kith::ImportState::done:
      return rows + ": " + number_words(signed_count(import.created)) + " new, " +
             number_words(signed_count(import.matched)) + " here before";
    case kith::ImportState::cancelled:
      return "Cancelled; nothing of it is here";
    case kith::ImportState::undone:
      return "Taken back";
  }
  return rows;
}

void earlier_imports(Ui& ui, ImportState& state, const ProgramState& program, Commands& commands) {
  Workspace& workspace = *program.workspace;
  if (state.imports_version != workspace.data_version()) {
    state.imports_version = workspace.data_version();
    auto imports = list_imports(workspace);
    state.imports = imports ? std::move(*imports) : std::vector<ImportSummary>{};
  }
  if (state.imports.empty()) return;
  heading(ui, 2, "Earlier imports");
  group(ui, Role::list, "Earlier imports", [&] {
    for (const ImportSummary& import : state.imports) {
      const bool can_undo =
          import.state == kith::ImportState::done || import.state == kith::ImportState::running;
      keyed(ui, uuid_text(import.import.bytes), [&] {
        group(ui, Role::list_item, import.file_name, [&] {
          columns(
              ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
              [&] {
                text(ui, import.file_name + " · " + import.source, {.strong = true});
                text(ui, import_words(import), {.size = 12, .tone = Tone::second});
              },
              [&] {
                if (can_undo && button(ui, "Take back",
                                       {.kind = ButtonKind::quiet,
                                        .icon = Icon::undo,
                                        .description = import.file_name})) {
                  commands.push_back(UndoImport{import.import});
                }
                const bool can_redo = import.state == kith::ImportState::undone;
                if (can_redo &&
                    button(ui, "Bring back",
                           {.kind = ButtonKind::quiet, .description = import.file_name})) {
                  commands.push_back(RedoImport{import.import});
                }
              });
        });
        divider(ui);
      });
    }
  });
}

void start(Ui& ui, ImportState& state, const ProgramState& program, Commands& commands) {
  empty_state(
      ui,
      {.icon = Icon::import_file,
       .title = "Bring in the contacts you have",
       .words = "A CSV file from Google Contacts, Outlook, LinkedIn or a spreadsheet, or a vCard "
                "file from a phone. You see what it would do before it does anything."},
      [&] {
        if (button(ui, "Choose a file", {.kind = ButtonKind::primary, .icon = Icon::import_file})) {
          commands.push_back(PickImportFile{});
        }
      });
  earlier_imports(ui, state, program, commands);
}

// -- preview --

void summary(Ui& ui, const ImportCounts& counts) {
  const auto line = [&](std::uint64_t count, const char* one, const char* many) {
    if (count > 0) text(ui, count_words(signed_count(count), one, many));
  };
  line(counts.created, "new person or organisation", "new people and organisations");
  line(counts.organisations, "new organisation that they belong to",
       "new organisations that they belong to");
  line(counts.matched, "contact is here already; only what is missing is added",
       "contacts are here already; only what is missing is added");
  line(counts.ties, "tie", "ties");
  line(counts.facts, "fact", "facts");
  line(counts.kept_raw, "of them kept as it stands, for want of a field",
       "of them kept as they stand, for want of a field");
  line(counts.differing, "value differs from what is here, and is kept as a fact",
       "values differ from what is here, and are kept as facts");
}

std::string_view problem_words(ProblemCode code) {
  static constexpr std::array<std::string_view, problem_code_count> words = {
      "fewer cells than headings",
      "more cells than headings; the extra ones are kept as facts",
      "text after a closing quote",
      "nothing in it that could be a contact",
      "a date that cannot be read; kept as it is written",
      "a date that can be read two ways",
      "garbled letters, put right",
      "not an e-mail address; kept as a fact",
      "a picture or sound, left out",
      "a line that is no property; kept as a fact",
      "the card has no end",
      "an unknown alphabet",
      "the same as an earlier row",
  };
  return words.at(static_cast<std::size_t>(code));
}

void problems(Ui& ui, const ParseReport& report) {
  if (report.problems.empty()) return;
  heading(ui, 2, "What was odd");
  group(ui, Role::list, "What was odd", [&] {
    for (std::size_t i = 0; i < report.problems.size() && i < problems_shown_max; ++i) {
      const ParseProblem& problem = report.problems[i];
      std::string words = "Line " + number_words(signed_count(problem.line)) + ": " +
                          std::string(problem_words(problem.code));
      if (!problem.detail.empty()) words += " (" + problem.detail + ")";
      keyed(ui, static_cast<std::int64_t>(i), [&] {
        group(ui, Role::list_item, words, [&] { text(ui, words, {.tone = Tone::second}); });
      });
    }
  });
  if (report.problems.size() > problems_shown_max) {
    text(ui, "And more like these.", {.tone = Tone::second});
  }
}

std::string sample_fate(const PreviewSample& sample) {
  switch (sample.match) {
    case MatchReason::none:
      return "New";
    case MatchReason::import_id:
      return "Imported before";
    case MatchReason::profile_url:
      return "Here: same profile";
    case MatchReason::email:
      return "Here: same e-mail";
    case MatchReason::phone:
      return "Here: same phone";
    case MatchReason::name_and_organisation:
      return "Here: same name and place";
  }
  return {};
}

void samples(Ui& ui, const ImportPreview& preview) {
  if (preview.samples().empty()) return;
  heading(ui, 2, "The first of them");
  static constexpr std::array<TableColumn, 4> wide = {
      TableColumn{.name = "Name"}, TableColumn{.name = "Organisation"},
      TableColumn{.name = "Contact"}, TableColumn{.name = "Becomes", .width = px(190)}};
  static constexpr std::array<TableColumn, 2> narrow = {
      TableColumn{.name = "Name"}, TableColumn{.name = "Becomes", .width = px(150)}};
  const bool all = ui.screen() != ScreenSize::narrow;
  table(ui,
        {.name = "The first contacts",
         .columns = all ? std::span<const TableColumn>(wide) : std::span<const TableColumn>(narrow),
         .count = static_cast<std::int64_t>(preview.samples().size())},
        [&](std::int64_t row, int column) {
          const PreviewSample& sample = preview.samples()[static_cast<std::size_t>(row)];
          const std::array<std::string, 4> cells = {sample.name, sample.organisation,
                                                    sample.contact, sample_fate(sample)};
          const std::size_t cell = all || column == 0 ? static_cast<std::size_t>(column) : 3;
          text(ui, cells.at(cell), {.one_line = true});
        });
}

// Whether the file leaves open which number is the day, and only the user can tell.
bool asks_date_order(const ParseReport& report) {
  return report.count(ProblemCode::ambiguous_date) > 0 &&
         report.likely_date_order() == DateOrder::unknown;
}

void date_order(Ui& ui, ImportState& state) {
  static constexpr std::array<std::string_view, 2> orders = {"Day first: 3 April",
                                                             "Month first: 4 March"};
  heading(ui, 2, "How are dates like 03/04/2021 meant?");
  if (auto chosen = radio_group(ui, "Dates", orders, state.date_order - 1)) {
    state.date_order = *chosen + 1;
  }
}

void preview_body(Ui& ui, ImportState& state, const ImportStatus& import, Commands& commands) {
  const ImportPreview& preview = *import.preview;
  const ParseReport& report = *import.report;
  text(ui, std::string(format_name(report.format)) + " · " + import.file_name,
       {.tone = Tone::second});
  if (preview.earlier()) {
    banner(ui, preview.earlier()->running
                   ? "This import was interrupted. It goes on where it stopped."
                   : "Exactly this file was imported before. Doing it again adds nothing.");
  }
  panel(ui, {}, [&] { summary(ui, preview.counts()); });
  if (asks_date_order(report)) date_order(ui, state);
  const bool waits = asks_date_order(report) && state.date_order == 0;
  row(ui, [&] {
    const std::string label =
        "Import " + count_words(signed_count(preview.counts().cards), "contact", "contacts");
    if (button(ui, label,
               {.kind = ButtonKind::primary,
                .disabled = waits || preview.counts().cards == 0,
                .id = "start"})) {
      commands.push_back(StartImport{static_cast<DateOrder>(state.date_order)});
    }
    if (button(ui, "Cancel", {.kind = ButtonKind::quiet})) commands.push_back(CancelImport{});
  });
  if (report.format == FileFormat::other_csv) import_mapping(ui, report, commands);
  samples(ui, preview);
  problems(ui, report);
}

// -- running and done --

void running(Ui& ui, const ImportStatus& import, Commands& commands) {
  const auto rows = signed_count(import.progress.rows);
  const auto done = signed_count(import.progress.rows_done);
  const bool forward = import.phase == ImportPhase::committing;
  progress_bar(ui, forward ? "Importing " + import.file_name : "Taking the import back",
               share_of(done, rows), number_words(done) + " of " + number_words(rows));
  if (!forward) return;
  text(ui, "You can go on working; nothing you write now is touched by cancelling.",
       {.tone = Tone::second});
  if (button(ui, "Cancel the import")) commands.push_back(CancelImport{});
}

void undoing(Ui& ui, const ImportStatus& import) {
  const bool is_back = import.phase == ImportPhase::undoing;
  progress_bar(ui, is_back ? "Taking the import back" : "Bringing the import back",
               static_cast<float>(import.undone));
}

// Those that stayed can be looked at, and then taken back too.
void taken_back(Ui& ui, const ImportStatus& import, Commands& commands) {
  if (import.kept_by_undo == 0) {
    banner(ui, "The import was taken back. Nothing of it is left.");
    return;
  }
  banner(ui, "The import was taken back. " +
                 count_words(signed_count(import.kept_by_undo), "record", "records") +
                 " you had changed since stayed.");
  panel(ui, {}, [&] {
    group(ui, Role::list, "Records that stayed", [&] {
      for (const KeptRecord& kept : import.kept_records) {
        keyed(ui, uuid_text(kept.id.bytes),
              [&] { link(ui, kept.words, record_route(kept.kind, kept.id)); });
      }
    });
    const std::size_t more = import.kept_by_undo - import.kept_records.size();
    if (more > 0) text(ui, "and " + std::to_string(more) + " more", {.tone = Tone::second});
    if (!import.import || import.later == LaterEdits::undone) return;
    if (button(ui, "Undo these too", {.icon = Icon::undo}))
      commands.push_back(UndoImport{*import.import, true});
  });
}

void ended(Ui& ui, const ImportStatus& import, Commands& commands) {
  if (import.phase == ImportPhase::finished) {
    banner(ui, "Imported. Everything is on this device, sealed.", {.severity = Severity::good});
    panel(ui, {}, [&] { summary(ui, import.counts); });
  } else if (import.phase == ImportPhase::redone) {
    banner(ui, "The import is back, as it was.", {.severity = Severity::good});
  } else {
    taken_back(ui, import, commands);
  }
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Look at the people", {.kind = ButtonKind::primary, .icon = Icon::people})) {
      commands.push_back(CloseImport{});
      ui.navigate("#/people");
    }
    if (import.phase == ImportPhase::finished && button(ui, "Look for duplicates")) {
      commands.push_back(CloseImport{});
      commands.push_back(FindDuplicates{});
      ui.navigate("#/duplicates");
    }
    if (button(ui, "Import another file")) commands.push_back(CloseImport{});
    if (import.phase == ImportPhase::cancelled && import.import &&
        button(ui, "Bring it back", {.kind = ButtonKind::quiet})) {
      commands.push_back(RedoImport{*import.import});
    }
    if (import.phase != ImportPhase::cancelled && import.import &&
        button(ui, "Take it back", {.kind = ButtonKind::quiet, .icon = Icon::undo})) {
      commands.push_back(UndoImport{*import.import});
    }
  });
}

void failed(Ui& ui, const ImportStatus& import, Commands& commands) {
  if (import.error) banner(ui, import.error->text, {.severity = Severity::danger});
  text(ui, import.import ? "Part of it is still here." : "Nothing of it was kept.",
       {.tone = Tone::second});
  if (import.report != nullptr && import.report->encoding_guess) {
    const EncodingGuess& guess = *import.report->encoding_guess;
    panel(ui, {.surface = Surface::sunken}, [&] {
      text(ui, "Read as an older Western European file it would say:", {.tone = Tone::second});
      text(ui, guess.preview);
      if (button(ui, "Read it that way", {.kind = ButtonKind::primary})) {
        commands.push_back(ReadImportAgain{.encoding = guess.encoding});
      }
    });
  }
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Choose another file")) {
      commands.push_back(CloseImport{});
      commands.push_back(PickImportFile{});
    }
    if (import.import && button(ui, "Take back what was imported", {.icon = Icon::undo})) {
      commands.push_back(UndoImport{*import.import});
    }
    if (button(ui, "Close", {.kind = ButtonKind::quiet})) commands.push_back(CloseImport{});
  });
}

void reading(Ui& ui, const ImportStatus& import, Commands& commands) {
  progress_bar(ui, "Reading " + import.file_name, share_of(import.bytes_read, import.bytes),
               size_words(import.bytes_read) + " of " + size_words(import.bytes));
  if (button(ui, "Cancel")) commands.push_back(CancelImport{});
}

void phase(Ui& ui, ImportState& state, const ProgramState& program, Commands& commands) {
  const ImportStatus& import = program.import;
  switch (import.phase) {
    case ImportPhase::idle:
      return start(ui, state, program, commands);
    case ImportPhase::reading:
      return reading(ui, import, commands);
    case ImportPhase::preview:
      return preview_body(ui, state, import, commands);
    case ImportPhase::committing:
    case ImportPhase::cancelling:
      return running(ui, import, commands);
    case ImportPhase::undoing:
    case ImportPhase::redoing:
      return undoing(ui, import);
    case ImportPhase::finished:
    case ImportPhase::cancelled:
    case ImportPhase::redone:
      return ended(ui, import, commands);
    case ImportPhase::failed:
      return failed(ui, import, commands);
  }
}

}  // namespace

void import_room(Ui& ui, ImportState& state, const ProgramState& program, Commands& commands) {
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "Import", [&] {
      scroll_area(ui, "Import", {.padding = 24}, [&] {
        column(ui, {.gap = 16, .width_max = 760}, [&] {
          heading(ui, 1, "Import", {.size = 24, .focusable = true});
          phase(ui, state, program, commands);
        });
      });
    });
  });
}

}  // namespace kith::ui
