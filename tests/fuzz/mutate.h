// Repeatable damage to a seed, in the ways that find faults in parsers: bits, bytes that mean
// something, cuts, repeats, and pieces of other seeds.
#pragma once

#include "core/base/random.h"

#include <span>
#include <string>

namespace kith::fuzz {

std::string mutate(SeededRandom& random, std::span<const std::string> seeds);

}  // namespace kith::fuzz
