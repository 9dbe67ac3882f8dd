#include "tests/core/exchange/golden_workspace.h"

#include "core/exchange/import_undo.h"
#include "core/practice/commands.h"
#include "core/practice/erasure.h"
#include "core/record/changeset.h"
#include "core/record/schema.h"
#include "tests/core/exchange/import_support.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace kith::test {
namespace {

const std::string folder = "tests/data/v1/workspace/";
constexpr PageLogLimits limits{.growth_step_bytes = 1};

constexpr const char* contacts_csv =
    "Name,E-mail,Phone,Company,Birthday,Colour\n"
    "Milan Weiss,milan@x.example,+43 1 555 0101,Donau Verein,1971-03-04,green\n"
    "Ana Okafor,ana@work.example,,River Trust,,blue\n"
    "\xe6\x9d\x8e\xe9\x9b\xb7,li@x.example,,,,red\n";
constexpr const char* mistaken_csv =
    "Name,E-mail\nWrong Person,wrong@x.example\nWrong Other,other@x.example\n";

class Filler {
 public:
  explicit Filler(GoldenWorkspace& golden) : golden_(golden) {}

  void fill() {
    fill_people();
    fill_story();
    edit_and_undo();
    fill_schema();
    run_import(*golden_, contacts_csv);
    take_back(run_import(*golden_, mistaken_csv).import);
    apply_foreign();
    merge_some();
    erase_some();
    run_import(*golden_, contacts_csv);
    REQUIRE(golden_->keep_unsaved(
        std::array<UnsavedText, 1>{UnsavedText{"#/people capture", "met Zo\xc3\xab at the"}}));
    // Most of it lies in its pages, the last change in the log.
    REQUIRE(golden_.vault().log().checkpoint());
    REQUIRE(golden_->keep_unsaved(std::array<UnsavedText, 1>{
        UnsavedText{"#/people/" + uuid_text(ana_.bytes) + " nickname", "Annie"}}));
  }

 private:
  ChangesetId commit(const Draft& draft) {
    golden_.clock().advance_ms(60'000);
    const auto committed = golden_->commit(draft);
    INFO(why(committed));
    REQUIRE(committed);
    return committed->id;
  }
  RecordId put(const NewRecord& made) {
    commit(made.draft);
    return made.id;
  }
  ChangesetId edit(RecordId record, FieldId field, std::string_view typed) {
    const auto draft = edit_field(*golden_, record, field, typed);
    REQUIRE(draft);
    return commit(*draft);
  }
  RecordId new_id() { return make_uuid_v7<RecordId>(golden_.clock(), golden_.random()); }

  void fill_people() {
    ana_ = put(add_person(*golden_, "Ana Okafor"));
    zoe_ = put(add_person(*golden_,
                          "Zo\xc3\xab Gr\xc3\xbc"
                          "nwald"));
    const RecordId trust = put(add_organisation(*golden_, "River Trust"));
    commit(edit_link(ana_, fields::person::organisation, trust));
    edit(ana_, fields::person::birthday, "20 July");
    edit(ana_, fields::person::nickname, "Ani");
    edit(ana_, fields::person::notes, "Chairs the board.\nPrefers letters.");
    namespace p = fields::person;
    const std::array<std::pair<FieldId, Value>, 6> elements = {
        std::pair{p::emails, Value::contact(ValueType::email, {"ana@work.example", "Work", true})},
        std::pair{p::phones, Value::contact(ValueType::phone, {"+33 1 23 45", "", false})},
        std::pair{p::urls, Value::contact(ValueType::url, {"https://ana.example", "Home", false})},
        std::pair{p::handles, Value::contact(ValueType::handle, {"@ana", "Mastodon", false})},
        std::pair{p::addresses, Value::address({"Home", "1 Rue X", "B", "PO 3", "Nantes", "PdL",
                                                "44000", "France"})},
        std::pair{p::labels, Value::text("Board")}};
    for (const auto& [field, value] : elements)
      commit(add_element(ana_, field, value));
    commit(remove_element(p::labels, {{ana_, Value::text("Board")}}));
    Draft household(Intent{IntentCode::add_household});
    const RecordId home =
        household.create(kinds::household, new_id(),
                         {{fields::household::name, Value::text("Okafor-Gr\xc3\xbcnwald")}});
    household.set(zoe_, p::household, Value::link(home));
    commit(household);
    commit(trash(put(add_person(*golden_, "Thrown Away"))));
    const RecordId back = put(add_person(*golden_, "Brought Back"));
    commit(trash(back));
    commit(restore(back));
  }

  void fill_story() {
    const RecordId fact = put(add_fact(
        *golden_, {ana_, "loves", "Octavia Butler", FactHow::told_us, zoe_, PartialDate{2024, 5}}));
    commit(confirm_fact(*golden_, fact));
    commit(trash(put(add_fact(*golden_, {zoe_, "allergic to", "nuts", {}, {}, {}}))));
    put(add_tie(*golden_, {ana_, "spouse", zoe_, {}}));
    put(add_tie(*golden_, {zoe_, "sister", {}, "Klara"}));
    put(add_interaction(*golden_, {.people = {ana_, zoe_},
                                   .channel = Channel::meeting,
                                   .summary = "Talked",
                                   .notes = "About the garden.\nAgain in May."}));
    put(add_interaction(*golden_, {.people = {zoe_},
                                   .channel = Channel::letter,
                                   .direction = Direction::from_us,
                                   .summary = "Thanks",
                                   .notes = {}}));
  }

  void edit_and_undo() {
    const ChangesetId first = edit(zoe_, fields::person::job_title, "Gardener");
    const ChangesetId second = edit(zoe_, fields::person::job_title, "Head gardener");
    const auto undone = golden_->undo(second);
    REQUIRE(undone);
    REQUIRE(golden_->undo(first));
    REQUIRE(golden_->undo(undone->committed.id));
  }

  void fill_schema() {
    Draft draft(Intent{IntentCode::define_schema});
    namespace k = fields::schema_kind;
    namespace s = fields::schema_field;
    draft.create(kinds::schema_kind, new_id(),
                 {{k::label, Value::text("Boat")}, {k::hidden, Value::yes_no(false)}});
    draft.create(kinds::schema_field, new_id(),
                 {{s::label, Value::text("Length")}, {s::value_type, Value::integer(3)}});
    commit(draft);
  }

  void take_back(RecordId import) {
    ImportUndo undo(*golden_, import, ImportState::undone);
    finish(undo);
  }

  // A teammate's: an op and a value of types that are not known yet, a value of another type than
  // its field's, an edit of what somebody else edited too.
  void apply_foreign() {
    ChangesetHeader header;
    header.circle = golden_->commons();
    header.stream = {1, 77};
    header.first_counter = header.start_counter = 1;
    header.wall_ms = golden_.clock().wall_ms() + 1000;
    header.hlc = static_cast<std::uint64_t>(header.wall_ms) << 16;
    ChangesetWriter writer(header);
    const std::array<std::pair<FieldId, Value>, 5> values = {
        std::pair{fields::person::department, Value::money({-1250, "EUR", 2})},
        std::pair{fields::person::city, Value::instant({1'714'521'600'123, -210})},
        std::pair{fields::person::middle_name, Value::real(2.5)},
        std::pair{fields::person::nickname, Value::text("Annika")},
        std::pair{FieldId{9, 9}, Value::text("for a field of a team")}};
    for (const auto& [field, value] : values) {
      Op op;
      op.type = OpType::set;
      op.record = ana_;
      op.field = field;
      op.value = value;
      writer.put(op);
    }
    Op later;
    later.type = static_cast<OpType>(77);
    later.unknown = {1, 2, 3};
    writer.put(later);
    const Bytes body = writer.finish(1);
    REQUIRE(golden_->apply(std::array{ByteView(body)}));
  }

  // One that stays, and one that was taken back.
  void merge_some() {
    const RecordId zoe = put(add_person(*golden_, "Z. Grunwald"));
    const RecordId other = put(add_person(*golden_, "Zora Grunwald"));
    for (const RecordId one : {zoe, other}) {
      Draft draft(Intent{.code = IntentCode::merge, .records = {zoe_, one}});
      draft.merge(one, zoe_);
      commit(draft);
    }
    REQUIRE(
        golden_->unmerge(other, Draft(Intent{.code = IntentCode::unmerge, .records = {other}})));
  }

  void erase_some() {
    const RecordId milan = person(*golden_, "Milan Weiss");
    edit(milan, fields::person::nickname, "Milo");
    put(add_fact(*golden_, {milan, "plays", "the cello", {}, {}, {}}));
    // Without a direction that Kith knows.
    put(add_interaction(*golden_, {.people = {milan, zoe_},
                                   .channel = Channel::visit,
                                   .direction = {},
                                   .summary = "Came by",
                                   .notes = {}}));
    const auto erasure = erase_record(*golden_, milan);
    REQUIRE(erasure);
    commit(erasure->draft);
    Draft field(Intent{.code = IntentCode::erase, .records = {ana_}});
    field.erase(ana_, fields::person::notes);
    commit(field);
  }

  GoldenWorkspace& golden_;
  RecordId ana_;
  RecordId zoe_;
};

std::string words_of(const Value& value) {
  Encoder out;
  value.encode(out);
  std::string text = value.as_text();
  for (char& c : text)
    c = c == '\n' ? '|' : c;
  return text.empty() ? to_hex(out.bytes()) : text;
}

// Each row of a kind that was ever created, the trash too, by id.
std::string records_of(Workspace& workspace, const KindInfo& kind) {
  auto find = workspace.database().prepare("SELECT id, life FROM " + table_name(kind) +
                                           " WHERE life > 0 ORDER BY id");
  REQUIRE(find);
  std::string text;
  while (find->step().value_or(false)) {
    const auto view = workspace.read(find->get<RecordId>(0));
    REQUIRE(view);
    REQUIRE(*view);
    text += kind.label + " " + uuid_text((*view)->id.bytes) + " life " +
            std::to_string(find->get<std::int64_t>(1)) + "\n";
    for (const FieldValue& entry : (*view)->values) {
      text +=
          "  " + workspace.schema().field(entry.field)->label + ": " + words_of(entry.value) + "\n";
    }
  }
  return text;
}

}  // namespace

Result<void> GoldenWorkspace::create() {
  storage_ = TRY(OpenDatabase::create(disk_, random_, limits));
  // Without lists and search, for smaller files.
  workspace_ = TRY(Workspace::create(std::move(*storage_.db), "River Trust", {clock_, random_}));
  storage_.db.reset();
  return {};
}

Result<void> GoldenWorkspace::open() {
  storage_ = TRY(OpenDatabase::open(disk_, random_, limits));
  auto opened =
      Workspace::open(std::move(*storage_.db), {clock_, random_, {&directory_, &search_}});
  storage_.db.reset();
  workspace_ = TRY(std::move(opened));
  return {};
}

void GoldenWorkspace::close() {
  workspace_.reset();
  storage_.close();
}

void fill_golden(GoldenWorkspace& golden) {
  Filler(golden).fill();
}

std::string listing(Workspace& workspace) {
  std::string text;
  for (const KindInfo& kind : workspace.schema().kinds())
    text += records_of(workspace, kind);
  const auto unsaved = workspace.unsaved();
  REQUIRE(unsaved);
  for (const UnsavedText& one : *unsaved)
    text += "Not saved, " + one.place + ": " + one.text + "\n";
  const auto changesets = workspace.changesets_after(0, 1'000'000);
  REQUIRE(changesets);
  text += "Changesets: " + std::to_string(changesets->size()) + "\n";
  const auto digest = workspace.state_digest();
  REQUIRE(digest);
  return text + "Digest: " + to_hex(*digest) + "\n";
}

void read_files(MemoryDisk& disk, const std::string& name) {
  for (std::size_t i = 0; i < file_count; ++i) {
    const auto file_name = static_cast<FileName>(i);
    std::ifstream file(folder + name + "/" + file_name_text(file_name), std::ios::binary);
    disk.file(file_name).content() = Bytes(std::istreambuf_iterator<char>(file), {});
  }
}

void write_files(MemoryDisk& disk, const std::string& name) {
  std::filesystem::create_directories(folder + name);
  for (std::size_t i = 0; i < file_count; ++i) {
    const auto file_name = static_cast<FileName>(i);
    const Bytes& content = disk.file(file_name).content();
    if (content.empty()) continue;
    std::ofstream file(folder + name + "/" + file_name_text(file_name), std::ios::binary);
    file.write(reinterpret_cast<const char*>(content.data()),
               static_cast<std::streamsize>(content.size()));
  }
}

std::string read_listing(const std::string& name) {
  std::ifstream file(folder + name + "/listing.txt", std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void write_listing(const std::string& name, const std::string& text) {
  std::ofstream file(folder + name + "/listing.txt", std::ios::binary);
  file << text;
}

}  // namespace kith::test
