#include "wasm/bench/fill.h"

#include "core/query/list_window.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"

#include <array>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::bench {
namespace {

constexpr int facts_each = 3;
constexpr int contacts_each = 5;
constexpr std::size_t people_at_once = 50;  // to a change
constexpr std::size_t changes_in_a_flush = 50;
constexpr std::int64_t days_back = 1500;
constexpr std::int64_t until_done_us = 1'000'000'000;

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> things = {{
    {"loves", "the river and its herons"},
    {"allergic to", "lilies"},
    {"offers", "a van on Saturdays"},
    {"interested in", "the choir in spring"},
    {"children", "two, Mara and Idris"},
    {"works with", "the school by the bridge"},
}};
constexpr std::array<std::string_view, 5> stories = {
    "Called about the spring letter", "Met at the harvest supper", "Wrote to thank for the van",
    "Spoke of the garden and the roof", "Sent the minutes of the meeting"};

class Filler {
 public:
  Filler(Workspace& workspace, const Directory& directory)
      : workspace_(workspace), list_(workspace, directory, kinds::person) {}

  Result<FillFigures> run() {
    const std::int64_t begin = workspace_.clock().steady_us();
    today_ = days_from_civil(today(workspace_.clock()));
    const std::vector<RecordId> people = TRY(everybody());
    if (people.empty()) return fail(ErrorCode::not_found, "There is nobody in this workspace.");
    std::size_t changes = 0;
    for (std::size_t first = 0; first < people.size(); first += people_at_once) {
      Draft draft(Intent{IntentCode::edit_field});
      for (std::size_t i = first; i < std::min(first + people_at_once, people.size()); ++i)
        add_to(draft, people[i], i == 0 ? contacts_of_the_first : contacts_each);
      TRY(workspace_.commit(draft, Durability::later));
      if (++changes % changes_in_a_flush == 0) TRY(workspace_.flush());
    }
    TRY(workspace_.flush());
    figures_.fill_ms = static_cast<double>(workspace_.clock().steady_us() - begin) / 1000;
    return figures_;
  }

 private:
  Result<std::vector<RecordId>> everybody() {
    TRY(list_.advance(until_done_us));
    std::vector<RecordId> people;
    for (const ListRow* row : TRY(list_.rows(0, list_.size())))
      people.push_back(row->id);
    return people;
  }

  RecordId new_id() { return make_uuid_v7<RecordId>(workspace_.clock(), workspace_.random()); }
  std::size_t next(std::size_t count) { return (serial_ += 7919) % count; }

  void add_to(Draft& draft, RecordId person, int contacts) {
    for (int i = 0; i < facts_each; ++i, ++figures_.facts) {
      const auto& [topic, text] = things[next(things.size())];
      draft.create(kinds::fact, new_id(),
                   {{fields::fact::subject, Value::link(person)},
                    {fields::fact::topic, Value::text(std::string(topic))},
                    {fields::fact::text, Value::text(std::string(text))}});
    }
    for (int i = 0; i < contacts; ++i, ++figures_.contacts) {
      const auto days = static_cast<std::int64_t>(next(days_back));
      const auto channel = static_cast<std::uint32_t>(1 + next(9));
      const RecordId id = draft.create(
          kinds::interaction, new_id(),
          {{fields::interaction::channel, Value::choice(channel)},
           {fields::interaction::on, Value::date(edtf_text(civil_from_days(today_ - days)))},
           {fields::interaction::summary,
            Value::text(std::string(stories[next(stories.size())]))}});
      draft.add(id, fields::interaction::people, Value::link(person));
    }
  }

  Workspace& workspace_;
  ListWindow list_;
  FillFigures figures_;
  std::int64_t today_ = 0;
  std::size_t serial_ = 0;
};

}  // namespace

Result<FillFigures> fill_workspace(Workspace& workspace, const Directory& directory) {
  return Filler(workspace, directory).run();
}

std::string to_json(const FillFigures& figures) {
  std::array<char, 128> text;
  std::snprintf(text.data(), text.size(), R"({"facts":%lld,"contacts":%lld,"fill_ms":%.6g})",
                static_cast<long long>(figures.facts), static_cast<long long>(figures.contacts),
                figures.fill_ms);
  return text.data();
}

}  // namespace kith::bench
