#include "core/query/list_window.h"

#include "core/base/text_sort_key.h"
#include "core/query/query_words.h"
#include "tests/core/query/query_fixture.h"

#include <algorithm>
#include <tuple>

using namespace kith;

namespace person = kith::fields::person;

namespace {

void finish(ListWindow& list) {
  while (must(list.advance(0))) {
  }
}

std::vector<std::string> names(ListWindow& list) {
  std::vector<std::string> all;
  for (const ListRow* row : must(list.rows(0, list.size())))
    all.push_back(row->name);
  return all;
}

std::vector<RecordId> ids(ListWindow& list) {
  std::vector<RecordId> all;
  for (const ListRow* row : must(list.rows(0, list.size())))
    all.push_back(row->id);
  return all;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("people sort by name, last contact, organisation and age") {
  QueryWorkspace kith;
  const RecordId choir = kith.organisation("Choir");
  const RecordId bruno = kith.person("Bruno", {{person::organisation, Value::link(choir)}});
  kith.person("Zoë");
  const RecordId ana = kith.person("Ana");
  kith.contact({ana}, "2026-05-03");
  kith.contact({bruno}, "2026-06-03");
  ListWindow list(*kith.workspace, kith.directory, kinds::person);
  finish(list);
  CHECK(names(list) == Names{"Ana", "Bruno", "Zoë"});
  list.show(ListSort::last_contact, "");
  finish(list);
  CHECK(names(list) == Names{"Bruno", "Ana", "Zoë"});
  list.show(ListSort::organisation, "");
  finish(list);
  CHECK(names(list) == Names{"Bruno", "Ana", "Zoë"});
  list.show(ListSort::recently_added, "");
  finish(list);
  CHECK(names(list) == Names{"Ana", "Zoë", "Bruno"});
  list.show(ListSort::recently_changed, "");
  finish(list);
  CHECK(names(list) == Names{"Bruno", "Ana", "Zoë"});
  kith.fact(ana, "loves", "lilies");
  finish(list);
  CHECK(names(list) == Names{"Ana", "Bruno", "Zoë"});
}

TEST_CASE("a filter holds back what it does not fit, as it is typed") {
  QueryWorkspace kith;
  kith.person("Ana", {{person::city, Value::text("Lowmere")}});
  kith.person("Bruno Aldo");
  kith.person("Zoë");
  ListWindow list(*kith.workspace, kith.directory, kinds::person);
  list.show(ListSort::name, "a");
  finish(list);
  CHECK(names(list) == Names{"Ana", "Bruno Aldo"});
  list.show(ListSort::name, "lowm");
  finish(list);
  CHECK(names(list) == Names{"Ana"});
  kith.person("Ben", {{person::city, Value::text("Lowmere")}});
  finish(list);
  CHECK(names(list) == Names{"Ana", "Ben"});
  list.show(ListSort::name, "");
  finish(list);
  CHECK(list.size() == 4);
}

TEST_CASE("the first rows are there at once and the rest come in slices") {
  QueryWorkspace kith;
  Draft draft(Intent{IntentCode::import_rows});
  for (int i = 0; i < 3'000; ++i) {
    draft.create(kinds::person, kith.workspace.new_id(),
                 {{person::name, Value::text("P" + std::to_string(10'000 + i))}});
  }
  kith.workspace.commit(draft);
  ListWindow list(*kith.workspace, kith.directory, kinds::person);
  CHECK(must(list.advance(0)));
  CHECK(list.size() == 200);
  CHECK_FALSE(list.is_complete());
  CHECK(must(list.rows(0, 1))[0]->name == "P10000");
  // What changes meanwhile is in its place at the end, on either side of what is known.
  kith.person("P10000a");
  kith.person("P12999a");
  finish(list);
  CHECK(list.is_complete());
  REQUIRE(list.size() == 3'002);
  CHECK(must(list.rows(1, 1))[0]->name == "P10000a");
  CHECK(must(list.rows(3'001, 5))[0]->name == "P12999a");
}

TEST_CASE("very many changes at once are taken in by walking again") {
  QueryWorkspace kith;
  kith.person("Middle");
  ListWindow list(*kith.workspace, kith.directory, kinds::person);
  finish(list);
  Draft draft(Intent{IntentCode::import_rows});
  for (int i = 0; i < 500; ++i) {
    draft.create(kinds::person, kith.workspace.new_id(),
                 {{person::name, Value::text((i % 2 == 0 ? "A" : "Z") + std::to_string(i))}});
  }
  kith.workspace.commit(draft);
  finish(list);
  CHECK(list.size() == 501);
  CHECK(must(list.rows(250, 1))[0]->name == "Middle");
  CHECK_FALSE(list.rests_for_us());
}

TEST_CASE("a list does not run after an import all the time") {
  QueryWorkspace kith;
  ListWindow list(*kith.workspace, kith.directory, kinds::person);
  const auto import_100 = [&] {
    Draft draft(Intent{IntentCode::import_rows});
    for (int i = 0; i < 100; ++i)
      draft.create(kinds::person, kith.workspace.new_id(), {{person::name, Value::text("Ana")}});
    kith.workspace.commit(draft);
  };
  import_100();
  finish(list);
  CHECK(list.size() == 100);
  import_100();
  finish(list);
  CHECK(list.size() == 100);
  REQUIRE(list.rests_for_us());
  kith.workspace.clock().advance_ms(1 + *list.rests_for_us() / 1000);
  finish(list);
  CHECK(list.size() == 200);
  CHECK_FALSE(list.rests_for_us());
}

TEST_CASE("positions are found by record") {
  QueryWorkspace kith;
  kith.person("Ana");
  const RecordId bruno = kith.person("Bruno");
  ListWindow list(*kith.workspace, kith.directory, kinds::person);
  finish(list);
  CHECK(must(list.position_of(bruno)) == 1);
  list.show(ListSort::name, "ana");
  finish(list);
  CHECK_FALSE(must(list.position_of(bruno)));
}

namespace {

// What the list must be, worked out from the records themselves.
struct Model {
  QueryWorkspace& kith;
  std::vector<RecordId> everybody;
  std::vector<RecordId> contacts;

  std::string text(const RecordView& view, FieldId field) const {
    const Value* value = view.find(field);
    return value == nullptr ? std::string() : value->as_text();
  }

  std::int64_t last_contact(RecordId id) const {
    std::int64_t last = INT64_MIN;
    for (RecordId contact : contacts) {
      const auto view = kith.workspace.read(contact);
      if (!view || !view->alive) continue;
      const auto people = view->all(fields::interaction::people);
      const bool takes_part = std::ranges::any_of(
          people, [&](const Value* value) { return *value->get<RecordId>() == id; });
      if (!takes_part) continue;
      const auto on = parse_edtf(text(*view, fields::interaction::on));
      last = std::max(last, days_from_civil(*on->from));
    }
    return last;
  }

  std::vector<RecordId> sorted(ListSort sort) const {
    using Key = std::tuple<bool, std::int64_t, std::string, std::string, std::int64_t>;
    std::vector<std::pair<Key, RecordId>> keyed;
    for (RecordId id : everybody) {
      const auto view = kith.workspace.read(id);
      if (!view || !view->alive) continue;
      const std::string name = name_sort_key(text(*view, person::name));
      Key key{false, 0, {}, name, view->row};
      if (sort == ListSort::recently_added) key = {false, -view->row, {}, {}, 0};
      if (sort == ListSort::last_contact) {
        const std::int64_t last = last_contact(id);
        key = last == INT64_MIN ? Key{true, 0, {}, name, view->row}
                                : Key{false, -last, {}, {}, -view->row};
      }
      if (sort == ListSort::organisation) {
        std::string organisation;
        if (const Value* link = view->find(person::organisation)) {
          const auto target = kith.workspace.read(*link->get<RecordId>());
          if (target && target->alive) organisation = text(*target, fields::organisation::name);
        }
        key = organisation.empty() ? Key{true, 0, {}, name, view->row}
                                   : Key{false, 0, name_sort_key(organisation), name, view->row};
      }
      keyed.emplace_back(key, id);
    }
    std::ranges::sort(keyed);
    std::vector<RecordId> order;
    for (const auto& [key, id] : keyed)
      order.push_back(id);
    return order;
  }
};

}  // namespace

namespace {

constexpr ListSort sorts[] = {ListSort::name, ListSort::last_contact, ListSort::recently_added,
                              ListSort::organisation};

// Commits of every sort to a few people, and the lists that look on.
class RandomLife {
 public:
  explicit RandomLife(std::uint64_t seed) : random_(seed) {
    for (std::string_view name : {"Choir", "Árbol", "Trust"})
      organisations_.push_back(kith.organisation(std::string(name)));
  }

  void commit_something() {
    Draft draft(Intent{IntentCode::edit_field});
    for (std::uint64_t ops = 1 + random_.below(9); ops > 0; --ops)
      add_something(draft);
    const Committed committed = kith.workspace.commit(draft);
    if (committed.op_count > 0) undoable_.push_back(committed.id);
  }
  void undo_something() {
    if (!undoable_.empty()) must(kith.workspace->undo(any_of(undoable_)));
  }

  QueryWorkspace kith{3};
  Model model{kith, {}, {}};

 private:
  template <class T>
  T any_of(const std::vector<T>& from) {
    return from[random_.below(from.size())];
  }

  std::string a_name() {
    constexpr std::string_view first[] = {"Ana",    "Ána",  "ana", "Bruno",
                                          "李晓雨", "دينا", "Zoë", ""};
    constexpr std::string_view last[] = {"Okafor", "Lind", "", "Żak", "O'Brien"};
    return std::string(first[random_.below(std::size(first))]) + " " +
           std::string(last[random_.below(std::size(last))]);
  }

  void add_something(Draft& draft) {
    const std::uint64_t what = model.everybody.size() < 5 ? 0 : random_.below(8);
    if (what <= 1) {
      model.everybody.push_back(draft.create(kinds::person, kith.workspace.new_id(),
                                             {{person::name, Value::text(a_name())}}));
      return;
    }
    const RecordId id = any_of(model.everybody);
    if (!must(kith.workspace->read(id))) return;  // made by this very draft
    if (what == 2) draft.set(id, person::name, Value::text(a_name()));
    if (what == 3) draft.set(id, person::organisation, Value::link(any_of(organisations_)));
    if (what == 4) draft.trash(id);
    if (what == 5) draft.restore(id);
    if (what == 6) add_contact(draft, id);
    if (what == 7) {
      draft.set(any_of(organisations_), fields::organisation::name, Value::text(a_name()));
    }
  }

  void add_contact(Draft& draft, RecordId with) {
    const std::string on =
        "2026-0" + std::to_string(1 + random_.below(9)) + "-1" + std::to_string(random_.below(9));
    model.contacts.push_back(draft.create(kinds::interaction, kith.workspace.new_id(),
                                          {{fields::interaction::people, Value::link(with)},
                                           {fields::interaction::on, Value::date(on)}}));
  }

  SeededRandom random_;
  std::vector<RecordId> organisations_;
  std::vector<ChangesetId> undoable_;
};

}  // namespace

TEST_CASE("after any commits each list is what sorting everybody gives") {
  RandomLife life(29);
  std::vector<std::unique_ptr<ListWindow>> lists;
  for (ListSort sort : sorts) {
    lists.push_back(
        std::make_unique<ListWindow>(*life.kith.workspace, life.kith.directory, kinds::person));
    lists.back()->show(sort, "");
  }
  for (int round = 0; round < 250; ++round) {
    life.commit_something();
    if (round % 7 == 6) life.undo_something();
    // Some lists look on at every commit, some only now and then.
    for (std::size_t i = 0; i < lists.size(); ++i) {
      if (static_cast<std::size_t>(round) % (1 + i * 5) == 0) must(lists[i]->advance(0));
    }
    if (round % 10 != 9) continue;
    life.kith.workspace.clock().advance_ms(2000);  // none rests from the walk before
    for (std::size_t i = 0; i < lists.size(); ++i) {
      finish(*lists[i]);
      INFO("round " << round << " sort " << static_cast<int>(sorts[i]));
      REQUIRE(ids(*lists[i]) == life.model.sorted(sorts[i]));
    }
  }
}
