// The team's own tables as people use them: made, filled, looked at, changed.
#include "core/practice/team_tables.h"

#include "core/practice/team_page.h"
#include "core/practice/team_templates.h"
#include "core/practice/team_view.h"
#include "tests/core/query/query_fixture.h"

#include <array>
#include <string>

using namespace kith;

namespace {

struct TeamWorkspace : QueryWorkspace {
  // A table with a name, a price, a state and somebody it is lent to.
  KindId table;
  FieldId name, price, state, lent_to;

  TeamWorkspace() {
    workspace.clock().set_wall_ms(1'795'348'800'000);  // 22 November 2026
    table = make(nullptr, "Tools");
    name = field("Name");
    price = add({.label = "Price", .sort = FieldSort::money});
    state = add({.label = "State", .sort = FieldSort::choice, .choices = {"Here", "Lent"}});
    lent_to = add({.label = "Lent to", .sort = FieldSort::links, .links_to = {kinds::person}});
  }
  KindId make(const TableTemplate* pattern, const char* label) {
    const NewRecord made = make_table(*workspace, label, pattern);
    workspace.commit(made.draft);
    return kind_of(made.id);
  }
  FieldId add(const FieldWish& wish) {
    const NewRecord made = add_field(*workspace, table, wish);
    workspace.commit(made.draft);
    return field_of(made.id);
  }
  FieldId field(std::string_view label) { return field(table, label); }
  FieldId field(KindId kind, std::string_view label) {
    for (const FieldInfo& one : workspace->schema().kind(kind)->fields) {
      if (one.label == label && !one.is_hidden) return one.id;
    }
    return {};
  }
  RecordId row(const char* called) {
    const NewRecord made = add_row(*workspace, table, {{name, Value::text(called)}});
    workspace.commit(made.draft);
    return made.id;
  }
  std::string type(RecordId row, FieldId field, std::string_view typed) {
    const CellEdit edit = must(edit_cell(*workspace, directory, row, field, typed));
    if (!edit.draft.empty()) workspace.commit(edit.draft);
    return edit.warning;
  }
  std::string shown(RecordId row, FieldId field) {
    TablePage page(*workspace, directory, workspace->schema().field(field)->kind);
    const ShownRow* found = must(page.row(row));
    return found == nullptr ? "gone" : found->cells[*page.position(field)].words;
  }
  bool is_odd(RecordId row, FieldId field) {
    TablePage page(*workspace, directory, table);
    return must(page.row(row))->cells[*page.position(field)].is_odd;
  }
  std::string titles(const TableView& view) {
    TablePage page(*workspace, directory, view.table);
    std::string all;
    for (const std::int64_t row : must(list_rows(*workspace, directory, view)).rows)
      all += (all.empty() ? "" : " ") + must(page.row(row))->title;
    return all;
  }
  std::vector<std::string> labels() {
    std::vector<std::string> found;
    for (const FieldInfo& one : workspace->schema().kind(table)->fields)
      found.push_back(one.label);
    return found;
  }
};

}  // namespace

TEST_CASE("what is typed into a cell is kept, with a warning when it is no value of the field") {
  TeamWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor");
  const RecordId drill = kith.row("Drill");
  CHECK(kith.type(drill, kith.price, "12.5").empty());
  CHECK(kith.shown(drill, kith.price) == "12.50 EUR");
  CHECK(kith.type(drill, kith.price, "a lot").starts_with("Kept as written"));
  CHECK(kith.shown(drill, kith.price) == "a lot");
  CHECK(kith.is_odd(drill, kith.price));
  CHECK(kith.type(drill, kith.state, "lent").empty());
  CHECK(kith.workspace.value(drill, kith.state) == Value::choice(2));
  CHECK(kith.type(drill, kith.lent_to, "Ana Okafor, Nobody Known").starts_with("Kept"));
  CHECK(kith.shown(drill, kith.lent_to) == "Ana Okafor, Nobody Known");
  CHECK(kith.type(drill, kith.lent_to, "ana okafor").empty());
  CHECK(kith.workspace.value(drill, kith.lent_to) == Value::link(ana));
  CHECK(kith.type(drill, kith.price, " ").empty());
  CHECK(kith.shown(drill, kith.price).empty());
}

TEST_CASE("both ends of a link see it") {
  TeamWorkspace kith;
  const RecordId ana = kith.person("Ana Okafor");
  const RecordId drill = kith.row("Drill");
  kith.type(drill, kith.lent_to, "Ana Okafor");
  const auto linking = must(rows_linking_to(*kith.workspace, ana));
  REQUIRE(linking.size() == 1);
  CHECK(linking[0].row == drill);
  CHECK(linking[0].through == kith.lent_to);
}

TEST_CASE("rows are filtered, sorted, grouped and summed") {
  TeamWorkspace kith;
  const std::array<std::array<const char*, 3>, 4> rows = {{{"Saw", "9", "Here"},
                                                           {"drill", "120", "Lent"},
                                                           {"Ladder", "80.50 USD", "Here"},
                                                           {"Rope", "", ""}}};
  for (const auto& [called, price, state] : rows) {
    const RecordId row = kith.row(called);
    kith.type(row, kith.price, price);
    kith.type(row, kith.state, state);
  }
  TableView view{.table = kith.table};
  CHECK(kith.titles(view) == "Saw drill Ladder Rope");
  view.sort = kith.name;
  CHECK(kith.titles(view) == "drill Ladder Rope Saw");
  view.is_descending = true;
  CHECK(kith.titles(view) == "Saw Rope Ladder drill");
  view = {.table = kith.table, .sort = kith.price};
  CHECK(kith.titles(view) == "Saw drill Ladder Rope");
  view.conditions = {{kith.price, Compare::more, "50"}};
  CHECK(kith.titles(view) == "drill Ladder");
  view.conditions = {{kith.state, Compare::is, "here"}};
  CHECK(kith.titles(view) == "Saw Ladder");
  view.conditions = {{kith.state, Compare::empty, ""}};
  CHECK(kith.titles(view) == "Rope");
  view.conditions = {{kith.name, Compare::contains, "DR"}};
  CHECK(kith.titles(view) == "drill");

  view = {.table = kith.table, .group = kith.state};
  const TableList list = must(list_rows(*kith.workspace, kith.directory, view));
  REQUIRE(list.groups.size() == 3);
  CHECK(list.groups[0].label == "Here");
  CHECK(list.groups[0].count == 2);
  CHECK(list.groups[2].label == "None");
  REQUIRE(list.totals.size() == 1);
  CHECK(list.totals[0].words == "129.00 EUR, 80.50 USD");
  CHECK(list.groups[0].sums.empty());  // of two currencies there is no sum

  view.conditions = {{kith.name, Compare::is, "Saw"}};
  const TableList euros = must(list_rows(*kith.workspace, kith.directory, view));
  REQUIRE(euros.groups.size() == 3);
  REQUIRE(euros.groups[0].sums.size() == 1);
  CHECK(euros.groups[0].sums[0].sum == 9);
  CHECK(euros.groups[0].sums[0].words == "9.00 EUR");
  REQUIRE(euros.groups[1].sums.size() == 1);
  CHECK(euros.groups[1].sums[0].sum == 0);
}

TEST_CASE("a field of another type shows what does not convert, and gives all of it back") {
  TeamWorkspace kith;
  const RecordId one = kith.row("1974");
  const RecordId other = kith.row("Drill");
  const RetypePreview preview = must(preview_retype(*kith.workspace, kith.name, FieldSort::date));
  CHECK(preview.converts == 1);
  CHECK(preview.does_not == 1);
  CHECK(preview.examples == std::vector<std::string>{"Drill"});
  kith.workspace.commit(must(retype_field(*kith.workspace, kith.name, FieldSort::date)));
  CHECK_FALSE(kith.is_odd(one, kith.name));
  CHECK(kith.is_odd(other, kith.name));
  CHECK(kith.shown(other, kith.name) == "Drill");
  kith.workspace.commit(must(retype_field(*kith.workspace, kith.name, FieldSort::text)));
  CHECK(kith.workspace.value(one, kith.name) == Value::text("1974"));
}

TEST_CASE("from one value to several the values are copied, and undo takes it back") {
  TeamWorkspace kith;
  const RecordId drill = kith.row("Drill");
  kith.type(drill, kith.state, "Lent");
  const StateDigest digest = kith.workspace.digest();
  const Committed made =
      kith.workspace.commit(must(retype_field(*kith.workspace, kith.state, FieldSort::choices)));
  const FieldId several = kith.field("State");
  CHECK(several != kith.state);
  CHECK(kith.shown(drill, several) == "Lent");
  CHECK(kith.type(drill, several, "Here, Lent").empty());
  CHECK(kith.shown(drill, several) == "Lent, Here");
  kith.workspace.commit(
      must(edit_cell(*kith.workspace, kith.directory, drill, several, "Lent")).draft);
  REQUIRE(kith.workspace->undo(made.id));
  CHECK(kith.field("State") == kith.state);
}

TEST_CASE("fields move, hide and get more choices") {
  TeamWorkspace kith;
  kith.workspace.commit(move_field(*kith.workspace, kith.state, false));
  CHECK(kith.labels() == std::vector<std::string>{"Name", "State", "Price", "Lent to"});
  kith.workspace.commit(move_field(*kith.workspace, kith.name, true));
  CHECK(kith.labels() == std::vector<std::string>{"State", "Name", "Price", "Lent to"});
  CHECK(move_field(*kith.workspace, kith.state, false).empty());
  CHECK(move_field(*kith.workspace, kith.lent_to, true).empty());
  kith.workspace.commit(hide_field(kith.price, true));
  CHECK(kith.field("Price").is_null());
  const FieldInfo state = *kith.workspace->schema().field(kith.state);
  const std::vector<std::string> more = {"Lost"};
  kith.workspace.commit(describe_field(kith.workspace->schema(), state,
                                       {.label = "Where", .help = "Where it is now"}, more));
  const FieldInfo* after = kith.workspace->schema().field(kith.state);
  CHECK(after->label == "Where");
  CHECK(after->help == "Where it is now");
  REQUIRE(after->choices.size() == 3);
  CHECK(after->choices[2].label == "Lost");
}

TEST_CASE("an order between two others is between them") {
  for (const auto& [before, after] :
       std::initializer_list<std::pair<const char*, const char*>>{{"", ""},
                                                                  {"101", "111"},
                                                                  {"101", ""},
                                                                  {"", "101"},
                                                                  {"1", "11"},
                                                                  {"99", ""},
                                                                  {"", "01"}}) {
    std::string low = before;
    for (int i = 0; i < 20; ++i) {
      const std::string key = order_between(low, after);
      CHECK(key > low);
      if (*after != '\0') CHECK(key < after);
      low = key;
    }
  }
}

TEST_CASE("every template makes a table whose rows read as its fields") {
  TeamWorkspace kith;
  REQUIRE(table_templates().size() == 10);
  for (const TableTemplate& pattern : table_templates()) {
    INFO(pattern.name);
    const KindId table = kith.make(&pattern, pattern.name);
    CHECK(kith.workspace->schema().kind(table)->fields.size() == pattern.fields.size());
    const TableList list = must(list_rows(*kith.workspace, kith.directory, {.table = table}));
    REQUIRE(list.rows.size() == pattern.rows.size());
    TablePage page(*kith.workspace, kith.directory, table);
    for (const std::int64_t row : list.rows) {
      for (const ShownCell& cell : must(page.row(row))->cells)
        CHECK_FALSE(cell.is_odd);
    }
  }
}

TEST_CASE("a view that is kept comes back as it was") {
  TeamWorkspace kith;
  TableView view{.table = kith.table,
                 .layout = ViewLayout::board,
                 .conditions = {{kith.name, Compare::contains, "a: b"}},
                 .sort = kith.name,
                 .is_descending = true,
                 .group = kith.state};
  kith.workspace.commit(save_view(*kith.workspace, "Ours", view).draft);
  auto saved = must(saved_views(*kith.workspace, kith.table));
  REQUIRE(saved.size() == 1);
  CHECK(saved[0].label == "Ours");
  CHECK(saved[0].view == view);
  view.conditions = {{kith.state, Compare::filled, ""}};
  view.sort = {};
  view.layout = ViewLayout::chart;
  kith.workspace.commit(change_view(saved[0], view));
  saved = must(saved_views(*kith.workspace, kith.table));
  CHECK(saved[0].view == view);
}

// -- search --

TEST_CASE("a row is found by its title first, by any of its texts, and leads to itself") {
  TeamWorkspace kith;
  const FieldId note = kith.add({.label = "Note", .sort = FieldSort::long_text});
  const FieldId mail = kith.add({.label = "Ask", .sort = FieldSort::email});
  const RecordId ladder = kith.row("Long ladder");
  const RecordId saw = kith.row("Saw");
  kith.workspace.commit(set_cell(saw, note, Value::long_text("Lies on the ladder, in the shed")));
  kith.type(saw, mail, "shed@tide.example");
  kith.fact(kith.person("Ana"), "owns", "a ladder");
  CHECK(kith.found("ladder") == "Long ladder, Ana, Saw");
  CHECK(kith.found("shed@tide.example") == "Saw");
  const SearchResults found = kith.search("ladd");
  REQUIRE(found.hits.size() == 3);
  CHECK(found.hits[0].record == ladder);
  CHECK(found.hits[0].kind == kith.table);
  CHECK(found.hits[0].row.subtitle == "Tools");
  CHECK(found.hits[0].snippet.empty());
  CHECK(found.hits[2].field == note);
  CHECK(found.hits[2].snippet == "Lies on the ladder, in the shed");
  CHECK(found.hits[2].snippet_matches == std::vector{TextRange{12, 18}});
  kith.trash(saw);
  CHECK(kith.found("ladder") == "Long ladder, Ana");
}

TEST_CASE("search keeps up with fields and tables that are renamed, retyped, hidden, and undone") {
  TeamWorkspace kith;
  const FieldId note = kith.add({.label = "Note"});
  const FieldId year = kith.add({.label = "Year", .sort = FieldSort::whole_number});
  const RecordId saw = kith.row("Saw");
  kith.type(saw, note, "rusty");
  kith.type(saw, year, "1974");
  CHECK(kith.found("rusty") == "Saw");
  CHECK(kith.found("1974") == "Saw");
  kith.workspace.commit(rename_table(kith.table, "Implements"));
  CHECK(kith.search("saw").hits[0].row.subtitle == "Implements");
  for (const auto& [field, sort] : {std::pair(note, FieldSort::url), {year, FieldSort::text}})
    kith.workspace.commit(must(retype_field(*kith.workspace, field, sort)));
  CHECK(kith.found("rusty") == "Saw");
  CHECK(kith.found("1974") == "Saw");

  const Committed hidden = kith.workspace.commit(hide_field(note, true));
  CHECK(kith.found("rusty").empty());
  CHECK(kith.found("rusty saw").empty());
  CHECK(kith.found("saw") == "Saw");
  kith.type(saw, year, "1975");  // written again while the field is hidden
  REQUIRE(kith.workspace->undo(hidden.id));
  CHECK(kith.found("rusty saw") == "Saw");
  CHECK(kith.found("1974").empty());
  REQUIRE(kith.workspace->rebuild());
  CHECK(kith.found("rusty 1975") == "Saw");

  const Committed gone = kith.workspace.commit(hide_table(kith.table, true));
  CHECK(kith.found("saw").empty());
  REQUIRE(kith.workspace->undo(gone.id));
  CHECK(kith.found("saw") == "Saw");
}

TEST_CASE("people are found by the fields that a team gave them") {
  TeamWorkspace kith;
  const NewRecord made = add_field(*kith.workspace, kinds::person, {.label = "Pronouns"});
  kith.workspace.commit(made.draft);
  const FieldId field = field_of(made.id);
  kith.person("Ana", {{field, Value::text("they/them")}});
  CHECK(kith.found("they") == "Ana");
  CHECK(kith.search("they").hits[0].snippet == "they/them");
  kith.workspace.commit(hide_field(field, true));
  CHECK(kith.found("they").empty());
}
