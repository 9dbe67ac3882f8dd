// The superblock decoder, and the opening of a vault with any head, log, index or pages. Nothing
// may crash or hang, and what opens must have been sealed by its keys. decoder_fuzz_test.cpp runs
// it over mutations, tests/fuzz as long as one likes.
#include "tests/core/store/decoder_fuzz.h"

#include "tests/core/store/vault_fixture.h"

#include <algorithm>

namespace kith::test {

namespace {

constexpr PageLogLimits limits{.growth_step_bytes = 1};

FileName chosen_file(std::uint8_t choice) {
  constexpr FileName names[] = {FileName::head, FileName::log_0, FileName::index_0,
                                FileName::pages_0};
  return names[choice % 4];
}

Bytes page_content() {
  return Bytes(page_size, 1);
}

// One page in its slot, one in the log.
void write_vault(MemoryDisk& disk, Random& random) {
  auto vault = create_vault(disk, random, limits);
  ASSERT(vault);
  PageLog& log = (*vault)->log();
  ASSERT(log.write(0, page_content()) && log.commit() && log.checkpoint());
  ASSERT(log.write(1, page_content()) && log.commit());
}

}  // namespace

Bytes whole_input(std::uint8_t choice) {
  SeededRandom random(4);
  MemoryDisk disk;
  write_vault(disk, random);
  Bytes input = disk.file(chosen_file(choice)).content();
  input.insert(input.begin(), choice);
  return input;
}

void fuzz_storage(ByteView input) {
  if (input.empty()) return;
  const std::uint8_t choice = input[0];
  const ByteView content = input.subspan(1);
  HeadSlotBytes slot{};
  std::copy_n(content.begin(), std::min(content.size(), slot.size()), slot.begin());
  (void)decode_head_slot(slot);

  SeededRandom random(4);
  MemoryDisk disk;
  write_vault(disk, random);
  disk.file(chosen_file(choice)).content() = Bytes(content.begin(), content.end());
  const OpenMode mode = (choice & 4) != 0 ? OpenMode::salvage : OpenMode::normal;
  auto vault = open_vault(disk, random, limits, mode);
  if (!vault) return;
  Bytes page(page_size);
  for (std::uint32_t i = 0; i < (*vault)->log().page_count(); ++i)
    if ((*vault)->log().read(i, page)) ASSERT(page == page_content());
}

}  // namespace kith::test
