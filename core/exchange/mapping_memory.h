// Mappings the user made, remembered on this device by the set of headings.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/exchange/mapping.h"
#include "core/store/database.h"

#include <optional>
#include <span>
#include <string>

namespace kith {

// Gives encode_mapping's bytes, ready for ParseOptions::mapping; empty when there is none.
Result<std::optional<Bytes>> recall_mapping(Database& db, std::span<const std::string> headers);
Result<void> remember_mapping(Database& db, std::span<const std::string> headers,
                              const Mapping& mapping);

}  // namespace kith
