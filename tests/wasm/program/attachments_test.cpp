// Files of records: in, out, undone, erased, in backups, and cut off half way.
#include "core/practice/team_tables.h"
#include "core/store/attachment_file.h"
#include "tests/core/store/disk_files.h"
#include "tests/wasm/program/machine.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kith;
using namespace kith::test;
using namespace kith::wasm;

namespace {

std::string content_of(std::size_t size) {
  std::string text = "A lease with Riverbend.";
  while (text.size() < size)
    text += " Clause " + std::to_string(text.size());
  text.resize(size);
  return text;
}

// With somebody who has a field for files.
struct Office : Machine {
  RecordId ana;
  FieldId files;

  Office() {
    create();
    NewRecord made = add_person(*state().workspace, "Ana Okafor");
    ana = made.id;
    carry_out(ui::Commit{made.draft, "Added"});
    NewRecord field =
        add_field(*state().workspace, kinds::person, {.label = "Papers", .sort = FieldSort::files});
    files = field_of(field.id);
    carry_out(ui::Commit{field.draft, "Added"});
  }

  void begin_attaching(std::string name, std::string content) {
    program->carry_out(ui::AttachFile{ana, files});
    platform.file_to_attach = std::move(content);
    program->file_chosen(std::move(name), static_cast<std::int64_t>(platform.file_to_attach.size()),
                         platform.picks_for);
  }
  void attach(std::string name, std::string content) {
    begin_attaching(std::move(name), std::move(content));
    platform.settle(*program);
  }
  std::vector<Attachment> attached() {
    std::vector<Attachment> found;
    const auto record = state().workspace->read(ana);
    REQUIRE((record && *record));
    for (const FieldValue& entry : (*record)->values) {
      if (const auto* attachment = entry.value.get<Attachment>()) found.push_back(*attachment);
    }
    return found;
  }
  Bytes& sealed(const Attachment& attachment) {
    return *platform.attachments.content(attachment_file_name(attachment.key));
  }
};

}  // namespace

TEST_CASE("A file is attached to a record, kept sealed, and given back as it was") {
  Office office;
  const std::string content = content_of(700'000);
  office.attach("C:\\papers\\Lease.pdf", content);
  REQUIRE_FALSE(office.state().error);
  CHECK(office.state().toast.text == "Attached Lease.pdf");
  CHECK(office.state().attachment.phase == ui::AttachmentPhase::idle);
  REQUIRE(office.attached().size() == 1);
  const Attachment lease = office.attached()[0];
  CHECK(lease.name == "Lease.pdf");
  CHECK(lease.size == content.size());
  CHECK(lease.content_hash == hash(domain::attachment_content, as_bytes(content)));
  const Bytes& sealed = office.sealed(lease);
  CHECK(sealed.size() == sealed_attachment_size(content.size()));
  CHECK(lease.sealed_hash == hash(domain::attachment_sealed, sealed));
  CHECK(as_text(sealed).find("Riverbend") == std::string_view::npos);

  office.reopen();
  office.unlock();
  office.carry_out(ui::OpenAttachment{office.ana, office.files, lease});
  REQUIRE_FALSE(office.state().error);
  REQUIRE_FALSE(office.platform.downloads.empty());
  CHECK(office.platform.downloads.back() ==
        std::pair<std::string, std::string>("Lease.pdf", content));
}

TEST_CASE("Attaching is undone and redone; the file stays for that") {
  Office office;
  office.attach("Empty.txt", "");
  office.attach("Note.txt", "Rosa likes tulips");
  REQUIRE(office.attached().size() == 2);
  const Attachment note = office.attached()[1];
  office.carry_out(ui::UndoChange{*office.state().toast.undo});
  REQUIRE(office.attached().size() == 1);
  CHECK(office.attached()[0].name == "Empty.txt");
  CHECK(office.platform.attachments.list().size() == 2);
  office.carry_out(ui::UndoChange{*office.state().toast.undo});
  REQUIRE(office.attached().size() == 2);
  office.carry_out(ui::OpenAttachment{office.ana, office.files, note});
  CHECK(office.platform.downloads.back().second == "Rosa likes tulips");
}

TEST_CASE("What is given up or cut off half way leaves nothing") {
  Office office;
  office.begin_attaching("Lease.pdf", content_of(3'000'000));
  office.platform.settle(*office.program, 4);
  REQUIRE(office.state().attachment.phase == ui::AttachmentPhase::attaching);
  CHECK(office.state().attachment.progress > 0);
  CHECK(office.state().attachment.progress < 1);
  REQUIRE(office.platform.attachments.list().size() == 1);
  SECTION("by its user") {
    office.carry_out(ui::CancelAttachment{});
    CHECK(office.state().attachment.phase == ui::AttachmentPhase::idle);
  }
  SECTION("by a lock") {
    office.carry_out(ui::Lock{});
    office.reopen();
    office.unlock();
  }
  SECTION("by a crash") {
    const auto name = office.platform.attachments.list()[0];
    office.carry_out(ui::CancelAttachment{});
    REQUIRE(office.platform.attachments.open(name, true));
    office.reopen();
    office.unlock();
  }
  CHECK(office.platform.attachments.list().empty());
  CHECK(office.attached().empty());
}

TEST_CASE("A file for which there is no room is refused and leaves nothing") {
  Office office;
  office.platform.attachments.room_each = 300'000;
  office.attach("Lease.pdf", content_of(700'000));
  REQUIRE(office.state().error);
  CHECK(office.platform.attachments.list().empty());
  CHECK(office.attached().empty());
  // The next one is as good as any.
  office.attach("Note.txt", "small");
  CHECK_FALSE(office.state().error);
  CHECK(office.attached().size() == 1);
}

TEST_CASE("A file whose change is refused for want of room goes with the next opening") {
  Office office;
  office.platform.disk.room = office.platform.disk.used();
  for (int i = 0; i < 5'000 && !office.state().error; ++i)
    office.add("Somebody");
  REQUIRE(office.state().error);
  office.attach("Lease.pdf", content_of(100'000));
  REQUIRE(office.state().error);
  CHECK(office.state().toast.text != "Attached Lease.pdf");
  CHECK(office.attached().empty());
  CHECK(office.platform.attachments.list().size() == 1);
  office.platform.disk.room = UINT64_MAX;
  office.reopen();
  office.unlock();
  CHECK(office.attached().empty());
  CHECK(office.platform.attachments.list().empty());
}

TEST_CASE("A file that is attached leaves the one alone that is about to be imported") {
  Office office;
  office.choose("people.csv", google_csv(5));
  REQUIRE(office.state().import.phase == ui::ImportPhase::preview);
  office.attach("Note.csv", "First Name,Last Name\nWrong,Person\n");
  office.carry_out(ui::StartImport{});
  CHECK(office.people() == 6);
  REQUIRE(office.attached().size() == 1);
}

TEST_CASE("A file too large to keep is refused before anything is read") {
  Office office;
  office.program->carry_out(ui::AttachFile{office.ana, office.files});
  office.program->file_chosen("Film.mp4", (std::int64_t{100} << 20) + 1, FilePurpose::attachment);
  office.platform.settle(*office.program);
  REQUIRE(office.state().error);
  CHECK(office.state().error->code == ErrorCode::too_large);
  CHECK(office.platform.attachments.list().empty());
}

TEST_CASE("A file that is damaged or gone is not given to anybody") {
  Office office;
  office.attach("Lease.pdf", content_of(200'000));
  const Attachment lease = office.attached()[0];
  office.sealed(lease)[100'000] ^= 1;
  office.carry_out(ui::OpenAttachment{office.ana, office.files, lease});
  REQUIRE(office.state().error);
  CHECK(office.state().error->code == ErrorCode::damaged);
  office.platform.attachments.remove(attachment_file_name(lease.key));
  office.carry_out(ui::OpenAttachment{office.ana, office.files, lease});
  REQUIRE(office.state().error);
  CHECK(office.state().error->code == ErrorCode::not_found);
  CHECK(office.platform.downloads.empty());
}

TEST_CASE("An erased record takes its files with it") {
  Office office;
  office.attach("Lease.pdf", content_of(1000));
  office.carry_out(ui::Commit{trash(office.ana), "Moved"});
  CHECK(office.platform.attachments.list().size() == 1);
  auto erasure = erase_record(*office.state().workspace, office.ana);
  REQUIRE(erasure);
  office.carry_out(ui::EraseForGood{std::move(erasure->draft), "Erased"});
  CHECK(office.platform.attachments.list().empty());
}

TEST_CASE("Files stay while the workspace is older than it was, until somebody goes on with that") {
  Office office;
  office.program.reset();
  const Files older = files_of(office.platform.disk);
  office.start();
  office.unlock();
  office.attach("Lease.pdf", content_of(1000));
  const Attachment lease = office.attached()[0];
  office.program.reset();
  const Files newer = files_of(office.platform.disk);

  put_back(office.platform.disk, older);
  office.start();
  office.unlock();
  REQUIRE(office.state().missing_saves > 0);
  CHECK(office.attached().empty());
  CHECK(office.platform.attachments.list().size() == 1);
  office.program.reset();
  SECTION("the newer one comes back") {
    put_back(office.platform.disk, newer);
    office.start();
    office.unlock();
    office.carry_out(ui::OpenAttachment{office.ana, office.files, lease});
    CHECK_FALSE(office.state().error);
  }
  SECTION("the older one is gone on with") {
    office.start();
    office.unlock();
    office.carry_out(ui::AcceptOlderState{});
    office.reopen();
    office.unlock();
    CHECK(office.platform.attachments.list().empty());
  }
}

TEST_CASE("A backup brings files along, and does without one that is gone") {
  Office office;
  const std::string content = content_of(700'000);
  office.attach("Lease.pdf", content);
  office.attach("Gone.pdf", "gone");
  office.attach("Note.txt", "Rosa likes tulips");
  const std::vector<Attachment> all = office.attached();
  REQUIRE(all.size() == 3);
  office.platform.attachments.remove(attachment_file_name(all[1].key));
  office.carry_out(ui::MakeBackup{});
  REQUIRE(office.state().backup.phase == ui::BackupPhase::idle);
  REQUIRE(office.platform.downloads.size() == 1);
  const std::string backup = office.platform.downloads[0].second;

  Machine other;
  other.choose("kith-backup.kith", backup);
  other.carry_out(ui::RestoreWithPassphrase{passphrase});
  REQUIRE(other.state().vault == ui::VaultStatus::open);
  CHECK(other.platform.attachments.list().size() == 2);
  other.carry_out(ui::OpenAttachment{office.ana, office.files, all[0]});
  REQUIRE_FALSE(other.state().error);
  CHECK(other.platform.downloads.back().second == content);
  other.carry_out(ui::OpenAttachment{office.ana, office.files, all[1]});
  CHECK(other.state().error);

  // Cut off half way, nothing of it stays.
  Machine third;
  third.choose("kith-backup.kith", backup.substr(0, backup.size() - 100));
  third.carry_out(ui::RestoreWithPassphrase{passphrase});
  CHECK(third.state().restore.phase == ui::RestorePhase::failed);
  CHECK(third.platform.attachments.list().empty());
}
