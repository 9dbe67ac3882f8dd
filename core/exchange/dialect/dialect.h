// The CSV files of known programs: how each is told by its headings, and what its columns mean.
// Columns are matched by name, never by place.
#pragma once

#include "core/exchange/mapping.h"

#include <optional>
#include <span>
#include <string>

namespace kith::dialect {

// Each is empty when the headings are not of that program. `headers` are as in the file.
std::optional<Mapping> google(std::span<const std::string> headers);   // both schemas
std::optional<Mapping> outlook(std::span<const std::string> headers);  // desktop, web, Google's
std::optional<Mapping> linkedin(std::span<const std::string> headers);

}  // namespace kith::dialect
