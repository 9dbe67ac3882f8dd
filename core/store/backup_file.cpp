#include "core/store/backup_file.h"

#include "core/base/assert.h"
#include "core/base/codec.h"
#include "core/crypto/hash.h"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

constexpr std::string_view magic = "kithback";
constexpr std::size_t checksum_at = backup_head_size - sizeof(Hash256);

std::unexpected<Error> damaged(std::string detail) {
  return fail(ErrorCode::damaged,
              "This backup is damaged or not complete. Use another one; nothing was changed.",
              std::move(detail));
}

// All that says what the file is, so that nothing of it can be exchanged for another's.
Bytes encode_named_part(const BackupHead& head) {
  Encoder out;
  out.raw(as_bytes(magic));
  out.u32(backup_format_version);
  out.u32(stream_piece_size);
  out.id(head.vault);
  out.raw(head.salt);
  encode_wraps(out, head.wraps);
  return out.take();
}

Bytes encode_head(const BackupHead& head) {
  Bytes bytes = encode_named_part(head);
  append(bytes, head.stream);
  append(bytes, hash(domain::backup_checksum, bytes));
  ASSERT(bytes.size() == backup_head_size);
  return bytes;
}

StreamKey stream_key(const BackupHead& head, const BackupKey& key) {
  return *StreamKey::from(
      Hasher(domain::backup_key, key.view()).add(encode_named_part(head)).finish());
}

BackupHead new_head(const VaultId& vault, std::span<const Wrap> wraps, Random& random) {
  BackupHead head{.vault = vault, .wraps = {}};
  random.fill(head.salt);
  std::ranges::copy_if(wraps, std::back_inserter(head.wraps),
                       [](const Wrap& wrap) { return wrap.kind != WrapKind::passkey; });
  return head;
}

}  // namespace

const Wrap* BackupHead::find(WrapKind kind) const {
  const auto found = std::ranges::find(wraps, kind, &Wrap::kind);
  return found == wraps.end() ? nullptr : &*found;
}

const Wrap* BackupHead::recovery() const {
  const Wrap* box = find(WrapKind::recovery_box);
  return box != nullptr ? box : find(WrapKind::recovery_phrase);
}

Result<BackupHead> decode_backup_head(ByteView bytes) {
  if (bytes.size() < magic.size() || as_text(bytes.first(magic.size())) != magic) {
    return fail(ErrorCode::malformed, "This file is not a backup of Kith.");
  }
  if (bytes.size() < backup_head_size) return damaged("the head is cut off");
  const ByteView checksum = bytes.subspan(checksum_at, sizeof(Hash256));
  if (!equal(hash(domain::backup_checksum, bytes.first(checksum_at)), checksum)) {
    return damaged("the head was altered");
  }
  Decoder in(bytes.first(checksum_at));
  in.raw(magic.size());
  // Magic, version and checksum stay where they are in every later format.
  if (in.u32() > backup_format_version) {
    return fail(ErrorCode::newer_format,
                "This backup was made by a newer Kith. Update Kith to restore it.");
  }
  if (in.u32() != stream_piece_size) in.fail();
  BackupHead head{.vault = in.id<VaultTag>(), .wraps = {}};
  std::ranges::copy(in.raw(head.salt.size()), head.salt.begin());
  head.wraps = decode_wraps(in);
  std::ranges::copy(in.raw(stream_header_size), head.stream.begin());
  if (!in.finished()) return damaged("the head has an unknown form");
  return head;
}

Result<StorageKey> unlock_backup(const BackupHead& head, WrapKind kind, const KekKey& kek) {
  const Wrap* wrap = head.find(kind);
  if (wrap == nullptr) {
    return fail(ErrorCode::not_found, "This backup does not open in that way.");
  }
  auto key = unwrap_storage_key(*wrap, head.vault, kek);
  if (key) return std::move(*key);
  if (kind == WrapKind::recovery_phrase || kind == WrapKind::recovery_box) {
    return fail(ErrorCode::wrong_passphrase, "These words do not open this backup.");
  }
  return fail(ErrorCode::wrong_passphrase,
              "This passphrase does not open this backup. It is the one from when it was made.");
}

// -- writing --

BackupWriter::BackupWriter(const VaultId& vault, std::span<const Wrap> wraps, const BackupKey& key,
                           Random& random)
    : head_(new_head(vault, wraps, random)), sealer_(stream_key(head_, key)) {
  head_.stream = sealer_.header();
  sealed_head_ = encode_head(head_);
}

void BackupWriter::add(ByteView plain) {
  sealer_.add(plain);
}

void BackupWriter::finish() {
  sealer_.finish();
}

Bytes BackupWriter::take() {
  Bytes sealed = std::exchange(sealed_head_, {});
  append(sealed, sealer_.take());
  return sealed;
}

// -- reading --

BackupReader::BackupReader(const BackupHead& head, const BackupKey& key)
    : opener_(stream_key(head, key), head.stream) {}

Result<void> BackupReader::feed(ByteView sealed) {
  return opener_.feed(sealed) ? Result<void>() : damaged("a piece does not open");
}

Result<void> BackupReader::end() {
  return opener_.end() ? Result<void>() : damaged("the end is missing, or something follows it");
}

Bytes BackupReader::take() {
  return opener_.take();
}

}  // namespace kith
