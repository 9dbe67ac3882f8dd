// What has gathered about the people of a workspace in years, so that figures are of a workspace of
// the size that Kith is made for: to each person three facts and five contacts, and to the first a
// long story. It stays: only for a workspace of the bench.
#pragma once

#include "core/base/result.h"

#include <string>

namespace kith {

class Workspace;
class Directory;

}  // namespace kith

namespace kith::bench {

struct FillFigures {
  std::int64_t facts = 0;
  std::int64_t contacts = 0;
  double fill_ms = 0;  // committed in changes of some hundred records, with lists and search
};

inline constexpr int contacts_of_the_first = 500;

Result<FillFigures> fill_workspace(Workspace& workspace, const Directory& directory);

/// As the page hands it to the bench.
std::string to_json(const FillFigures& figures);

}  // namespace kith::bench
