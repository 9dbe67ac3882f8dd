#include "core/exchange/parser.h"

#include "core/base/assert.h"
#include "core/base/codec.h"
#include "core/exchange/card_rules.h"
#include "core/exchange/csv_card.h"
#include "core/exchange/csv_reader.h"
#include "core/exchange/detect.h"
#include "core/exchange/text_source.h"
#include "core/exchange/vcard_reader.h"

namespace kith {

namespace {

constexpr std::size_t batch_size = 500;  // cards
constexpr std::uint8_t options_version = 1;
constexpr std::size_t file_name_size_max = 4096;

}  // namespace

// Takes the bytes of a file whose format is known.
class Parser::Source {
 public:
  virtual ~Source() = default;
  virtual Result<void> feed(ByteView bytes) = 0;
  virtual Result<void> finish() = 0;
};

class Parser::CsvSource final : public Source, private CsvSink {
 public:
  CsvSource(const Detection& found, std::optional<Encoding> encoding, ParseReport& report,
            CardSink& sink)
      : text_source_(encoding),
        reader_({found.delimiter, found.header_line}, *this),
        builder_(report.headers, report.mapping, report.format),
        skip_(found.header_at),
        report_(report),
        sink_(sink) {}

  Result<void> feed(ByteView bytes) override { return note_guess(text_source_.feed(bytes, text_)); }

  Result<void> finish() override {
    TRY(note_guess(text_source_.finish(text_)));
    return reader_.finish();
  }

 private:
  Result<void> note_guess(Result<void> decoded) {
    report_.encoding = text_source_.encoding();
    report_.encoding_guess = text_source_.guess();
    if (!decoded) return decoded;
    const std::size_t skipped = std::min(skip_, text_.size());
    skip_ -= skipped;
    const Result<void> read = reader_.feed(std::string_view(text_).substr(skipped));
    text_.clear();
    return read;
  }

  Result<void> row(const CsvRow& row) override {
    if (!header_seen_) {
      header_seen_ = true;
      return {};
    }
    std::optional<StagedCard> card = builder_.build(row, report_);
    return card ? sink_.card(std::move(*card)) : Result<void>{};
  }

  TextSource text_source_;
  CsvReader reader_;
  CsvCardBuilder builder_;
  std::size_t skip_;  // of the text, above the headings
  ParseReport& report_;
  CardSink& sink_;
  std::string text_;
  bool header_seen_ = false;
};

class Parser::VcardSource final : public Source {
 public:
  VcardSource(std::optional<Encoding> encoding, ParseReport& report, CardSink& sink)
      : builder_(encoding, report, sink), reader_(builder_), report_(report) {}

  Result<void> feed(ByteView bytes) override {
    if (!started_) {
      // Character sets are a matter of each property, except where every character is two bytes.
      const bool utf16 =
          as_text(bytes).starts_with("\xff\xfe") || as_text(bytes).starts_with("\xfe\xff");
      if (utf16) text_source_.emplace();
      if (as_text(bytes).starts_with("\xef\xbb\xbf")) bytes = bytes.subspan(3);
      started_ = true;
    }
    if (!text_source_) return reader_.feed(bytes);
    TRY(text_source_->feed(bytes, text_));
    return feed_text();
  }

  Result<void> finish() override {
    if (text_source_) {
      TRY(text_source_->finish(text_));
      TRY(feed_text());
    }
    TRY(reader_.finish());
    return builder_.finish();
  }

 private:
  Result<void> feed_text() {
    report_.encoding = text_source_->encoding();
    const Result<void> read = reader_.feed(as_bytes(text_));
    text_.clear();
    return read;
  }

  VcardBuilder builder_;
  VcardReader reader_;
  ParseReport& report_;
  std::optional<TextSource> text_source_;
  std::string text_;
  bool started_ = false;
};

Bytes ParseOptions::encode() const {
  Encoder out;
  out.u8(options_version);
  out.text(file_name);
  out.u8(encoding ? static_cast<std::uint8_t>(*encoding) + 1 : 0);
  out.bytes_field(mapping);
  return out.take();
}

Result<ParseOptions> ParseOptions::decode(ByteView bytes) {
  Decoder in(bytes);
  if (in.u8() != options_version) in.fail();
  ParseOptions options;
  options.file_name = in.text(file_name_size_max);
  const std::uint8_t encoding = in.u8();
  if (encoding > static_cast<std::uint8_t>(Encoding::windows_1252) + 1) in.fail();
  if (encoding > 0) options.encoding = static_cast<Encoding>(encoding - 1);
  const ByteView mapping = in.bytes_field(in.left());
  options.mapping.assign(mapping.begin(), mapping.end());
  if (!in.finished())
    return fail(ErrorCode::malformed, "The import could not be started. Choose the file again.");
  return options;
}

Parser::Parser(ParseOptions options)
    : options_(std::move(options)), hasher_(domain::import_content) {}

Parser::~Parser() = default;

Result<void> Parser::named(Result<void> result) const {
  if (!result) result.error().text = options_.file_name + ", " + result.error().text;
  return result;
}

Result<void> Parser::begin(bool whole) {
  const std::size_t looked_at = std::min(head_.size(), detect_size);
  Detection found = TRY(
      detect(ByteView(head_).first(looked_at), whole, options_.encoding, report_.encoding_guess));
  report_.format = found.format;
  CardSink& sink = *this;
  if (found.format == FileFormat::vcard) {
    source_ = std::make_unique<VcardSource>(options_.encoding, report_, sink);
  } else {
    report_.delimiter = found.delimiter;
    report_.headers = found.headers;
    report_.mapping = found.mapping;
    if (found.format == FileFormat::other_csv) {
      const std::optional<Mapping> chosen = decode_mapping(found.headers, options_.mapping);
      if (chosen) report_.mapping = *chosen;
      report_.mapping_suggested = !chosen;
    }
    source_ = std::make_unique<CsvSource>(found, options_.encoding, report_, sink);
  }
  batch_.source_key = report_.source_key();
  const Bytes head = std::move(head_);
  head_.clear();
  return source_->feed(head);
}

Result<void> Parser::feed(ByteView slice) {
  hasher_.add(slice);
  report_.bytes += slice.size();
  if (source_) return named(source_->feed(slice));
  append(head_, slice);
  if (head_.size() < detect_size) return {};
  return named(begin(false));
}

Result<void> Parser::finish() {
  if (!source_) TRY(named(begin(true)));
  TRY(named(source_->finish()));
  end_batch();
  report_.finished = true;
  Hasher content(domain::import_content);
  content.add(hasher_.finish()).add_u32(static_cast<std::uint32_t>(report_.encoding));
  if (!report_.mapping.empty()) content.add(encode_mapping(report_.headers, report_.mapping));
  report_.content_hash = content.finish();
  return {};
}

Result<void> Parser::card(StagedCard card) {
  if (!is_within_limits(card)) {
    return fail(ErrorCode::too_large, "line " + std::to_string(card.line) +
                                          ": this contact has more than 100,000 values of one "
                                          "kind.");
  }
  if (card.natural_key.starts_with(content_key_prefix)) {
    // Two that read the same may be two people of one name: both are kept, in the order they come.
    const std::uint32_t earlier = repeated_[card.natural_key]++;
    if (earlier > 0) {
      report_.note(ProblemCode::repeated_row, card.line, card.name);
      card.natural_key += "#" + std::to_string(earlier + 1);
    }
  }
  ++report_.cards;
  batch_.cards.push_back(std::move(card));
  if (batch_.cards.size() == batch_size) end_batch();
  return {};
}

void Parser::end_batch() {
  if (batch_.cards.empty()) return;
  batches_.push_back(encode_batch(batch_));
  batch_.cards.clear();
}

std::optional<Bytes> Parser::take_batch() {
  if (batches_.empty()) return std::nullopt;
  Bytes batch = std::move(batches_.front());
  batches_.pop_front();
  return batch;
}

}  // namespace kith
