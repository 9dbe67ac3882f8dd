// How far the saves of a vault had come when this device last had it; remembered by the page,
// beside the vault's files and not in them.
#pragma once

#include "core/base/id.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kith::wasm {

struct Witness {
  VaultId vault;
  std::uint64_t sequence = 0;

  bool operator==(const Witness&) const = default;
};

// The vault's id in hexadecimal, a blank, the sequence. What reads otherwise is none.
inline constexpr std::size_t witness_size_max = 64;
std::string witness_text(const Witness& witness);
Witness read_witness(std::string_view text);

}  // namespace kith::wasm
