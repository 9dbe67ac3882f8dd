// What people type, and what is done with any text at all.
#include "core/base/assert.h"
#include "core/base/date_words.h"
#include "core/base/text_fold.h"
#include "core/base/text_grapheme.h"
#include "core/base/text_line_break.h"
#include "core/base/text_segment.h"
#include "core/base/text_sort_key.h"
#include "core/base/text_utf8.h"
#include "core/crypto/recovery_phrase.h"
#include "core/practice/capture_line.h"
#include "core/practice/field_value.h"
#include "core/practice/formula.h"
#include "core/query/query_words.h"
#include "tests/fuzz/targets.h"

namespace kith::fuzz {

namespace {

constexpr PartialDate day{2024, 5, 3};

void check_ranges(const std::vector<TextRange>& ranges, std::string_view text) {
  std::size_t last = 0;
  for (const TextRange& range : ranges) {
    ASSERT(range.begin >= last && range.begin < range.end && range.end <= text.size());
    last = range.end;
  }
}

// Every field has a few values of every sort.
class AnyFields final : public FormulaScope {
 public:
  PartialDate today() const override { return day; }
  Result<std::vector<Value>> values(std::string_view) override {
    return std::vector{Value::integer(INT64_MAX), Value::date("2024-05"), Value::text("7")};
  }
  Result<std::vector<Value>> linked(std::string_view, std::string_view) override {
    return std::vector{Value::money({-5, "EUR", 2}), Value::yes_no(true), Value::real(1e300)};
  }
  std::string words(std::string_view, const Value&) override { return "words"; }
};

}  // namespace

// Everything that walks a text ends, stays inside it and agrees with itself.
void run_unicode(ByteView input) {
  const std::string_view text = as_text(input);
  const std::string folded = fold(text);
  ASSERT(fold(folded) == folded);
  ASSERT(!name_sort_key(text).empty());
  std::size_t clusters = 0;
  for (std::size_t at = 0; at < text.size(); ++clusters) {
    const std::size_t end = grapheme_end(text, at);
    ASSERT(end > at && end <= text.size());
    at = end;
  }
  ASSERT(clusters == grapheme_count(text));
  ASSERT(first_graphemes(text, clusters) == text);
  (void)with_ellipsis(text, 3);
  std::size_t last = 0;
  for (const LineBreak& place : line_breaks(text)) {
    ASSERT(place.at > last && place.at <= text.size());
    last = place.at;
  }
  ASSERT(last == text.size());
  for (const WordUse use : {WordUse::index, WordUse::query}) {
    search_words(text, use, [&](const SearchWord& word) {
      ASSERT(word.begin < word.end && word.end <= text.size());
      return true;
    });
  }
  const QueryWords query(text);
  (void)query.fts_expression();
  check_ranges(query.matches(text), text);
}

void run_capture(ByteView input) {
  const std::string_view line = as_text(input);
  (void)find_opening(line);
  (void)find_verb_of_theirs(line);
  if (const auto end = find_name_end(line)) ASSERT(end->at + end->size <= line.size());
  (void)split_names(line);
  (void)name_span(line);
  (void)capitalised_words(line);
  (void)read_fact(line, day);
  (void)read_contact(line, day);
  if (const auto date = parse_date_words(line, day)) ASSERT(is_valid(*date));
  if (const auto found = find_trailing_date(line, day)) ASSERT(found->begin <= line.size());
  if (const auto span = parse_edtf(line)) ASSERT(edtf_text(*span) == line);
  (void)date_in_words(line, day);
}

void run_recovery(ByteView input) {
  (void)parse_recovery_phrase(as_text(input));
}

// Whatever is typed as a formula or into a cell comes to a valid value, or to a reason.
void run_formula(ByteView input) {
  const std::string_view text = as_text(input);
  AnyFields fields;
  if (const auto formula = Formula::parse(text)) {
    if (const auto value = formula->evaluate(fields)) ASSERT(value->is_valid());
  }
  FieldInfo field;
  for (int type = 1; type < static_cast<int>(ValueType::erased); ++type) {
    field.type = static_cast<ValueType>(type);
    const Value value = value_of_text(text, field, day).value;
    ASSERT(value.is_valid() || !is_valid_utf8(text) || text.size() > text_size_max);
    (void)value_sort_key(value, field, {});
  }
}

std::vector<std::string> unicode_seeds() {
  return {
      "O'Brien \xe6\x9d\x8e\xe6\x99\x93\xe9\x9b\xa8 Stra\xc3\x9f"
      "e",
      "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 a\xcc\x81\r\n",
      "\xd9\x85\xd9\x8f\xd8\xad\xd9\x8e\xd9\x85\xd9\x91\xd8\xaf 12.5%",
      "\xe0\xb8\x81\xe0\xb8\xb3 \xea\xb0\x80\xeb\x82\x98",
      "\xef\xbd\xb6\xef\xbe\x9e \xc7\x85 \xc4\xb0i\xcc\x87"};
}

std::vector<std::string> capture_seeds() {
  return {"Ana: loves Octavia Butler, told me 3 May",
          "Called Bruno and Chiara yesterday about the boat",
          "Ana wrote to us on Friday: allergic to nuts",
          "Coffee with Dr. O'Neil, May 3rd, 2024",
          "2020-01/..",
          "--07-20"};
}

std::vector<std::string> formula_seeds() {
  return {"if([Price] * 2 >= sum([Gifts].[Amount], 3.5), \"yes\" & [Name], not empty([Name]))",
          "round(average([Numbers]) / -(4 + 1), 2) <> 7 or years_since([Bought on]) < 3",
          "days_between([From], today()) and join([Topics], \"; \")", "12,345.50 EUR",
          "ana@example.org"};
}

std::vector<std::string> recovery_seeds() {
  std::string words;
  SeededRandom random(6);
  for (const std::string& word : recovery_words(RecoverySeed::generate(random)))
    words += word + " ";
  return {words, "1. abandon, 2. ability"};
}

}  // namespace kith::fuzz
