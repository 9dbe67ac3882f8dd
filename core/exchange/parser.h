// One file to batches of staged cards. Pure: no database, no clock; it runs in a throw-away worker
// and holds no more of the file than one slice and the contact that spans two. The caller takes the
// batches before it feeds the next slice, which is all the back-pressure there is to it.
//
//   Parser parser({.file_name = "contacts.csv"});
//   while (slice) { TRY(parser.feed(slice)); while (auto batch = parser.take_batch()) post(*batch);
//   } TRY(parser.finish());  ...take the rest...  post(parser.report().encode());
//
// Errors name the file, the line and the reason. After one, report() may hold an encoding guess to
// read the file again with.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/exchange/parse_report.h"
#include "core/exchange/staged_card.h"
#include "core/exchange/vcard_card.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kith {

// A slice of this size keeps a 200 MB file moving without holding much of it.
inline constexpr std::size_t parse_slice_size = 4 * 1024 * 1024;

struct ParseOptions {
  std::string file_name = {};
  std::optional<Encoding> encoding = {};  // an accepted guess
  // encode_mapping's bytes: made by the user or remembered. Only used for other_csv.
  Bytes mapping = {};

  Bytes encode() const;
  static Result<ParseOptions> decode(ByteView bytes);
};

class Parser final : private CardSink {
 public:
  explicit Parser(ParseOptions options);
  ~Parser() override;

  Result<void> feed(ByteView slice);
  Result<void> finish();

  // The next batch for decode_batch; empty when there is none (yet).
  std::optional<Bytes> take_batch();

  // Grows while the file is read: its format, headings and mapping are there after the first
  // detect_size bytes, the content hash when it has been read to its end.
  const ParseReport& report() const { return report_; }

 private:
  class Source;
  class CsvSource;
  class VcardSource;

  Result<void> card(StagedCard card) override;
  Result<void> begin(bool whole);
  Result<void> named(Result<void> result) const;
  void end_batch();

  ParseOptions options_;
  ParseReport report_;
  Hasher hasher_;
  Bytes head_;
  std::unique_ptr<Source> source_;  // once the format is known
  StagedBatch batch_;
  std::deque<Bytes> batches_;
  std::unordered_map<std::string, std::uint32_t> repeated_;  // content keys
};

}  // namespace kith
