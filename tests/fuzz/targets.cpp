#include "tests/fuzz/targets.h"

#include "core/base/assert.h"
#include "core/base/codec.h"
#include "core/exchange/date_text.h"
#include "core/exchange/mapping.h"
#include "core/exchange/parser.h"
#include "core/exchange/text_source.h"

#include <algorithm>

namespace kith::fuzz {

namespace {

struct Read {
  std::vector<StagedCard> cards;
  ParseReport report;
  std::string error;
};

Read read(ByteView input, std::size_t slice_size, std::optional<Encoding> encoding) {
  Read out;
  Parser parser({.file_name = "fuzz", .encoding = encoding});
  Result<void> result;
  for (std::size_t at = 0; at < input.size() && result; at += slice_size)
    result = parser.feed(input.subspan(at, std::min(slice_size, input.size() - at)));
  if (result) result = parser.finish();
  if (!result) out.error = result.error().text;
  while (auto bytes = parser.take_batch()) {
    auto batch = decode_batch(*bytes);
    ASSERT(batch.has_value());
    std::ranges::move(batch->cards, std::back_inserter(out.cards));
  }
  out.report = parser.report();
  return out;
}

// Any file: no crash, valid text in every card, the same cards and error for any slices.
void run_parser(ByteView input) {
  for (std::optional<Encoding> encoding :
       {std::optional<Encoding>{}, std::optional(Encoding::windows_1252)}) {
    const Read whole = read(input, std::max<std::size_t>(input.size(), 1), encoding);
    const Read sliced = read(input, 1 + input.size() / 7, encoding);
    ASSERT(whole.error == sliced.error);
    ASSERT(whole.cards == sliced.cards);
    ASSERT(whole.report.cards == sliced.report.cards);
    for (const StagedCard& card : whole.cards) {
      ASSERT(!card.natural_key.empty());
      ASSERT(card.kind == CardKind::group || !card.name.empty());
      ASSERT(card.line > 0);
    }
    ASSERT(ParseReport::decode(whole.report.encode()).has_value());
  }
}

void run_batch(ByteView input) {
  const auto batch = decode_batch(input);
  if (batch) ASSERT(equal(encode_batch(*batch), input));
}

void run_report(ByteView input) {
  const auto report = ParseReport::decode(input);
  if (report) ASSERT(ParseReport::decode(report->encode()).has_value());
}

void run_mapping(ByteView input) {
  const std::vector<std::string> headers = {"Name", "E-mail", "City", "Colour"};
  const auto mapping = decode_mapping(headers, input);
  if (mapping) ASSERT(equal(encode_mapping(headers, *mapping), input));
}

void run_text(ByteView input) {
  const std::string_view text = as_text(input);
  read_date(text);
  if (!is_valid_utf8(text)) return;
  const std::string repaired = repair_double_encoding(text);
  ASSERT(is_valid_utf8(repaired));
  ASSERT(is_valid_utf8(header_key(text)));
}

std::vector<std::string> text_seeds() {
  return {"03/04/2021",          "12 Mar 2024", "--07-20",
          "2019-02-10T00:00:33", "7-Feb-22",    "Jos\xc3\x83\xc2\xa9",
          "  E-mail  1 - Value "};
}

std::vector<std::string> file_seeds() {
  std::vector<std::string> seeds = csv_seeds();
  std::ranges::move(vcard_seeds(), std::back_inserter(seeds));
  return seeds;
}

constexpr Target all[] = {
    {"csv", run_parser, csv_seeds},
    {"vcard", run_parser, vcard_seeds},
    {"detect", run_parser, file_seeds},
    {"batch", run_batch, batch_seeds},
    {"report", run_report, report_seeds},
    {"mapping", run_mapping, mapping_seeds},
    {"text", run_text, text_seeds},
    {"changeset", run_changeset, changeset_seeds},
    {"value", run_value, value_seeds},
    {"genesis", run_genesis, genesis_seeds},
    {"filter", run_filter, filter_seeds},
    {"storage", run_storage, storage_seeds, 500},
    {"head", run_head, head_seeds, 500},
    {"log", run_log, log_seeds, 500},
    {"backup", run_backup, backup_seeds, 500},
    {"message", run_message, message_seeds},
    {"input", run_input, input_seeds},
    {"unicode", run_unicode, unicode_seeds},
    {"capture", run_capture, capture_seeds},
    {"recovery", run_recovery, recovery_seeds},
    {"formula", run_formula, formula_seeds},
};

}  // namespace

std::span<const Target> targets() {
  return all;
}

}  // namespace kith::fuzz
