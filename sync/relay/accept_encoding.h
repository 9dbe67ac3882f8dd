#pragma once
// Which stored encodings of a file a client takes, from its Accept-Encoding header.

#include <string_view>

namespace kith {

/// The weight (0 to 1000, RFC 9110 section 12.5.3) a client gives a content coding. A coding it
/// does not name gets the weight of `*`, or 0; `identity` gets 1000 unless it is refused by name
/// or by `*`.
int encoding_weight(std::string_view accept_encoding, std::string_view coding);

}  // namespace kith
