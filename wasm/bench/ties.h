// People who are tied to one another, so that the picture of them can be measured at the size that
// it is made for. They stay: only for a workspace of the bench.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace kith {

class Workspace;

}  // namespace kith

namespace kith::bench {

struct TieFigures {
  std::int64_t people = 0;
  std::int64_t ties = 0;
};

// Some know many, most know few, as among people: who comes later is tied to those who have ties.
Result<TieFigures> fill_ties(Workspace& workspace);

/// As the page hands it to the bench.
std::string to_json(const TieFigures& figures);

}  // namespace kith::bench
