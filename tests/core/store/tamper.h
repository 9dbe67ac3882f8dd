// Changes to a vault's files behind its back: what a worn disk, a restored folder or somebody with
// the laptop in hand could do.
#pragma once

#include "tests/core/store/faulty_disk.h"

#include <array>
#include <string>

namespace kith::test {

using VaultFiles = std::array<Bytes, file_count>;
VaultFiles read_files(FaultyDisk& disk);

// One change; says which. `older` are the same files at an earlier time.
std::string tamper(FaultyDisk& disk, const VaultFiles& older, Random& random);

}  // namespace kith::test
