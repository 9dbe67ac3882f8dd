#pragma once
// What a file is, told by its name, and how long a browser may keep it.

#include <string_view>

namespace kith {

/// The media type for a file name; `application/octet-stream` for endings not known.
std::string_view content_type(std::string_view path);

/// True if the name carries a hash of its content (`app.3f9a1c07.js`), so that a copy never goes
/// stale: other bytes would have another name.
bool names_its_content(std::string_view path);

}  // namespace kith
