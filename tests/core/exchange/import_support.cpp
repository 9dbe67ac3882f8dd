#include "tests/core/exchange/import_support.h"

#include "core/record/schema.h"
#include "core/record/stored_value.h"

#include <algorithm>

namespace kith::test {

namespace {

constexpr std::int64_t budget_us = 8'000;

std::string joined(std::vector<std::string> lines) {
  std::ranges::sort(lines);
  std::string all;
  for (const std::string& line : lines)
    all += line + "\n";
  return all;
}

std::vector<RecordId> ids(Workspace& workspace, const std::string& sql, RecordId about) {
  auto find = workspace.database().prepare(sql);
  REQUIRE(find);
  find->bind(about);
  std::vector<RecordId> found;
  while (find->step().value_or(false))
    found.push_back(find->get<RecordId>(0));
  return found;
}

std::string text(const RecordView& view, FieldId field) {
  const Value* value = view.find(field);
  return value == nullptr ? std::string{} : value->as_text();
}

}  // namespace

ReadFile read_file(std::string_view file, ParseOptions options) {
  if (options.file_name.empty()) options.file_name = "contacts.csv";
  ReadFile read;
  Parser parser(std::move(options));
  REQUIRE(parser.feed(as_bytes(file)));
  REQUIRE(parser.finish());
  while (auto batch = parser.take_batch())
    read.batches.push_back(std::move(*batch));
  read.report = parser.report();
  return read;
}

void finish(ImportJob& job) {
  for (;;) {
    const auto state = job.step(budget_us);
    if (!state) FAIL(state.error().text << " " << state.error().detail);
    if (*state == StepState::finished) return;
    REQUIRE(*state == StepState::busy);
  }
}

void finish(ImportUndo& undo) {
  for (;;) {
    const auto state = undo.step(budget_us);
    if (!state) FAIL(state.error().text << " " << state.error().detail);
    if (*state == StepState::finished) return;
  }
}

Imported run_import(Workspace& workspace, std::string_view file, DateOrder order,
                    ParseOptions options) {
  ReadFile read = read_file(file, std::move(options));
  ImportJob job(workspace, make_import_plan(read.report, "contacts.csv", order));
  for (Bytes& batch : read.batches)
    job.offer(std::move(batch));
  REQUIRE(job.finish_input(read.report));
  finish(job);
  return {job.import(), job.state(), job.counts(), {}};
}

ImportCounts preview(Workspace& workspace, std::string_view file) {
  ReadFile read = read_file(file);
  ImportPreview preview(workspace);
  for (Bytes& batch : read.batches)
    preview.offer(std::move(batch));
  preview.finish_input(read.report);
  for (;;) {
    const auto state = preview.step(budget_us);
    REQUIRE(state);
    if (*state == StepState::finished) return preview.counts();
  }
}

std::int64_t count(Workspace& workspace, KindId kind) {
  auto find = workspace.database().prepare("SELECT count(*) FROM " + table_name(kind) +
                                           " WHERE life % 2 = 1");
  REQUIRE(find);
  REQUIRE(find->first().value_or(false));
  return find->get<std::int64_t>(0);
}

RecordId person(Workspace& workspace, std::string_view name) {
  auto find = workspace.database().prepare("SELECT id FROM " + table_name(kinds::person) +
                                           " WHERE life % 2 = 1 AND " +
                                           column_name(fields::person::name) + " = ?");
  REQUIRE(find);
  find->bind(name);
  INFO(name);
  REQUIRE(find->step().value_or(false));
  const auto id = find->get<RecordId>(0);
  REQUIRE_FALSE(find->step().value_or(true));
  return id;
}

std::string facts(Workspace& workspace, RecordId subject) {
  std::vector<std::string> lines;
  for (RecordId id : ids(workspace,
                         "SELECT id FROM " + table_name(kinds::fact) + " WHERE life % 2 = 1 AND " +
                             column_name(fields::fact::subject) + " = ?",
                         subject)) {
    const auto view = workspace.read(id);
    REQUIRE(view);
    lines.push_back(text(**view, fields::fact::topic) + ": " + text(**view, fields::fact::text));
  }
  return joined(lines);
}

std::string ties(Workspace& workspace, RecordId from) {
  std::vector<std::string> lines;
  for (RecordId id : ids(workspace,
                         "SELECT id FROM " + table_name(kinds::tie) + " WHERE life % 2 = 1 AND " +
                             column_name(fields::tie::from) + " = ?",
                         from)) {
    const auto view = workspace.read(id);
    REQUIRE(view);
    std::string other = text(**view, fields::tie::to_name);
    if (const Value* to = (*view)->find(fields::tie::to)) {
      const auto other_view = workspace.read(*to->get<RecordId>());
      REQUIRE(other_view);
      other = "[" + text(**other_view, fields::person::name) + "]";
    }
    lines.push_back(text(**view, fields::tie::relation) + " > " + other);
  }
  return joined(lines);
}

}  // namespace kith::test
