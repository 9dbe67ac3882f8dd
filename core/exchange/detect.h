// What kind of file it is, from its beginning. What Kith cannot read is refused with the reason
// and the next step: archives, workbooks, web pages, other lists of the same services.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/exchange/mapping.h"
#include "core/exchange/parse_report.h"

#include <optional>
#include <string>
#include <vector>

namespace kith {

// So many bytes are looked at; headings must be among them.
inline constexpr std::size_t detect_size = 64 * 1024;

struct Detection {
  FileFormat format = FileFormat::unknown;
  char delimiter = ',';
  std::size_t header_at = 0;      // in bytes of the decoded text
  std::uint64_t header_line = 1;  // a note may stand above the headings
  std::vector<std::string> headers;
  Mapping mapping;
};

// `head` is the first detect_size bytes of the file, or all of a shorter one (`whole`). On an
// encoding error `guess` tells what the bytes probably are.
Result<Detection> detect(ByteView head, bool whole, std::optional<Encoding> encoding,
                         std::optional<EncodingGuess>& guess);

}  // namespace kith
