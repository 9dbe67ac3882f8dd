#include "ui/room/gallery.h"

#include "ui/widget/button.h"
#include "ui/widget/chart.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/list.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/table.h"
#include "ui/widget/text.h"

#include <array>

namespace kith::ui {
namespace {

constexpr std::array<double, 6> contact_sums{7, 9, 10, 14, 17, 17};

constexpr std::array<std::string_view, 8> names = {
    "Amara Okafor-Lind", "Bruno Marchetti",  "Chiara Vázquez", "دينا حسن",
    "Eilidh Kerr",       "李晓雨 Li Xiaoyu", "นภัสสร วงศ์สุวรรณ", "अनन्या शर्मा"};
constexpr std::array<std::string_view, 8> places = {"Board · Riverbend Seed Library",
                                                    "Tide Street Choir · alto",
                                                    "Night school, volunteer",
                                                    "Harbor Food Bank · الترجمة",
                                                    "Saltmarsh Trust · ranger",
                                                    "Translator, Lowmere Clinic",
                                                    "Tide Street Choir",
                                                    "Fernway Legal Aid"};

void buttons(Ui& ui, GalleryState& state) {
  heading(ui, 2, "Buttons");
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Give something", {.kind = ButtonKind::primary})) ++state.presses;
    if (button(ui, "Log contact")) ++state.presses;
    button(ui, "Quiet", {.kind = ButtonKind::quiet});
    button(ui, "Remove", {.kind = ButtonKind::danger, .icon = Icon::trash});
    button(ui, "Import", {.icon = Icon::import_file});
    button(ui, "Undo", {.kind = ButtonKind::quiet, .icon = Icon::undo, .icon_only = true});
    button(ui, "Not now", {.disabled = true});
    button(ui, "Not yet", {.kind = ButtonKind::primary, .disabled = true});
  });
  row(ui, {.wraps = true}, [&] {
    for (std::string_view chip_name : {"Everyone", "Waiting for us", "Gardeners", "Quiet 90 d"}) {
      bool waiting = chip_name == "Waiting for us";
      if (chip(ui, chip_name, {.selected = state.chip == chip_name, .count = waiting ? "7" : ""}))
        state.chip = chip_name;
    }
  });
  row(ui, [&] {
    text(ui, "Pressed " + std::to_string(state.presses) + " times", {.tone = Tone::second});
    spacer(ui);
    link(ui, "About these", "#/gallery/about");
  });
}

void words(Ui& ui) {
  heading(ui, 2, "Words");
  heading(ui, 3, "A label over a group");
  text(ui,
       {{"We have given "},
        {"3 times", true},
        {" since we last asked. He answered every time. "},
        {"Good moment to say thank you for the letter.", false, Tone::second}},
       {.selectable = true});
  for (int size : {12, 14, 16, 20, 24})
    text(ui, "Size " + std::to_string(size) + ": Quick voices, Ærøskøbing, Ελλάδα, Київ",
         {.size = size});
  text(ui, "القهوة مع الهيل ثم رسالة إلى Ana في 3 May", {.selectable = true});
  text(ui,
       "שלום עליכם · नमस्ते, कैसे हैं आप? · สวัสดีครับ · 早上好，李晓雨。 · "
       "👋🏽 "
       "👩‍🌾 "
       "🏳️‍🌈");
  text(ui,
       "One line that is too long for its place and therefore ends with three dots, which is "
       "what an ellipsis is for, and then some more of it to be sure that it does not fit.",
       {.one_line = true});
  row(ui, {.wraps = true}, [&] {
    badge(ui, "Board");
    badge(ui, "Every 6 weeks", Tone::warning);
    badge(ui, "Fresh", Tone::accent);
    key_hint(ui, "Ctrl K");
    text(ui, "good", {.tone = Tone::good});
    text(ui, "warning", {.tone = Tone::warning});
    text(ui, "danger", {.tone = Tone::danger});
    text(ui, "accent", {.tone = Tone::accent});
  });
}

void fields(Ui& ui, GalleryState& state) {
  heading(ui, 2, "Fields");
  search_field(ui, "Search the gallery", state.needle, {.placeholder = "Search names, facts …"});
  text_field(ui, "Name", state.name,
             {.required = true, .placeholder = "Ana Ruiz", .help = "As she writes it herself."});
  text_field(ui, "Passphrase", state.passphrase, {.password = true});
  text_field(ui, "E-mail", std::string_view("ana@"),
             {.input = InputKind::email, .error = "There is something missing after the @."});
  text_field(ui, "Not to be changed", std::string_view("Fixed"), {.disabled = true});
  text_field(ui, "Note", state.note, {.lines = 3});
  definition(ui, "Nickname", [&] {
    FieldResult result = text_field(ui, "Nickname", std::string_view(state.nickname),
                                    {.in_place = true, .placeholder = "none yet"});
    if (result.committed) {
      state.nickname = result.text;
      ui.toast("Nickname saved", "Undo", 1);
    }
  });
  text_field(ui, "Capture", std::string_view(""),
             {.label_shown = false,
              .placeholder = "Bruno: allergic to lilies, told me today",
              .key_hint = "↵"});
}

void choices(Ui& ui, GalleryState& state) {
  constexpr std::array<std::string_view, 4> channels = {"Call", "Letter", "Meeting", "E-mail"};
  constexpr std::array<std::string_view, 3> ways = {"They came to us", "We went to them", "Both"};
  constexpr std::array<std::string_view, 4> tab_names = {"Story", "Facts", "Ties", "History"};
  heading(ui, 2, "Choices");
  if (auto chosen = tabs(ui, "Parts", tab_names, state.tab)) state.tab = *chosen;
  checkbox(ui, "May be written to", state.consent, {.description = "Said so on 3 May."});
  bool never = false;
  checkbox(ui, "Cannot be changed", never, {.disabled = true});
  toggle(ui, "Letters by post", state.letters);
  if (auto chosen = radio_group(ui, "Which way", ways, state.way)) state.way = *chosen;
  if (auto chosen = select(ui, "How", channels, state.channel)) state.channel = *chosen;
  row(ui, [&] {
    constexpr std::array<MenuItem, 3> items = {
        MenuItem{.label = "Edit", .icon = Icon::edit, .shortcut = "E"},
        MenuItem{.label = "Copy", .icon = Icon::copy, .disabled = true},
        MenuItem{.label = "Move to trash", .icon = Icon::trash, .danger = true}};
    if (button(ui, "Open a dialog")) state.dialog_open = true;
    if (button(ui, "Show a toast")) ui.toast("Moved 3 people to the trash", "Undo", 7);
    spacer(ui);
    if (menu_button(ui, "More", items)) ++state.presses;
  });
}

void messages(Ui& ui) {
  heading(ui, 2, "Messages");
  banner(ui, "Everything is stored on this device.", {.severity = Severity::good});
  banner(ui, "An import was interrupted.", {.severity = Severity::warning, .action = "Look at it"});
  banner(ui, "The disk is full. Nothing was lost; make room and try again.",
         {.severity = Severity::danger});
  progress_bar(ui, "Importing connections.csv", 0.42f, "42,000 of 100,000");
}

void people(Ui& ui) {
  heading(ui, 2, "People and facts");
  columns(
      ui, {.tracks = {fit(), fill()}, .gap = 16, .centred = true}, [&] { avatar(ui, "BM", 1, 64); },
      [&] {
        text(ui, "Bruno Marchetti", {.size = 24, .strong = true});
        text(ui, "“Ody’s Bruno” · Tide Street Choir · Lowmere", {.size = 12, .tone = Tone::second});
      });
  fact_line(ui, "Loves Octavia Butler", "told us, May 2024", true);
  divider(ui);
  fact_line(ui, "No calls before 10", "told us, 2023 — ask again", false);
  divider(ui);
  std::array<Span, 2> introduced = {Span{"Introduced to Eilidh Kerr", true},
                                    Span{" for the weir clean-up. She said yes."}};
  std::array<Span, 2> gave = {Span{"We gave:", true},
                              Span{" two trays of tomato seedlings for the choir fête"}};
  std::array<Span, 2> wrote = {Span{"Wrote to us", true},
                               Span{" by letter: the night school changed his Mondays"}};
  group(ui, Role::list, "Story", [&] {
    timeline_entry(ui, {.icon = Icon::people, .ours = true, .spans = introduced, .when = "3 Nov"});
    timeline_entry(ui, {.icon = Icon::arrow_right, .ours = true, .spans = gave, .when = "18 Oct"});
    timeline_entry(ui, {.icon = Icon::letter, .spans = wrote, .when = "2 Oct", .last = true});
  });
  empty_state(ui,
              {.icon = Icon::people,
               .title = "The people you care about",
               .words = "Bring in the contacts you have, or add one by hand."},
              [&] { button(ui, "Import contacts", {.kind = ButtonKind::primary}); });
}

void lists(Ui& ui, GalleryState& state) {
  heading(ui, 2, "Lists and tables");
  panel(ui, {.padding = 1, .gap = 0}, [&] {
    ListResult result = list_rows(
        ui, {.name = "Everyone", .count = 100'000, .selected = state.chosen, .height = 240},
        [&](std::int64_t i) {
          auto at = static_cast<std::size_t>(i) % names.size();
          std::string initials = initials_of(names[at]);
          entry(ui, {.title = names[at],
                     .subtitle = places[at],
                     .end = i % 5 == 4 ? "owed a reply" : "12 days",
                     .end_tone = i % 5 == 4 ? Tone::warning : Tone::second,
                     .initials = initials,
                     .hue = static_cast<std::uint64_t>(i)});
        });
    if (result.chosen) state.chosen = *result.chosen;
  });
  constexpr std::array<TableColumn, 3> table_columns = {
      TableColumn{"Column", px(120)}, TableColumn{"Example"}, TableColumn{"Becomes", px(140)}};
  panel(ui, {.padding = 1, .gap = 0}, [&] {
    table(ui, {.name = "Columns", .columns = table_columns, .count = 4},
          [&](std::int64_t row_at, int column_at) {
            auto at = static_cast<std::size_t>(row_at);
            constexpr std::array<std::string_view, 3> becomes = {"Name", "Nickname", "Nothing"};
            if (column_at == 0) text(ui, "Column " + std::to_string(row_at + 1), {.strong = true});
            if (column_at == 1) text(ui, names[at], {.tone = Tone::second, .one_line = true});
            if (column_at == 2) select(ui, "Becomes", becomes, 0, {.label_shown = false});
          });
  });
}

void ties(Ui& ui, GalleryState& state) {
  heading(ui, 2, "Ties");
  constexpr std::array<GraphItem, 6> items = {{
      {.key = "1", .name = "Amara Okafor-Lind", .more = "3 ties", .initials = "AO", .weight = 3},
      {.key = "2", .name = "Idris", .more = "2 ties", .initials = "I", .hue = 1, .weight = 2},
      {.key = "3",
       .name = "Seed Library",
       .more = "2 ties",
       .initials = "SL",
       .hue = 2,
       .weight = 2,
       .is_square = true},
      {.key = "4",
       .name = "Wren",
       .more = "2 ties",
       .initials = "W",
       .hue = 3,
       .weight = 2,
       .is_marked = true},
      {.key = "5",
       .name = "دينا حسن",
       .more = "1 tie",
       .initials = "د",
       .hue = 4,
       .weight = 1,
       .is_marked = true},
      {.key = "6", .name = "李晓雨", .more = "No ties", .initials = "李", .hue = 5},
  }};
  constexpr std::array<GraphLine, 5> lines = {{{0, 1}, {0, 2}, {1, 2}, {0, 3, true}, {3, 4, true}}};
  constexpr std::array<Point, 6> places = {
      {{0, 0}, {-1.2F, 0.5F}, {-0.8F, -0.9F}, {1, -0.4F}, {2, 0.3F}, {1, 1}}};
  row(ui, [&] {
    if (button(ui, "Larger")) zoom(state.ties, 1.4F);
    if (button(ui, "Smaller")) zoom(state.ties, 1 / 1.4F);
    if (button(ui, "Show all")) state.ties.shows_all = true;
  });
  const GraphResult result = graph(ui,
                                   {.name = "Ties",
                                    .items = items,
                                    .lines = lines,
                                    .places = places,
                                    .selected = state.tied,
                                    .height = 240},
                                   state.ties);
  if (result.chosen) state.tied = *result.chosen;
}

void charts(Ui& ui, GalleryState& state) {
  const ChartData gifts{.title = "Gifts by month",
                        .labels = {"Jan", "Feb", "Mar", "Apr", "May", "Jun"},
                        .series = {{"Money", {120, 80, 340, 60, 0, 210}}}};
  const ChartData contacts{.title = "Contacts by month",
                           .labels = gifts.labels,
                           .series = {{"Calls", {4, 7, 3, 9, 12, 6}},
                                      {"Letters", {2, 2, 5, 1, 3, 8}},
                                      {"Met", {1, 0, 2, 4, 2, 3}}}};
  const ChartData asked{.title = "From the first call to a gift",
                        .labels = {"Called", "Met", "Asked", "Gave"},
                        .series = {{"People", {48, 30, 14, 9}}}};
  heading(ui, 2, "Charts");
  chart(ui, gifts, {.height = 180}, state.charts);
  chart(ui, contacts, {.kind = ChartKind::stacked, .height = 180}, state.charts);
  ChartData lines = contacts;
  lines.title = "Contacts by month, as lines";
  chart(ui, lines, {.kind = ChartKind::line, .height = 180}, state.charts);
  chart(ui, asked, {.kind = ChartKind::funnel, .height = 160}, state.charts);
  std::vector<std::int32_t> days(365);
  for (std::size_t day = 0; day < days.size(); ++day)
    days[day] = static_cast<std::int32_t>(day * day % 11 % 5);
  heat_map(ui, {.title = "Contacts by day", .first = {2025, 1, 1}, .values = days}, state.charts);
  row(ui, [&] {
    text(ui, "Contacts since January");
    sparkline(ui, "Contacts a month: 7, 9, 10, 14, 17, 17", contact_sums);
  });
}

void icons(Ui& ui) {
  heading(ui, 2, "Icons");
  row(ui, {.gap = 12, .wraps = true}, [&] {
    for (int i = 1; i <= static_cast<int>(Icon::arrow_left); ++i) {
      Rect place = ui.place(24, 24);
      if (ui.visible(place)) paint_icon(ui.painter(), static_cast<Icon>(i), place, ui.theme().text);
    }
  });
}

void settings(Ui& ui, GalleryState& state) {
  row(ui, {.wraps = true}, [&] {
    if (button(ui, "Light")) ui.set_theme(ThemeChoice::light);
    if (button(ui, "Dark")) ui.set_theme(ThemeChoice::dark);
    if (button(ui, "System")) ui.set_theme(ThemeChoice::system);
    if (toggle(ui, "Compact", state.compact))
      ui.set_density(state.compact ? Density::compact : Density::comfortable);
  });
}

void dialog_of_gallery(Ui& ui, GalleryState& state) {
  bool closes = dialog(ui, {.title = "Log contact with Bruno"}, [&] {
    text_field(ui, "What was it about?", state.name, {.focus = true});
    text_field(ui, "Notes", state.note, {.lines = 3});
    row(ui, [&] {
      spacer(ui);
      if (button(ui, "Cancel")) state.dialog_open = false;
      if (button(ui, "Save", {.kind = ButtonKind::primary})) state.dialog_open = false;
    });
  });
  if (closes) state.dialog_open = false;
}

}  // namespace

void gallery_room(Ui& ui, GalleryState& state) {
  auto part = [&](auto body) { panel(ui, {.gap = 12}, [&] { body(); }); };
  auto left = [&] {
    part([&] { buttons(ui, state); });
    part([&] { fields(ui, state); });
    part([&] { messages(ui); });
    part([&] { charts(ui, state); });
    part([&] { icons(ui); });
  };
  auto right = [&] {
    part([&] { words(ui); });
    part([&] { choices(ui, state); });
    part([&] { people(ui); });
    part([&] { lists(ui, state); });
    part([&] { ties(ui, state); });
  };
  pane(ui, Surface::background, [&] {
    group(ui, Role::main, "Gallery", [&] {
      scroll_area(ui, "gallery", {.padding = 24, .gap = 16}, [&] {
        heading(ui, 1, "Gallery", {.size = 24});
        settings(ui, state);
        if (ui.screen() == ScreenSize::wide) {
          columns(ui, {.tracks = {fill(), fill()}, .gap = 16}, left, right);
        } else {
          left();
          right();
        }
      });
    });
  });
  if (state.dialog_open) dialog_of_gallery(ui, state);
}

}  // namespace kith::ui
