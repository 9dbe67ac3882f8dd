// Which sealed files a workspace's log names: those are kept, all others can go.
#include "core/record/backup.h"
#include "core/store/attachment_file.h"
#include "tests/core/record/workspace_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>

using namespace kith;

namespace {

namespace p = fields::person;

struct File {
  Value value;
  std::string name;
};

File file(std::uint8_t number) {
  Attachment attachment;
  attachment.key.fill(number);
  attachment.size = number;
  attachment.name = "File " + std::to_string(number);
  return {Value::attachment(attachment), attachment_file_name(attachment.key)};
}

void erase(TestWorkspace& workspace, RecordId record, FieldId field = {}) {
  Draft draft(Intent{IntentCode::erase});
  draft.erase(record, field);
  workspace.commit(draft);
}

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> attached(TestWorkspace& workspace) {
  return *workspace->attached_files();
}

Bytes content_with(Workspace& workspace, std::initializer_list<FilePiece> pieces) {
  auto source = BackupSource::begin(workspace);
  REQUIRE(source);
  Bytes content;
  while (!source->is_time_for_files())
    append(content, *source->next());
  for (const FilePiece& piece : pieces)
    append(content, BackupSource::encode(piece));
  append(content, *source->next());
  CHECK(source->next()->empty());
  return content;
}

struct Restored {
  ManualClock clock;
  SeededRandom random{5};
  std::vector<FilePiece> pieces;

  Result<void> restore(ByteView content) {
    WorkspaceRestore restore(TRY(Database::open_in_memory()), {clock, random});
    TRY(restore.feed(content));
    while (TRY(restore.step())) {
      if (auto piece = restore.take_file_piece()) pieces.push_back(std::move(*piece));
    }
    return restore.finish() ? Result<void>() : fail(ErrorCode::malformed, "not whole");
  }
};

}  // namespace

TEST_CASE("a file is the workspace's as long as its log names it, shown or not") {
  TestWorkspace workspace;
  const RecordId ana = workspace.add_person("Ana");
  const File lease = file(1);
  const File photo = file(2);
  CHECK_FALSE(*workspace->is_attached(lease.name));
  workspace.set(ana, p::nickname, lease.value);
  Draft add(Intent{IntentCode::edit_field, {ana}});
  add.add(ana, p::labels, photo.value);
  workspace.commit(add);
  CHECK(attached(workspace) == sorted({lease.name, photo.name}));
  // Its history has it still.
  workspace.set(ana, p::nickname, Value::text("Annie"));
  CHECK(*workspace->is_attached(lease.name));
  const StateDigest digest = workspace.digest();
  REQUIRE(workspace->rebuild());
  CHECK(workspace.digest() == digest);
  CHECK(attached(workspace) == sorted({lease.name, photo.name}));
}

TEST_CASE("a file goes with the last that names it for good") {
  TestWorkspace workspace;
  const File lease = file(1);
  const File photo = file(2);
  Draft draft(Intent{IntentCode::add_person});
  const RecordId ana = draft.create(kinds::person, workspace.new_id(),
                                    {{p::name, Value::text("Ana")}, {p::nickname, lease.value}});
  draft.create(kinds::person, workspace.new_id(), {{p::name, photo.value}});
  workspace.commit(draft);
  const RecordId ben = workspace.add_person("Ben");
  workspace.set(ben, p::nickname, lease.value);
  erase(workspace, ana);
  // Said in one change with what was erased, and by somebody else.
  CHECK(attached(workspace) == sorted({lease.name, photo.name}));
  erase(workspace, ben, p::nickname);
  CHECK(attached(workspace) == std::vector{photo.name});
  REQUIRE(workspace->rebuild());
  CHECK(attached(workspace) == std::vector{photo.name});
}

TEST_CASE("what a backup holds of files comes back in its order") {
  TestWorkspace workspace;
  workspace.add_person("Ana");
  const std::string a = file(1).name;
  const std::string b = file(2).name;
  Restored restored;
  REQUIRE(restored.restore(
      content_with(*workspace, {{a, 5, 0, {1, 2, 3}}, {a, 5, 3, {4, 5}}, {b, 1, 0, {6}}})));
  REQUIRE(restored.pieces.size() == 3);
  CHECK(restored.pieces[1].file == a);
  CHECK(restored.pieces[1].offset == 3);
  CHECK(restored.pieces[1].bytes == Bytes{4, 5});
  CHECK(restored.pieces[2].file == b);
}

TEST_CASE("a backup whose files are not whole or not in order is refused") {
  TestWorkspace workspace;
  const std::string a = file(1).name;
  const std::string b = file(2).name;
  const auto is_refused = [&](std::initializer_list<FilePiece> pieces) {
    return !Restored().restore(content_with(*workspace, pieces));
  };
  CHECK(is_refused({{a, 5, 0, {1, 2, 3}}}));                     // cut off
  CHECK(is_refused({{a, 5, 0, {1, 2, 3}}, {b, 5, 3, {4, 5}}}));  // another's end
  CHECK(is_refused({{a, 5, 0, {1, 2, 3}}, {a, 5, 2, {4, 5, 6}}}));
  CHECK(is_refused({{a, 2, 0, {1, 2, 3}}}));
  CHECK(is_refused({{a, 2, 0, {}}}));
  CHECK(is_refused({{"../head", 1, 0, {1}}}));
  CHECK(is_refused({{a, std::uint64_t{1} << 40, 0, {1}}}));
}
