#include "wasm/program/witness.h"

#include "core/base/bytes.h"

#include <charconv>

namespace kith::wasm {

std::string witness_text(const Witness& witness) {
  return to_hex(witness.vault.view()) + " " + std::to_string(witness.sequence);
}

Witness read_witness(std::string_view text) {
  constexpr std::size_t id_digits = 2 * sizeof(IdBytes);
  const auto vault = VaultId::from(from_hex(text.substr(0, id_digits)));
  if (!vault || text.size() <= id_digits || text[id_digits] != ' ') return {};
  Witness witness{*vault};
  const char* end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data() + id_digits + 1, end, witness.sequence);
  return error == std::errc() && read == end ? witness : Witness{};
}

}  // namespace kith::wasm
