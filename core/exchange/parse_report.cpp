#include "core/exchange/parse_report.h"

#include "core/base/codec.h"

#include <algorithm>

namespace kith {

namespace {

constexpr std::uint8_t report_version = 1;
constexpr std::size_t text_size_max = 192 * 1024;
constexpr std::size_t headers_max = 1000;
constexpr std::size_t detail_size_max = 120;

// Cuts between characters.
std::string_view shortened(std::string_view text) {
  if (text.size() <= detail_size_max) return text;
  std::size_t end = detail_size_max;
  while (end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xc0) == 0x80)
    --end;
  return text.substr(0, end);
}

void encode_guess(Encoder& out, const std::optional<EncodingGuess>& guess) {
  out.u8(guess ? 1 : 0);
  if (!guess) return;
  out.u8(static_cast<std::uint8_t>(guess->encoding));
  out.varint(guess->line);
  out.text(guess->preview);
}

Encoding decode_encoding(Decoder& in) {
  const std::uint8_t byte = in.u8();
  if (byte > static_cast<std::uint8_t>(Encoding::windows_1252)) in.fail();
  return static_cast<Encoding>(byte);
}

std::optional<EncodingGuess> decode_guess(Decoder& in) {
  if (in.u8() == 0) return std::nullopt;
  EncodingGuess guess;
  guess.encoding = decode_encoding(in);
  guess.line = in.varint();
  guess.preview = in.text(text_size_max);
  return guess;
}

}  // namespace

std::string_view format_name(FileFormat format) {
  switch (format) {
    case FileFormat::google_csv:
      return "Google Contacts";
    case FileFormat::outlook_csv:
      return "Outlook";
    case FileFormat::linkedin_csv:
      return "LinkedIn";
    case FileFormat::vcard:
      return "vCard";
    case FileFormat::other_csv:
      return "CSV";
    case FileFormat::unknown:
      break;
  }
  return "";
}

std::string ParseReport::source_key() const {
  switch (format) {
    case FileFormat::google_csv:
      return "google";
    case FileFormat::outlook_csv:
      return "outlook";
    case FileFormat::linkedin_csv:
      return "linkedin";
    case FileFormat::vcard:
      return "vcard";
    case FileFormat::other_csv:
      return "csv:" + to_hex(mapping_signature(headers));
    case FileFormat::unknown:
      break;
  }
  return "";
}

void ParseReport::note(ProblemCode code, std::uint64_t line, std::string_view detail) {
  ++problem_counts[static_cast<std::size_t>(code)];
  if (problems.size() >= problem_samples_max) return;
  // A line that is no text at all is shown as what it looks like most.
  const std::string text =
      is_valid_utf8(detail) ? std::string(detail) : windows_1252_to_utf8(as_bytes(detail));
  problems.push_back({code, line, std::string(shortened(text))});
}

void ParseReport::note_date(const StagedDate& date, std::uint64_t line) {
  if (date.source.empty()) return;
  if (date.ambiguous) return note(ProblemCode::ambiguous_date, line, date.source);
  const DateText text = read_date(date.source, DateOrder::unknown, true);
  dates_day_first += text.evidence == DateOrder::day_first ? 1 : 0;
  dates_month_first += text.evidence == DateOrder::month_first ? 1 : 0;
  if (date.edtf.empty()) note(ProblemCode::unreadable_date, line, date.source);
}

DateOrder ParseReport::likely_date_order() const {
  if (dates_day_first > 0 && dates_month_first == 0) return DateOrder::day_first;
  if (dates_month_first > 0 && dates_day_first == 0) return DateOrder::month_first;
  return DateOrder::unknown;
}

Bytes ParseReport::encode() const {
  Encoder out;
  out.u8(report_version);
  out.u8(static_cast<std::uint8_t>(format));
  out.u8(static_cast<std::uint8_t>(encoding));
  out.u8(static_cast<std::uint8_t>(delimiter));
  out.varint(headers.size());
  for (const std::string& header : headers)
    out.text(header);
  out.bytes_field(mapping.empty() ? Bytes{} : encode_mapping(headers, mapping));
  out.u8(mapping_suggested ? 1 : 0);
  for (std::uint64_t number : {bytes, cards, dates_day_first, dates_month_first})
    out.varint(number);
  for (std::uint64_t number : problem_counts)
    out.varint(number);
  out.varint(problems.size());
  for (const ParseProblem& problem : problems) {
    out.u8(static_cast<std::uint8_t>(problem.code));
    out.varint(problem.line);
    out.text(problem.detail);
  }
  out.u8(finished ? 1 : 0);
  out.raw(content_hash);
  encode_guess(out, encoding_guess);
  return out.take();
}

Result<ParseReport> ParseReport::decode(ByteView bytes) {
  Decoder in(bytes);
  ParseReport report;
  if (in.u8() != report_version) in.fail();
  const std::uint8_t format = in.u8();
  if (format > static_cast<std::uint8_t>(FileFormat::vcard)) in.fail();
  report.format = static_cast<FileFormat>(format);
  report.encoding = decode_encoding(in);
  report.delimiter = static_cast<char>(in.u8());
  const auto header_count = static_cast<std::size_t>(in.varint_up_to(headers_max));
  for (std::size_t i = 0; i < header_count && in.ok(); ++i)
    report.headers.emplace_back(in.text(text_size_max));
  const ByteView mapping = in.bytes_field(in.left());
  if (in.ok() && !mapping.empty()) {
    std::optional<Mapping> decoded = decode_mapping(report.headers, mapping);
    if (!decoded) in.fail();
    if (decoded) report.mapping = std::move(*decoded);
  }
  report.mapping_suggested = in.u8() != 0;
  for (std::uint64_t* number :
       {&report.bytes, &report.cards, &report.dates_day_first, &report.dates_month_first})
    *number = in.varint();
  for (std::uint64_t& number : report.problem_counts)
    number = in.varint();
  const auto problem_count = static_cast<std::size_t>(in.varint_up_to(problem_samples_max));
  for (std::size_t i = 0; i < problem_count && in.ok(); ++i) {
    const std::uint8_t code = in.u8();
    if (code >= problem_code_count) in.fail();
    const std::uint64_t line = in.varint();
    report.problems.push_back(
        {static_cast<ProblemCode>(code), line, std::string(in.text(text_size_max))});
  }
  report.finished = in.u8() != 0;
  std::ranges::copy(in.raw(report.content_hash.size()), report.content_hash.begin());
  report.encoding_guess = decode_guess(in);
  if (!in.finished()) {
    return fail(ErrorCode::malformed,
                "The part of Kith that reads files sent something unreadable. Try the import "
                "again.");
  }
  return report;
}

}  // namespace kith
