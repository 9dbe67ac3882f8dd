// Storage, the log of changes, and the messages between the program's parts.
#include "core/base/assert.h"
#include "core/query/filter.h"
#include "core/record/backup.h"
#include "core/record/builtin.h"
#include "core/record/changeset.h"
#include "core/record/genesis.h"
#include "core/record/workspace.h"
#include "core/store/backup_file.h"
#include "core/store/head.h"
#include "tests/core/store/decoder_fuzz.h"
#include "tests/fuzz/targets.h"
#include "wasm/helper_messages.h"
#include "wasm/input_events.h"

namespace kith::fuzz {

namespace {

std::string text_of(ByteView bytes) {
  return std::string(as_text(bytes));
}

}  // namespace

// A changeset that is accepted has one spelling only: written again it is the same bytes.
void run_changeset(ByteView input) {
  ChangesetReader reader(input);
  if (!reader.is_readable()) return;
  ChangesetWriter writer(reader.header());
  Op op;
  while (reader.next(op))
    writer.put(op);
  ASSERT(reader.finished() == check_changeset(input).has_value());
  if (reader.finished()) ASSERT(equal(writer.finish(reader.header().part_count), input));
}

void run_value(ByteView input) {
  Decoder in(input);
  const Value value = Value::decode(in);
  if (!in.finished()) return;
  ASSERT(value.is_valid());
  Encoder out;
  value.encode(out);
  ASSERT(equal(out.bytes(), input));
}

// As bytes and as the text that a segment holds.
void run_filter(ByteView input) {
  if (const auto filter = decode_filter(input)) ASSERT(equal(encode_filter(*filter), input));
  if (const auto filter = read_filter_text(as_text(input)))
    ASSERT(filter_text(*filter) == as_text(input));
}

void run_genesis(ByteView input) {
  (void)read_genesis(input);
}

void run_storage(ByteView input) {
  test::fuzz_storage(input);
}
void run_head(ByteView input) {
  test::fuzz_head(input);
}
void run_log(ByteView input) {
  test::fuzz_log(input);
}

// As the head of a file, as what such a file says of its workspace, and as all of its content.
void run_backup(ByteView input) {
  (void)decode_backup_head(input);
  if (const auto identity = decode_identity(input)) {
    Encoder out;
    encode_identity(out, *identity);
    ASSERT(equal(out.bytes(), input));
  }
  ManualClock clock;
  SeededRandom random(1);
  auto db = Database::open_in_memory();
  ASSERT(db);
  WorkspaceRestore restore(std::move(*db), {clock, random});
  ASSERT(restore.feed(input));
  Result<bool> more = true;
  while (more && *more)
    more = restore.step();
  if (more) (void)restore.finish();
}

// The first byte chooses the message.
void run_message(ByteView input) {
  if (input.empty()) return;
  const ByteView message = input.subspan(1);
  switch (input[0] % 5) {
    case 0:
      (void)wasm::decode_parsed_step(message);
      break;
    case 1:
      (void)wasm::decode_derive_key_request(message);
      break;
    case 2:
      (void)wasm::decode_derived_key(message);
      break;
    case 3:
      (void)wasm::decode_error(message);
      break;
    default:
      (void)ParseOptions::decode(message);
      break;
  }
}

void run_input(ByteView input) {
  (void)wasm::read_input_events(input);
}

// What a workspace writes when people and a few facts are put into it and taken out again.
std::vector<std::string> changeset_seeds() {
  ManualClock clock;
  SeededRandom random(3);
  auto db = Database::open_in_memory();
  ASSERT(db);
  auto workspace = Workspace::create(std::move(*db), "Seeds", {clock, random, {}});
  ASSERT(workspace);
  Draft draft(Intent{IntentCode::add_person});
  const RecordId ana = draft.create(kinds::person, make_uuid_v7<RecordId>(clock, random),
                                    {{fields::person::name, Value::text("Ana \xe6\x9d\x8e")},
                                     {fields::person::birthday, Value::date("--07-20")}});
  draft.add(ana, fields::person::emails,
            Value::contact(ValueType::email, {.text = "ana@x.example", .label = "Work"}));
  const auto committed = (*workspace)->commit(draft);
  ASSERT(committed);
  ASSERT((*workspace)->undo(committed->id));
  const auto changesets = (*workspace)->changesets_after(0, 100);
  ASSERT(changesets);
  std::vector<std::string> seeds;
  for (const Bytes& changeset : *changesets)
    seeds.push_back(text_of(changeset));
  return seeds;
}

std::vector<std::string> backup_seeds() {
  ManualClock clock;
  SeededRandom random(3);
  auto db = Database::open_in_memory();
  ASSERT(db);
  auto workspace = Workspace::create(std::move(*db), "Seeds", {clock, random, {}});
  ASSERT(workspace);
  Draft draft(Intent{IntentCode::add_person});
  draft.create(kinds::person, make_uuid_v7<RecordId>(clock, random),
               {{fields::person::name, Value::text("Ana")}});
  ASSERT((*workspace)->commit(draft));
  Encoder identity;
  encode_identity(identity, *(*workspace)->identity());
  auto source = BackupSource::begin(**workspace);
  ASSERT(source);
  std::string content;
  for (Bytes some = *source->next(); !some.empty(); some = *source->next())
    content += as_text(some);
  return {text_of(identity.bytes()), content, "kithback"};
}

std::vector<std::string> value_seeds() {
  std::vector<std::string> seeds;
  for (const Value& value :
       {Value::text("Ana"), Value::integer(-5), Value::date("2020-01/.."), Value::yes_no(true),
        Value::contact(ValueType::phone, {.text = "+44 1", .label = "Home", .preferred = true}),
        Value::address({}), Value::choice(3), Value::link(RecordId{})}) {
    Encoder out;
    value.encode(out);
    seeds.push_back(text_of(out.bytes()));
  }
  return seeds;
}

std::vector<std::string> filter_seeds() {
  const Filter filter{
      kinds::person,
      all_of({on_field(fields::person::city, text_is("Leeds")),
              negation(any_of({in_list(RecordId{{1}}), in_segment(RecordId{{2}})})),
              linked_by(fields::interaction::people,
                        on_field(fields::interaction::on, in_days(TestType::last_days, 90))),
              links_to(fields::person::organisation, on_field({5, 9}, one_of({1, 2}))),
              on_field(fields::person::birthday,
                       between(TestType::date_between, Value::date("1974"), {})),
              on_field(fields::person::household, is_record({RecordId{{3}}}))})};
  return {text_of(encode_filter(filter)), filter_text(filter)};
}

std::vector<std::string> genesis_seeds() {
  SeededRandom random(5);
  return {text_of(make_genesis("Riverbend", std::nullopt, random).entry)};
}

std::vector<std::string> storage_seeds() {
  std::vector<std::string> seeds;
  for (std::uint8_t file = 0; file < 8; ++file)
    seeds.push_back(text_of(test::whole_input(file)));
  return seeds;
}

std::vector<std::string> head_seeds() {
  return {text_of(test::whole_input(0)).substr(1)};
}

std::vector<std::string> log_seeds() {
  return {text_of(test::whole_input(1)).substr(1)};
}

std::vector<std::string> message_seeds() {
  wasm::ParsedStep step;
  step.batch = Bytes{1, 2, 3};
  step.error = Error{ErrorCode::io, "It is gone.", "read"};
  const wasm::DeriveKeyRequest request{"passphrase", Salt{}, passphrase_cost_min};
  return {"\x00" + text_of(wasm::encode(step)), "\x01" + text_of(wasm::encode(request)),
          "\x03" + text_of(wasm::encode(*step.error)),
          "\x04" + text_of(ParseOptions{.file_name = "a.csv"}.encode())};
}

std::vector<std::string> input_seeds() {
  using namespace std::string_literals;
  std::vector<std::string> seeds;
  for (char kind = 0; kind < 32; ++kind)
    seeds.push_back(std::string(1, kind) + "\x01\x02\x00\x00\x00\x00\x00\x00\x00\x03 Ana"s);
  return seeds;
}

}  // namespace kith::fuzz
