#pragma once
// From the target of an HTTP request to a path below the served folder. The target comes from
// strangers: whatever is not plainly a visible file below the root is refused here, before any
// file system call.
//
//   request_path("/app.js?v=2")   -> "app.js"
//   request_path("/")             -> "index.html"
//   request_path("/%2e%2e/etc")   -> nothing

#include <optional>
#include <string>
#include <string_view>

namespace kith {

/// The relative path a request target names, percent-decoded and without its query. A trailing
/// slash means the folder's `index.html`. Nothing if the target is malformed, climbs (`..`), holds
/// an empty or hidden segment, a backslash or a control character.
std::optional<std::string> request_path(std::string_view target);

}  // namespace kith
