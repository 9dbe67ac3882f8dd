// What 100,000 people cost: filling the directory and the index, first page, search by letters,
// pages of rows, one edit. Prints one line a figure:  bench_core_query [people]
#include "core/practice/person_page.h"
#include "core/query/duplicates.h"
#include "core/query/filter_runner.h"
#include "core/query/list_window.h"
#include "core/query/search.h"
#include "core/query/similar.h"
#include "core/record/workspace.h"
#include "tests/generate/world.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>

using namespace kith;

namespace {

class MachineClock final : public Clock {
 public:
  std::int64_t wall_ms() override { return 1'795'348'800'000; }
  int utc_offset_minutes() override { return 0; }
  std::int64_t steady_us() override {
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
  }
};

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s %s\n", result.error().text.c_str(), result.error().detail.c_str());
    std::abort();
  }
  return take_value(result);
}

// Of the processor's time, so that a busy machine does not blur the figures.
double ms(const std::function<void()>& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) * 1000 / CLOCKS_PER_SEC;
}

void figure(const char* name, double value, const char* unit) {
  std::printf("%-34s %10.3f %s\n", name, value, unit);
}

// Median and worst of 20 runs.
void repeated(const char* name, const std::function<void()>& work) {
  std::vector<double> times;
  for (int run = 0; run < 20; ++run)
    times.push_back(ms(work));
  std::ranges::sort(times);
  std::printf("%-34s %10.3f ms   worst %.3f ms\n", name, times[times.size() / 2], times.back());
}

// One person with all that is known of them; the ids of organisations are made beforehand.
RecordId add_person(Draft& draft, const generate::World& world, std::size_t index,
                    const std::vector<RecordId>& organisations, Clock& clock, Random& random) {
  namespace f = fields::person;
  const generate::Person& one = world.people[index];
  std::vector<FieldValue> values = {
      {f::name, Value::text(one.display)},       {f::given_name, Value::text(one.given)},
      {f::family_name, Value::text(one.family)}, {f::city, Value::text(one.city)},
      {f::job_title, Value::text(one.position)}, {f::notes, Value::long_text(one.note)}};
  for (const std::string& email : one.emails)
    values.push_back({f::emails, Value::contact(ValueType::email, {.text = email})});
  for (const std::string& phone : one.phones)
    values.push_back({f::phones, Value::contact(ValueType::phone, {.text = phone})});
  for (const std::string_view label : one.labels)
    values.push_back({f::labels, Value::text(std::string(label))});
  if (!one.birthday.empty()) values.push_back({f::birthday, Value::date(one.birthday)});
  if (one.organisation) {
    values.push_back({f::organisation, Value::link(organisations[*one.organisation])});
  }
  return draft.create(kinds::person, make_uuid_v7<RecordId>(clock, random), std::move(values));
}

std::vector<RecordId> fill(Workspace& workspace, const generate::World& world, Clock& clock,
                           Random& random) {
  constexpr std::size_t batch = 1000;
  std::vector<RecordId> organisations;
  std::vector<RecordId> people;
  Draft places(Intent{IntentCode::import_rows});
  for (const generate::Organisation& one : world.organisations) {
    organisations.push_back(places.create(kinds::organisation,
                                          make_uuid_v7<RecordId>(clock, random),
                                          {{fields::organisation::name, Value::text(one.name)}}));
  }
  must(workspace.commit(places));
  for (std::size_t at = 0; at < world.people.size(); at += batch) {
    Draft draft(Intent{IntentCode::import_rows});
    for (std::size_t i = at; i < std::min(at + batch, world.people.size()); ++i)
      people.push_back(add_person(draft, world, i, organisations, clock, random));
    must(workspace.commit(draft));
  }
  return people;
}

std::uint32_t channel_of(std::string_view kind) {
  return static_cast<std::uint32_t>(kind == "call"     ? Channel::call
                                    : kind == "visit"  ? Channel::visit
                                    : kind == "letter" ? Channel::letter
                                                       : Channel::meeting);
}

void add_facts_and_contacts(Workspace& workspace, const generate::World& world,
                            const std::vector<RecordId>& people, Clock& clock, Random& random) {
  constexpr std::size_t batch = 1000;
  const auto new_id = [&] { return make_uuid_v7<RecordId>(clock, random); };
  for (std::size_t at = 0; at < world.facts.size(); at += batch) {
    Draft draft(Intent{IntentCode::import_rows});
    for (std::size_t i = at; i < std::min(at + batch, world.facts.size()); ++i) {
      const generate::Fact& one = world.facts[i];
      draft.create(kinds::fact, new_id(),
                   {{fields::fact::subject, Value::link(people[one.person])},
                    {fields::fact::topic, Value::text(std::string(one.topic))},
                    {fields::fact::text, Value::text(one.text)}});
    }
    must(workspace.commit(draft));
  }
  for (std::size_t at = 0; at < world.interactions.size(); at += batch) {
    Draft draft(Intent{IntentCode::import_rows});
    for (std::size_t i = at; i < std::min(at + batch, world.interactions.size()); ++i) {
      const generate::Interaction& one = world.interactions[i];
      draft.create(kinds::interaction, new_id(),
                   {{fields::interaction::people, Value::link(people[one.person])},
                    {fields::interaction::on, Value::date(one.on)},
                    {fields::interaction::channel, Value::choice(channel_of(one.kind))},
                    {fields::interaction::summary, Value::text(one.note)}});
    }
    must(workspace.commit(draft));
  }
}

void measure(Workspace& workspace, const Directory& directory,
             const std::vector<RecordId>& people) {
  repeated("list_first_page_ms", [&] {
    ListWindow list(workspace, directory, kinds::person);
    must(list.advance(0));
    must(list.rows(0, 100));
  });
  ListWindow list(workspace, directory, kinds::person);
  figure("list_build_ms", ms([&] {
           while (must(list.advance(1'000'000))) {
           }
         }),
         "ms");
  std::size_t at = 0;
  repeated("page_of_100_rows_ms", [&] { must(list.rows(at += 4000, 100)); });
  for (const char* typed : {"a", "ma", "mar", "mart", "li", "李", "an ok", "spring letter"}) {
    repeated((std::string("search ") + typed).c_str(),
             [&] { must(search(workspace, directory, typed, 50)); });
    repeated((std::string("filter ") + typed).c_str(), [&] {
      list.show(ListSort::name, typed);
      must(list.advance(0));
      must(list.rows(0, 20));
      list.show(ListSort::name, "");
    });
  }
  repeated("edit and list", [&] {
    Draft draft(Intent{IntentCode::edit_field});
    const RecordId id = people[++at % people.size()];
    draft.set(id, fields::person::name, Value::text("Name " + std::to_string(at)));
    must(workspace.commit(draft));
    must(list.advance(0));
  });
  std::size_t pairs = 0;
  double slice_worst = 0;
  figure("duplicates_ms", ms([&] {
           DuplicateSearch search(workspace);
           for (bool done = false; !done;)
             slice_worst = std::max(slice_worst, ms([&] { done = must(search.step(6'000)); }));
           pairs = search.found().size();
         }),
         "ms");
  figure("duplicates_slice_worst_ms", slice_worst, "ms");
  figure("duplicates_pairs", static_cast<double>(pairs), "");
  for (const char* typed : {"Ana Okafor", "Maria Fenwick", "Ottoline Greenhalg", "Bill Holt"}) {
    repeated((std::string("similar ") + typed).c_str(),
             [&] { must(similar_names(workspace, directory, kinds::person, typed, 3)); });
  }
  repeated("person_page_ms",
           [&] { must(read_page(workspace, directory, people[(at += 977) % people.size()])); });
}

// Each by a runner that knows nothing yet.
void measure_segments(Workspace& workspace, const generate::World& world) {
  namespace f = fields;
  const auto spoken = [](std::uint32_t days) {
    return on_field(f::interaction::on, in_days(TestType::last_days, days));
  };
  const auto contact = [](FilterNode node) {
    return linked_by(f::interaction::people, std::move(node));
  };
  const auto is = [](FieldId field, std::string_view text) {
    return on_field(field, text_is(std::string(text)));
  };
  const auto city = is(f::person::city, world.people[0].city);
  const auto label = on_field(f::person::labels, text_begins("vol"));
  const std::pair<const char*, FilterNode> segments[] = {
      {"city, label, not spoken to", all_of({city, label, negation(contact(spoken(90)))})},
      {"city, birthday soon, no email",
       all_of({city, on_field(f::person::birthday, in_days(TestType::anniversary, 30)),
               negation(on_field(f::person::emails, has_value()))})},
      {"fact, job, called this year",
       all_of(
           {linked_by(f::fact::subject, all_of({is(f::fact::topic, "reads"),
                                                on_field(f::fact::text, text_mentions("river"))})),
            on_field(f::person::job_title, text_contains("a")),
            contact(all_of({spoken(365), on_field(f::interaction::channel, one_of({2}))}))})},
      {"ever called", contact(on_field(f::interaction::channel, one_of({2})))},
      {"has a fact", linked_by(f::fact::subject, all_of({}))},
      {"notes contain", on_field(f::person::notes, text_contains("garden"))},
  };
  for (const auto& [name, root] : segments) {
    std::size_t found = 0;
    repeated((std::string("segment ") + name).c_str(), [&] {
      FilterRunner runner(workspace);
      found = must(runner.run({kinds::person, root}, 1'000'000'000))->size();
    });
    figure("  finds", static_cast<double>(found), "people");
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto count = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 100'000);
  const generate::World world = generate::make_world({.seed = 1, .people = count});
  for (const bool has_projections : {false, true}) {
    MachineClock clock;
    SeededRandom random(1);
    Directory directory;
    SearchIndex index(directory);
    FilterIndex filter_index;
    std::vector<Projection*> projections;
    if (has_projections) projections = {&directory, &index, &filter_index};
    auto workspace = must(
        Workspace::create(must(Database::open_in_memory()), "Bench", {clock, random, projections}));
    std::vector<RecordId> people;
    figure(has_projections ? "people with projections" : "people without projections",
           ms([&] { people = fill(*workspace, world, clock, random); }), "ms");
    if (!has_projections) continue;
    figure("facts and contacts",
           ms([&] { add_facts_and_contacts(*workspace, world, people, clock, random); }), "ms");
    measure(*workspace, directory, people);
    measure_segments(*workspace, world);
  }
  return 0;
}
