#include "core/crypto/stream_pieces.h"

#include <utility>

namespace kith {
namespace {

constexpr std::size_t sealed_piece_size = stream_piece_size + stream_piece_overhead;

void drop_front(Bytes& bytes, std::size_t size) {
  bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
}

}  // namespace

void PieceSealer::add(ByteView plain) {
  append(plain_, plain);
  std::size_t at = 0;
  // A full piece waits for what follows it: it may be the last.
  for (; plain_.size() - at > stream_piece_size; at += stream_piece_size) {
    const ByteView piece = ByteView(plain_).subspan(at, stream_piece_size);
    append(sealed_, sealer_.seal(piece, StreamPiece::more));
  }
  drop_front(plain_, at);
}

void PieceSealer::finish() {
  append(sealed_, sealer_.seal(plain_, StreamPiece::last));
  plain_.clear();
}

Bytes PieceSealer::take() {
  return std::exchange(sealed_, {});
}

bool PieceOpener::open_piece(ByteView sealed) {
  if (finished_) return false;  // something follows the end
  auto opened = opener_.open(sealed);
  if (!opened) return false;
  finished_ = opened->piece == StreamPiece::last;
  append(plain_, opened->plain);
  return true;
}

bool PieceOpener::feed(ByteView sealed) {
  append(sealed_, sealed);
  std::size_t at = 0;
  for (; sealed_.size() - at >= sealed_piece_size; at += sealed_piece_size) {
    if (!open_piece(ByteView(sealed_).subspan(at, sealed_piece_size))) return false;
  }
  drop_front(sealed_, at);
  return true;
}

bool PieceOpener::end() {
  if (!sealed_.empty() && !open_piece(std::exchange(sealed_, {}))) return false;
  return finished_;
}

Bytes PieceOpener::take() {
  return std::exchange(plain_, {});
}

}  // namespace kith
