#include "core/record/backup.h"

#include "core/base/assert.h"
#include "core/base/codec.h"
#include "core/record/changeset.h"
#include "core/store/attachment_file.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith {
namespace {

// What an item is: its size as u32, then this, then its body.
enum class ItemKind : std::uint8_t { identity = 1, changeset = 2, end = 3, file = 4 };

constexpr std::uint8_t content_version = 1;
constexpr std::size_t size_field = 4;
constexpr std::uint32_t item_size_max = 64u << 20;
constexpr std::int64_t changesets_at_once = 16;

std::unexpected<Error> malformed(std::string detail) {
  return fail(ErrorCode::malformed,
              "This backup holds something this version of Kith cannot read. Update Kith and try "
              "again; nothing was changed.",
              std::move(detail));
}

void put_item(Encoder& out, ItemKind kind, ByteView body) {
  out.u32(static_cast<std::uint32_t>(1 + body.size()));
  out.u8(static_cast<std::uint8_t>(kind));
  out.raw(body);
}

}  // namespace

// -- BackupSource --

Result<BackupSource> BackupSource::begin(Workspace& workspace) {
  TRY(workspace.flush());  // what waits might yet be lost
  return BackupSource(workspace, workspace.last_position());
}

Result<Bytes> BackupSource::next() {
  Encoder out;
  if (!std::exchange(began_, true)) {
    Encoder body;
    body.u8(content_version);
    encode_identity(body, TRY(workspace_->identity()));
    Bytes bytes = body.take();
    put_item(out, ItemKind::identity, bytes);
    wipe(bytes);
  } else if (position_ < last_position_) {
    const auto count = std::min(changesets_at_once, last_position_ - position_);
    const std::vector<Bytes> changesets = TRY(workspace_->changesets_after(position_, count));
    for (const Bytes& body : changesets)
      put_item(out, ItemKind::changeset, body);
    position_ += count;
    if (static_cast<std::int64_t>(changesets.size()) != count) {
      return fail(ErrorCode::damaged, "A change is missing from the workspace's log.");
    }
  } else if (!std::exchange(ended_, true)) {
    Encoder body;
    body.varint(static_cast<std::uint64_t>(last_position_));
    put_item(out, ItemKind::end, body.bytes());
  }
  return out.take();
}

Bytes BackupSource::encode(const FilePiece& piece) {
  Encoder body;
  body.text(piece.file);
  body.varint(piece.size);
  body.varint(piece.offset);
  body.bytes_field(piece.bytes);
  Encoder out;
  put_item(out, ItemKind::file, body.bytes());
  return out.take();
}

double BackupSource::progress() const {
  if (last_position_ == 0) return began_ ? 1 : 0;
  return static_cast<double>(position_) / static_cast<double>(last_position_);
}

// -- WorkspaceRestore --

WorkspaceRestore::WorkspaceRestore(Database db, WorkspaceOptions options)
    : db_(std::move(db)), options_(std::move(options)) {}

Result<void> WorkspaceRestore::feed(ByteView content) {
  content_.erase(content_.begin(), content_.begin() + static_cast<std::ptrdiff_t>(at_));
  at_ = 0;
  append(content_, content);
  return {};
}

Result<bool> WorkspaceRestore::step() {
  const ByteView left = ByteView(content_).subspan(at_);
  if (left.size() < size_field) return false;
  const auto size = load_le<std::uint32_t>(left.data());
  if (size == 0 || size > item_size_max) return malformed("an item of an impossible size");
  if (left.size() - size_field < size) return false;
  at_ += size_field + size;
  TRY(take(left.subspan(size_field, size)));
  return true;
}

Result<void> WorkspaceRestore::take(ByteView item) {
  if (ended_) return malformed("something follows the end");
  const auto kind = static_cast<ItemKind>(item.front());
  const ByteView body = item.subspan(1);
  if ((kind == ItemKind::identity) == (workspace_ != nullptr)) return malformed("out of order");
  if (kind != ItemKind::file && file_expected_ != 0) return malformed("a file is not whole");
  switch (kind) {
    case ItemKind::identity:
      return begin(body);
    case ItemKind::changeset: {
      ++changeset_count_;
      const std::array<ByteView, 1> changesets = {body};
      return workspace_->apply(changesets, Durability::later);
    }
    case ItemKind::file:
      return take_piece(body);
    case ItemKind::end: {
      Decoder in(body);
      ended_ = in.varint() == changeset_count_ && in.finished();
      return ended_ ? Result<void>() : malformed("changes are missing");
    }
  }
  return malformed("an item of an unknown kind");
}

// The pieces of a file follow each other. One that nothing names is no harm: it goes when files are
// next looked through.
Result<void> WorkspaceRestore::take_piece(ByteView body) {
  Decoder in(body);
  FilePiece piece;
  piece.file = in.text(attachment_name_size_max);
  piece.size = in.varint_up_to(sealed_attachment_size(attachment_size_max));
  piece.offset = in.varint();
  const ByteView bytes = in.bytes_field(file_piece_max);
  piece.bytes.assign(bytes.begin(), bytes.end());
  if (!in.finished() || !is_attachment_file_name(piece.file))
    return malformed("no piece of a file");
  const bool follows = piece.offset == file_expected_ && (piece.offset == 0 || piece.file == file_);
  const std::uint64_t end = piece.offset + piece.bytes.size();
  if (!follows || piece.bytes.empty() || end > piece.size) return malformed("a piece out of order");
  file_ = piece.file;
  file_expected_ = end == piece.size ? 0 : end;
  file_piece_ = std::move(piece);
  return {};
}

Result<void> WorkspaceRestore::begin(ByteView body) {
  if (body.empty() || body.front() != content_version) return malformed("a newer content");
  const WorkspaceIdentity identity = TRY(decode_identity(body.subspan(1)));
  workspace_ = TRY(Workspace::create_from(std::move(*db_), identity, options_));
  db_.reset();
  return {};
}

Result<std::unique_ptr<Workspace>> WorkspaceRestore::finish() {
  if (!ended_ || at_ != content_.size()) return malformed("the end is missing");
  TRY(workspace_->flush());
  return std::move(workspace_);
}

}  // namespace kith
