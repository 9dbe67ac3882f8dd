// The superblock decoder, and the opening of a vault with any head, log, index or pages. Nothing
// may crash or hang, and what opens must have been sealed by its keys. decoder_fuzz_test.cpp runs
// it over mutations, tests/fuzz as long as one likes.
#include "tests/core/store/decoder_fuzz.h"

#include "tests/core/store/vault_fixture.h"

#include <algorithm>
#include <array>

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

// Made once: sealing it again for every input would take most of the time.
const std::array<Bytes, file_count>& written_files() {
  static const auto files = [] {
    SeededRandom random(4);
    MemoryDisk disk;
    write_vault(disk, random);
    std::array<Bytes, file_count> written;
    for (std::size_t i = 0; i < file_count; ++i)
      written[i] = disk.file(static_cast<FileName>(i)).content();
    return written;
  }();
  return files;
}

void open_with(FileName name, ByteView content, OpenMode mode) {
  MemoryDisk disk;
  for (std::size_t i = 0; i < file_count; ++i)
    disk.file(static_cast<FileName>(i)).content() = written_files()[i];
  disk.file(name).content() = Bytes(content.begin(), content.end());
  SeededRandom random(5);
  auto vault = open_vault(disk, random, limits, mode);
  if (!vault) return;
  Bytes page(page_size);
  for (std::uint32_t i = 0; i < (*vault)->log().page_count(); ++i)
    if ((*vault)->log().read(i, page)) ASSERT(page == page_content());
}

}  // namespace

Bytes whole_input(std::uint8_t choice) {
  Bytes input = written_files()[static_cast<std::size_t>(chosen_file(choice))];
  input.insert(input.begin(), choice);
  return input;
}

void fuzz_head(ByteView content) {
  open_with(FileName::head, content, OpenMode::normal);
  // As a forger would: with checksums that fit.
  Bytes forged(content.begin(), content.end());
  forged.resize(2 * head_slot_size);
  for (const std::size_t place : {std::size_t{0}, head_slot_size}) {
    const MutableBytes slot = MutableBytes(forged).subspan(place, head_slot_size);
    const std::size_t at = head_slot_size - sizeof(Hash256);
    std::ranges::copy(hash(domain::head_checksum, slot.first(at)), slot.begin() + at);
  }
  open_with(FileName::head, forged, OpenMode::normal);
  open_with(FileName::head, forged, OpenMode::salvage);
}

void fuzz_log(ByteView content) {
  open_with(FileName::log_0, content, OpenMode::normal);
  open_with(FileName::log_0, content, OpenMode::salvage);
}

void fuzz_storage(ByteView input) {
  if (input.empty()) return;
  const std::uint8_t choice = input[0];
  const OpenMode mode = (choice & 4) != 0 ? OpenMode::salvage : OpenMode::normal;
  open_with(chosen_file(choice), input.subspan(1), mode);
}

}  // namespace kith::test
