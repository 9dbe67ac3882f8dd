#include "ui/room/segments.h"

#include "core/base/date_words.h"
#include "core/practice/segment_words.h"
#include "core/record/workspace.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/list.h"
#include "ui/widget/navigation.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith::ui {
namespace {

constexpr std::int64_t count_slice_us = 6'000;
constexpr std::int64_t list_slice_us = 4'000;
constexpr float people_height_max = 464;  // eight of them
constexpr std::array<KindId, 2> listed_kinds = {kinds::person, kinds::organisation};

void read_sets(SegmentsState& state, const ProgramState& program) {
  Workspace& workspace = *program.workspace;
  if (state.sets_version == workspace.data_version()) return;
  auto sets = segment_queries::all(workspace.database());
  if (!sets) return;
  state.sets = std::move(*sets);
  state.sets_version = workspace.data_version();
}

std::string words_of(KindId kind, std::size_t count) {
  const auto number = static_cast<std::int64_t>(count);
  return kind == kinds::organisation ? count_words(number, "organisation", "organisations")
                                     : count_words(number, "person", "people");
}

void start(SegmentsState& state, std::string name, Filter filter) {
  state.name = state.saved_name = std::move(name);
  state.saved_filter = filter_text(filter);
  state.builder = {.filter = for_builder(std::move(filter)), .errors = {}};
  state.error.reset();
  state.shown_filter.clear();
  state.bulk = {};
}

// What the address names, when it is another one than before.
void open(SegmentsState& state, const ProgramState& program, std::optional<RecordId> record) {
  if (record) state.is_new = false;
  if (state.open == record && (record || state.is_new)) return;
  state.open = record;
  if (!record) return;
  Workspace& workspace = *program.workspace;
  const auto read = workspace.read(*record);
  if (!read || !*read || !(*read)->alive) {
    state.error = Error{ErrorCode::not_found, "This is no longer here. It may be in the trash."};
    return;
  }
  const RecordView& view = **read;
  state.open_kind = view.kind;
  if (view.kind == kinds::list) {
    const Value* name = view.find(fields::list::name);
    start(state, name == nullptr ? "" : name->as_text(), {kinds::person, in_list(*record)});
    return;
  }
  const Value* name = view.find(fields::segment::name);
  auto filter = read_segment_filter(workspace, *record);
  start(state, name == nullptr ? "" : name->as_text(),
        filter ? std::move(*filter) : Filter{kinds::person});
  if (!filter) state.error = std::move(filter.error());
}

// Works on who fits, for a while; the list follows.
void follow_filter(Ui& ui, SegmentsState& state, const ProgramState& program) {
  Workspace& workspace = *program.workspace;
  const Filter& filter = state.builder.filter;
  if (!state.window || state.window_kind != filter.kind) {
    state.window = std::make_unique<ListWindow>(workspace, *program.directory, filter.kind);
    state.window_kind = filter.kind;
    state.shown_filter.clear();
  }
  if (!is_valid(filter)) state.is_counting = false;
  if (is_valid(filter)) {
    std::string text = filter_text(filter);
    if (text != state.shown_filter || state.shown_version != workspace.data_version()) {
      const std::uint64_t version = workspace.data_version();
      auto rows = state.runner->run(filter, count_slice_us);
      state.is_counting = rows && !*rows;
      state.error.reset();
      if (!rows) state.error = std::move(rows.error());
      if (!state.is_counting) {
        state.window->show_only(rows && *rows ? std::move(**rows) : RowSet());
        state.shown_filter = std::move(text);
        state.shown_version = version;
      }
    }
  }
  auto more = state.window->advance(list_slice_us);
  if (state.is_counting || (more && *more)) ui.want_frame();
}

// One stale count a frame, so that none of them holds up what is typed.
void count_next(Ui& ui, SegmentsState& state, const ProgramState& program) {
  Workspace& workspace = *program.workspace;
  for (const NamedSet& set : state.sets) {
    SegmentCount& count = state.counts[set.id];
    if (count.version == workspace.data_version()) continue;
    auto filter = set.kind == kinds::list ? Result<Filter>(Filter{kinds::person, in_list(set.id)})
                                          : read_segment_filter(workspace, set.id);
    auto rows = filter ? state.runner->run(*filter, count_slice_us)
                       : Result<std::optional<RowSet>>(std::unexpected(filter.error()));
    if (!rows || *rows) {
      count.words = rows ? words_of(filter->kind, (*rows)->size()) : "needs a look";
      count.version = workspace.data_version();
    }
    return ui.want_frame();
  }
}

void list_head(Ui& ui, SegmentsState& state) {
  column(ui, {.padding = 16, .gap = 12}, [&] {
    heading(ui, 1, "Segments", {.focusable = true});
    row(ui, {.wraps = true}, [&] {
      if (button(ui, "New segment", {.kind = ButtonKind::primary, .icon = Icon::add})) {
        state.is_new = true;
        state.open.reset();
        state.open_kind = kinds::segment;
        start(state, "", {kinds::person});
        ui.navigate("#/segments");
      }
      if (button(ui, "New list", {.icon = Icon::add})) state.is_naming_list = true;
    });
  });
}

void set_list(Ui& ui, SegmentsState& state) {
  if (state.sets.empty()) {
    empty_state(ui,
                {.icon = Icon::people,
                 .title = "Whom do you mean?",
                 .words = "A segment says it once, as a sentence, and knows at any time who that "
                          "is. A list holds people you put on it by hand."},
                [] {});
    return;
  }
  const auto at = [&](std::int64_t i) -> const NamedSet& {
    return state.sets[static_cast<std::size_t>(i)];
  };
  const auto selected =
      std::ranges::find(state.sets, state.open.value_or(RecordId{}), &NamedSet::id);
  const ListResult result = list_rows(
      ui,
      {.name = "Segments and lists",
       .count = static_cast<std::int64_t>(state.sets.size()),
       .selected = selected == state.sets.end() ? -1 : selected - state.sets.begin(),
       .key = [&](std::int64_t i) { return uuid_text(at(i).id.bytes); }},
      [&](std::int64_t i) {
        const std::string& count = state.counts[at(i).id].words;
        const std::string kind = at(i).kind == kinds::list ? "List" : "Segment";
        entry(ui, {.title = at(i).name, .subtitle = count.empty() ? kind : kind + " · " + count});
      });
  if (!result.chosen) return;
  if (const auto id = parse_uuid(result.chosen_key))
    ui.navigate(route_text({Room::segments, RecordId{*id}}));
}

bool has_changed(const SegmentsState& state) {
  return !is_valid(state.builder.filter) || state.name != state.saved_name ||
         filter_text(state.builder.filter) !=
             filter_text(for_builder(*read_filter_text(state.saved_filter)));
}

void save(Ui& ui, SegmentsState& state, const ProgramState& program, Commands& commands) {
  Workspace& workspace = *program.workspace;
  const Filter& filter = state.builder.filter;
  if (!state.open) {
    NewRecord made = add_segment(workspace, state.name, filter);
    commands.push_back(Commit{std::move(made.draft), "Saved the segment " + state.name});
    state.is_new = false;
    state.open = made.id;
    ui.navigate(route_text({Room::segments, made.id}));
  } else {
    auto draft = state.open_kind == kinds::list
                     ? rename_list(workspace, *state.open, state.name)
                     : change_segment(workspace, *state.open, state.name, filter);
    if (!draft) {
      state.error = std::move(draft.error());
      return;
    }
    if (!draft->empty()) commands.push_back(Commit{std::move(*draft), "Saved " + state.name});
  }
  state.saved_name = state.name;
  state.saved_filter = filter_text(filter);
}

void set_head(Ui& ui, SegmentsState& state, const ProgramState& program, Commands& commands) {
  const bool is_list = state.open_kind == kinds::list;
  const Filter& filter = state.builder.filter;
  const bool is_ready = is_valid(filter);
  heading(ui, 1,
          is_list    ? "List"
          : is_ready ? filter_in_words(*program.workspace, *program.directory, filter)
                     : "A condition is still empty.",
          {.size = 20, .focusable = true});
  text_field(ui, is_list ? "Name of the list" : "Name of the segment", state.name,
             {.required = true});
  row(ui, {.wraps = true}, [&] {
    const bool can_save = is_ready && !state.name.empty() && (state.is_new || has_changed(state));
    if (button(ui, "Save", {.kind = ButtonKind::primary, .disabled = !can_save}))
      save(ui, state, program, commands);
    if (state.open &&
        button(ui, "Move to trash", {.kind = ButtonKind::quiet, .icon = Icon::trash})) {
      commands.push_back(Commit{trash(*state.open), "Moved to the trash: " + state.name});
      state.open.reset();
      state.is_new = false;
      ui.navigate("#/segments");
    }
  });
}

void whom(Ui& ui, SegmentsState& state) {
  constexpr std::array<std::string_view, 2> names = {"People", "Organisations"};
  Filter& filter = state.builder.filter;
  const auto found = std::ranges::find(listed_kinds, filter.kind);
  const auto chosen =
      select(ui, "Of whom", names, static_cast<int>(found - listed_kinds.begin()), {.width = 200});
  if (!chosen) return;
  const KindId kind = listed_kinds[static_cast<std::size_t>(*chosen)];
  if (kind == filter.kind) return;
  // A segment's conditions are of the fields of one kind; a list holds both.
  filter = {kind, state.open_kind == kinds::list ? filter.root : all_of({})};
}

void people_of(Ui& ui, SegmentsState& state, const ProgramState& program) {
  ListWindow& window = *state.window;
  const std::size_t size = window.size();
  const bool is_known = !state.is_counting && window.is_complete();
  row(ui, {.wraps = true}, [&] {
    text(ui, is_known ? words_of(state.window_kind, size) : "Counting …",
         {.size = 16, .strong = true});
    if (is_known && size > 0) bulk_menu(ui, state, program);
  });
  if (size == 0) {
    text(ui, "Nobody is in it now.", {.tone = Tone::second});
    return;
  }
  const PartialDate day = today(program.workspace->clock());
  const auto at = [&](std::int64_t i) -> const ListRow* {
    auto rows = window.rows(static_cast<std::size_t>(i), 1);
    return rows && !rows->empty() ? rows->front() : nullptr;
  };
  const float row_height = ui.metrics().row_two;
  const ListResult result = list_rows(
      ui,
      {.name = "Who is in it",
       .count = static_cast<std::int64_t>(size),
       .height = std::min(people_height_max, row_height * static_cast<float>(size)),
       .key =
           [&](std::int64_t i) {
             const ListRow* row = at(i);
             return row == nullptr ? std::string() : uuid_text(row->id.bytes);
           }},
      [&](std::int64_t i) {
        const ListRow* row = at(i);
        if (row == nullptr) return;
        const std::string since = row->last_contact ? time_since(*row->last_contact, day) : "";
        entry(ui, {.title = row->name,
                   .subtitle = row->subtitle,
                   .end = since,
                   .initials = row->initials,
                   .hue = static_cast<std::uint64_t>(row->hue)});
      });
  if (!result.chosen) return;
  if (const auto id = parse_uuid(result.chosen_key))
    ui.navigate(record_route(state.window_kind, RecordId{*id}));
}

void detail(Ui& ui, SegmentsState& state, const ProgramState& program, Commands& commands) {
  if (!state.open && !state.is_new) {
    empty_state(ui,
                {.icon = Icon::people,
                 .title = "Choose a segment",
                 .words = "Or make a new one: it counts as you choose."},
                [] {});
    return;
  }
  follow_filter(ui, state, program);
  scroll_area(ui, "Segment", {.padding = 24}, [&] {
    column(ui, {.gap = 16, .width_max = prose_width_max}, [&] {
      if (ui.screen() == ScreenSize::narrow &&
          button(ui, "All segments", {.kind = ButtonKind::quiet, .icon = Icon::back})) {
        state.is_new = false;
        ui.navigate("#/segments");
      }
      set_head(ui, state, program, commands);
      if (state.error) banner(ui, state.error->text, {.severity = Severity::warning});
      whom(ui, state);
      if (state.open_kind == kinds::segment)
        segment_builder(ui, state.builder, program, state.sets);
      divider(ui);
      people_of(ui, state, program);
    });
  });
}

void name_list_dialog(Ui& ui, SegmentsState& state, const ProgramState& program,
                      Commands& commands) {
  bool is_sent = false;
  const bool closes = dialog(ui, {.title = "Make a list"}, [&] {
    is_sent |= text_field(ui, "Name", state.new_list, {.required = true, .focus = true}).by_enter;
    row(ui, [&] {
      spacer(ui);
      is_sent |= button(ui, "Make the list",
                        {.kind = ButtonKind::primary, .disabled = state.new_list.empty()});
    });
  });
  if (is_sent && !state.new_list.empty()) {
    NewRecord made = add_list(*program.workspace, state.new_list);
    commands.push_back(Commit{std::move(made.draft), "Made the list " + state.new_list});
    ui.navigate(route_text({Room::segments, made.id}));
  }
  if (!closes && !is_sent) return;
  state.is_naming_list = false;
  state.new_list.clear();
}

}  // namespace

void segments_room(Ui& ui, SegmentsState& state, const ProgramState& program, const Route& route,
                   Commands& commands) {
  if (!state.runner) state.runner = std::make_unique<FilterRunner>(*program.workspace);
  read_sets(state, program);
  open(state, program, route.record);
  count_next(ui, state, program);
  group(ui, Role::main, "Segments", [&] {
    list_and_detail(
        ui, state.open || state.is_new,
        [&] {
          list_head(ui, state);
          divider(ui);
          set_list(ui, state);
        },
        [&] { detail(ui, state, program, commands); });
  });
  if (state.is_naming_list) name_list_dialog(ui, state, program, commands);
  if (state.bulk.action) bulk_dialog(ui, state, program, commands);
}

}  // namespace kith::ui
