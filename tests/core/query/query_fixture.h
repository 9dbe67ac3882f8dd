// A workspace in memory with the directory and the search index beside it.
#pragma once

#include "core/query/directory.h"
#include "core/query/filter_runner.h"
#include "core/query/search.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace kith {

// The value of a result that the test has no use for failing.
template <class T>
T must(Result<T> result) {
  if (!result) FAIL(result.error().text << " " << result.error().detail);
  return std::move(*result);
}

struct QueryWorkspace {
  Directory directory;
  SearchIndex index{directory};
  FilterIndex filter_index;
  TestWorkspace workspace;

  explicit QueryWorkspace(std::uint64_t seed = 1)
      : workspace(seed, {&directory, &index, &filter_index}) {}

  Database& db() { return workspace->database(); }

  RecordId add(KindId kind, std::vector<FieldValue> values) {
    Draft draft(Intent{IntentCode::add_person});
    const RecordId id = draft.create(kind, workspace.new_id(), std::move(values));
    workspace.commit(draft);
    return id;
  }
  RecordId person(std::string name, std::vector<FieldValue> more = {}) {
    more.push_back({fields::person::name, Value::text(std::move(name))});
    return add(kinds::person, std::move(more));
  }
  RecordId organisation(std::string name) {
    return add(kinds::organisation, {{fields::organisation::name, Value::text(std::move(name))}});
  }
  RecordId fact(RecordId subject, std::string topic, std::string text) {
    return add(kinds::fact, {{fields::fact::subject, Value::link(subject)},
                             {fields::fact::topic, Value::text(std::move(topic))},
                             {fields::fact::text, Value::text(std::move(text))}});
  }
  RecordId contact(std::vector<RecordId> people, std::string on, std::string summary = {}) {
    std::vector<FieldValue> values = {{fields::interaction::on, Value::date(std::move(on))},
                                      {fields::interaction::summary, Value::text(summary)}};
    for (RecordId id : people)
      values.push_back({fields::interaction::people, Value::link(id)});
    return add(kinds::interaction, std::move(values));
  }
  void trash(RecordId id) {
    Draft draft(Intent{IntentCode::trash, {id}});
    draft.trash(id);
    workspace.commit(draft);
  }
  void set(RecordId id, FieldId field, Value value) { workspace.set(id, field, std::move(value)); }

  SearchResults search(std::string_view text, int count_max = 50) {
    return must(kith::search(*workspace, directory, text, count_max));
  }
  // The names found, with a comma between.
  std::string found(std::string_view text) {
    std::string names;
    for (const SearchHit& hit : search(text).hits)
      names += (names.empty() ? "" : ", ") + hit.row.name;
    return names;
  }
  ListRow row(RecordId id) {
    const auto view = workspace.read(id);
    REQUIRE(view);
    auto shown = must(directory.row(db(), view->kind, view->row));
    REQUIRE(shown);
    return *shown;
  }
};

}  // namespace kith
