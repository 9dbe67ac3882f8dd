#include "core/store/backup_file.h"

#include "core/crypto/system_random.h"
#include "tests/core/store/vault_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::test;

namespace {

struct Made {
  MemoryDisk disk;
  SeededRandom random{1};
  std::unique_ptr<Vault> vault;

  Made() {
    start_crypto();
    vault = *create_vault(disk, random);
  }

  Bytes backup(ByteView content) const {
    BackupWriter writer = vault->begin_backup();
    Bytes file = writer.take();
    // In pieces of another size than the file's.
    constexpr std::size_t step = 9973;
    for (std::size_t at = 0; at < content.size(); at += step) {
      writer.add(content.subspan(at, std::min(step, content.size() - at)));
      append(file, writer.take());
    }
    writer.finish();
    append(file, writer.take());
    return file;
  }
};

Bytes content_of(std::size_t size) {
  Bytes bytes(size);
  SeededRandom(size + 1).fill(bytes);
  return bytes;
}

Result<Bytes> read_backup(ByteView file, WrapKind kind = WrapKind::passphrase,
                          std::uint8_t key = 1) {
  const BackupHead head = TRY(decode_backup_head(file));
  const StorageKey storage_key = TRY(unlock_backup(head, kind, test_kek(key)));
  BackupReader reader(head, derive(storage_key, backup_key_derivation));
  Bytes content;
  constexpr std::size_t step = 70'001;
  for (std::size_t at = backup_head_size; at < file.size(); at += step) {
    TRY(reader.feed(file.subspan(at, std::min(step, file.size() - at))));
    append(content, reader.take());
  }
  TRY(reader.end());
  append(content, reader.take());
  return content;
}

ErrorCode code_of(const Result<Bytes>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

}  // namespace

TEST_CASE("What was put into a backup comes out again, whatever its size") {
  const Made made;
  for (const std::size_t size : {0u, 1u, 65'535u, 65'536u, 65'537u, 131'072u, 300'000u}) {
    INFO(size);
    const Bytes content = content_of(size);
    const Bytes file = made.backup(content);
    CHECK(read_backup(file) == content);
    CHECK(read_backup(file, WrapKind::recovery_phrase, 2) == content);
  }
}

TEST_CASE("A backup opens with its own passphrase only, and nothing of it is to be read without") {
  const Made made;
  const Bytes content(5000, 'k');
  const Bytes file = made.backup(content);
  CHECK(code_of(read_backup(file, WrapKind::passphrase, 9)) == ErrorCode::wrong_passphrase);
  CHECK(code_of(read_backup(file, WrapKind::recovery_phrase, 1)) == ErrorCode::wrong_passphrase);
  CHECK(code_of(read_backup(file, WrapKind::passkey, 1)) == ErrorCode::not_found);
  const Bytes run(8, 'k');
  CHECK(std::ranges::search(file, run).empty());
}

TEST_CASE("Two backups of the same content have nothing in common but how they are unlocked") {
  const Made made;
  const Bytes content = content_of(2000);
  const Bytes one = made.backup(content);
  const Bytes two = made.backup(content);
  CHECK_FALSE(
      std::equal(one.begin() + backup_head_size, one.end(), two.begin() + backup_head_size));
  // A body behind another's head: the key is of that head alone.
  Bytes mixed = one;
  std::copy(two.begin() + backup_head_size, two.end(), mixed.begin() + backup_head_size);
  CHECK(code_of(read_backup(mixed)) == ErrorCode::damaged);
}

TEST_CASE("A backup that is cut off anywhere is refused") {
  const Made made;
  const Bytes file = made.backup(content_of(500));
  for (std::size_t size = 0; size < file.size(); ++size) {
    INFO(size);
    const ErrorCode code = code_of(read_backup(ByteView(file).first(size)));
    CHECK(code == (size < 8 ? ErrorCode::malformed : ErrorCode::damaged));
  }
  const Bytes large = made.backup(content_of(200'000));
  constexpr std::size_t piece = stream_piece_size + stream_piece_overhead;
  for (std::size_t cut : {backup_head_size + piece, backup_head_size + 2 * piece, large.size() - 1})
    CHECK(code_of(read_backup(ByteView(large).first(cut))) == ErrorCode::damaged);
}

TEST_CASE("No bit of a backup can be changed") {
  const Made made;
  const Bytes file = made.backup(content_of(100));
  for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
    Bytes altered = file;
    altered[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
    INFO("bit " << bit);
    REQUIRE_FALSE(read_backup(altered));
  }
}

TEST_CASE("Pieces of a backup cannot be exchanged, repeated, left out or joined on") {
  const Made made;
  const Bytes file = made.backup(content_of(250'000));
  constexpr auto piece = static_cast<std::ptrdiff_t>(stream_piece_size + stream_piece_overhead);
  const auto first = static_cast<std::ptrdiff_t>(backup_head_size);

  Bytes exchanged = file;
  std::swap_ranges(exchanged.begin() + first, exchanged.begin() + first + piece,
                   exchanged.begin() + first + piece);
  CHECK(code_of(read_backup(exchanged)) == ErrorCode::damaged);

  Bytes left_out = file;
  left_out.erase(left_out.begin() + first, left_out.begin() + first + piece);
  CHECK(code_of(read_backup(left_out)) == ErrorCode::damaged);

  Bytes repeated = file;
  repeated.insert(repeated.begin() + first, file.begin() + first, file.begin() + first + piece);
  CHECK(code_of(read_backup(repeated)) == ErrorCode::damaged);

  Bytes joined = file;
  joined.insert(joined.end(), file.begin() + first, file.end());
  CHECK(code_of(read_backup(joined)) == ErrorCode::damaged);
  joined = file;
  joined.push_back(0);
  CHECK(code_of(read_backup(joined)) == ErrorCode::damaged);
}

TEST_CASE("What is no backup, and what a newer Kith made, is told apart from damage") {
  const Made made;
  CHECK(code_of(read_backup({})) == ErrorCode::malformed);
  CHECK(code_of(read_backup(as_bytes("BEGIN:VCARD\r\nVERSION:4.0\r\n"))) == ErrorCode::malformed);

  Bytes newer = made.backup(content_of(10));
  newer[8] = 2;  // the version
  const std::size_t checksum_at = backup_head_size - sizeof(Hash256);
  const Hash256 checksum = hash(domain::backup_checksum, ByteView(newer).first(checksum_at));
  std::ranges::copy(checksum, newer.begin() + static_cast<std::ptrdiff_t>(checksum_at));
  CHECK(code_of(read_backup(newer)) == ErrorCode::newer_format);
}

TEST_CASE("A passkey stays on its device: a backup does not hold it") {
  Made made;
  REQUIRE(made.vault->replace_wrap(test_wrap(3, WrapKind::passkey)));
  const Bytes file = made.backup(content_of(10));
  CHECK(code_of(read_backup(file, WrapKind::passkey, 3)) == ErrorCode::not_found);
  CHECK(read_backup(file));
}

TEST_CASE("A vault made from a backup opens as the one that was backed up, and is empty") {
  Made made;
  const Bytes file = made.backup({});
  const auto head = decode_backup_head(file);
  REQUIRE(head);
  MemoryDisk disk;
  {
    auto wrong = Vault::create_from(*head, disk, WrapKind::passphrase, test_kek(9), made.random);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == ErrorCode::wrong_passphrase);
    CHECK(Vault::inspect(disk).error().code == ErrorCode::not_found);
  }
  auto copy = Vault::create_from(*head, disk, WrapKind::recovery_phrase, test_kek(2), made.random);
  REQUIRE(copy);
  CHECK((*copy)->id() == made.vault->id());
  CHECK((*copy)->log().page_count() == 0);
  copy->reset();
  CHECK(open_vault(disk, made.random));

  // Where there is a vault already, nothing is touched.
  const Bytes before = disk.file(FileName::head).content();
  auto again = Vault::create_from(*head, disk, WrapKind::passphrase, test_kek(1), made.random);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::conflict);
  CHECK(disk.file(FileName::head).content() == before);

  REQUIRE(Vault::discard(disk));
  CHECK(Vault::inspect(disk).error().code == ErrorCode::not_found);
}
