#include "core/exchange/detect.h"

#include "core/exchange/card_rules.h"
#include "core/exchange/csv_reader.h"
#include "core/exchange/dialect/dialect.h"
#include "core/exchange/text_source.h"

#include <algorithm>

namespace kith {

namespace {

struct Magic {
  std::string_view bytes;
  std::string_view reason;
};

using namespace std::string_view_literals;

constexpr std::string_view not_text =
    "this is not text. Choose a CSV or vCard (.vcf) file; unpack it first if it is in an archive.";

constexpr Magic magics[] = {
    {"PK\x03\x04"sv,
     "this is a zip archive or a workbook. Unpack the archive and choose the CSV or vCard file in "
     "it, or save the workbook as CSV."},
    {"\x1f\x8b"sv, "this is a compressed file. Unpack it and choose the CSV or vCard file in it."},
    {"\xd0\xcf\x11\xe0"sv,
     "this is an old Excel workbook or Outlook file. Open it there and save or export it as CSV."},
    {"!BDN"sv, "this is an Outlook data file. Export the contacts in Outlook as CSV."},
    {"%PDF"sv, "this is a PDF. Choose a CSV or vCard (.vcf) file."},
    {"SQLite format 3"sv, "this is a database. Choose a CSV or vCard (.vcf) file."},
    {"\x89PNG"sv, "this is a picture. Choose a CSV or vCard (.vcf) file."},
    {"\xff\xd8\xff"sv, "this is a picture. Choose a CSV or vCard (.vcf) file."},
    {"GIF8"sv, "this is a picture. Choose a CSV or vCard (.vcf) file."},
};

constexpr Magic openings[] = {
    {"<!doctype"sv, "this is a web page. Choose the CSV or vCard (.vcf) file itself."},
    {"<html"sv, "this is a web page. Choose the CSV or vCard (.vcf) file itself."},
    {"<?xml"sv, "this is XML. Choose a CSV or vCard (.vcf) file."},
    {"{"sv, "this is JSON. Choose a CSV or vCard (.vcf) file."},
    {"[{"sv, "this is JSON. Choose a CSV or vCard (.vcf) file."},
};

std::unexpected<Error> refuse(ErrorCode code, std::string_view reason, std::uint64_t line = 1) {
  return fail(code, "line " + std::to_string(line) + ": " + std::string(reason));
}

std::string lower_text(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, text.find_first_of("\r\n", at) - at);
}

std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_of("\r\n", at);
  if (end == text.npos) return text.size();
  const bool pair = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
  return end + (pair ? 2 : 1);
}

// Comments and blank lines may stand before the first card.
bool begins_with_vcard(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  for (std::size_t at = 0; at < text.size(); at = next_line(text, at)) {
    const std::string line = lower_text(trim(line_at(text, at)));
    if (line.empty() || line[0] == '#') continue;
    return line == "begin:vcard";
  }
  return false;
}

class FirstRow final : public CsvSink {
 public:
  Result<void> row(const CsvRow& row) override {
    if (!cells.empty()) return {};
    for (std::string_view cell : row.cells)
      cells.emplace_back(trim(cell));
    return {};
  }
  std::vector<std::string> cells;
};

// Where the headings are: behind LinkedIn's note, or at the first line with anything on it.
struct HeaderPlace {
  std::size_t at = 0;
  std::uint64_t line = 1;
  char delimiter = 0;  // named by a line "sep=;"
};

std::optional<HeaderPlace> find_header(std::string_view text) {
  std::optional<HeaderPlace> first;
  std::uint64_t line_number = 1;
  char delimiter = 0;
  for (std::size_t at = 0; at < text.size(); at = next_line(text, at), ++line_number) {
    const std::string line = lower_text(trim(line_at(text, at)));
    if (line.find("first name") != line.npos && line.find("connected on") != line.npos)
      return HeaderPlace{at, line_number, delimiter};
    if (first || line.empty()) continue;
    if (line.size() == 5 && line.starts_with("sep=")) {
      delimiter = line[4];
    } else {
      first = HeaderPlace{at, line_number, delimiter};
    }
  }
  return first;
}

Result<void> refuse_other_lists(const std::vector<std::string>& headers, std::uint64_t line) {
  const auto has = [&](std::string_view key) {
    return std::ranges::any_of(
        headers, [&](const std::string& header) { return header_key(header) == key; });
  };
  if (has("conversation id") || (has("inviterprofileurl") && has("inviteeprofileurl"))) {
    return refuse(ErrorCode::unsupported,
                  "these are LinkedIn's messages or invitations. Choose Connections.csv of the "
                  "same archive.",
                  line);
  }
  return {};
}

Result<Detection> detect_csv(std::string_view text, bool whole) {
  const std::optional<HeaderPlace> found_place = find_header(text);
  if (!found_place) return refuse(ErrorCode::malformed, "there is nothing in the file.");
  const HeaderPlace place = *found_place;
  Detection found;
  found.header_at = place.at;
  found.header_line = place.line;
  found.delimiter =
      place.delimiter != 0 ? place.delimiter : guess_csv_delimiter(line_at(text, place.at));
  FirstRow first;
  CsvReader reader({found.delimiter, place.line}, first);
  const Result<void> read = reader.feed(text.substr(place.at));
  if (first.cells.empty() && whole && read) TRY(reader.finish());
  if (first.cells.empty()) {
    if (!read) return std::unexpected(read.error());
    return refuse(ErrorCode::malformed,
                  "no row of headings ends within the first 64 KiB; is this a list?", place.line);
  }
  found.headers = std::move(first.cells);
  TRY(refuse_other_lists(found.headers, place.line));
  const auto take = [&](FileFormat format, std::optional<Mapping> mapping) {
    if (!mapping) return false;
    found.format = format;
    found.mapping = std::move(*mapping);
    return true;
  };
  if (!take(FileFormat::linkedin_csv, dialect::linkedin(found.headers)) &&
      !take(FileFormat::outlook_csv, dialect::outlook(found.headers)) &&
      !take(FileFormat::google_csv, dialect::google(found.headers)))
    take(FileFormat::other_csv, suggest_mapping(found.headers));
  return found;
}

}  // namespace

Result<Detection> detect(ByteView head, bool whole, std::optional<Encoding> encoding,
                         std::optional<EncodingGuess>& guess) {
  const std::string_view bytes = as_text(head);
  if (head.empty()) return refuse(ErrorCode::malformed, "the file is empty.");
  for (const Magic& magic : magics) {
    if (bytes.starts_with(magic.bytes)) return refuse(ErrorCode::unsupported, magic.reason);
  }
  const bool utf16 = bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
  if (!utf16 && bytes.find('\0') != bytes.npos) return refuse(ErrorCode::unsupported, not_text);
  if (begins_with_vcard(bytes)) {
    Detection found;
    found.format = FileFormat::vcard;
    return found;
  }
  TextSource source(encoding);
  std::string text;
  Result<void> decoded = source.feed(head, text);
  if (decoded && whole) decoded = source.finish(text);
  if (!decoded) {
    guess = source.guess();
    return std::unexpected(decoded.error());
  }
  if (begins_with_vcard(text)) {
    Detection found;
    found.format = FileFormat::vcard;
    return found;
  }
  const std::string opening = lower_text(trim(text).substr(0, 16));
  for (const Magic& other : openings) {
    if (opening.starts_with(other.bytes)) return refuse(ErrorCode::unsupported, other.reason);
  }
  return detect_csv(text, whole);
}

}  // namespace kith
