#include "core/crypto/stream.h"

#include "core/base/assert.h"

#include <sodium.h>

namespace kith {

static_assert(stream_header_size == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(stream_piece_overhead == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(StreamKey::size == crypto_secretstream_xchacha20poly1305_KEYBYTES);

struct StreamSealer::State {
  crypto_secretstream_xchacha20poly1305_state sodium;
  ~State() { sodium_memzero(&sodium, sizeof sodium); }
};

struct StreamOpener::State {
  crypto_secretstream_xchacha20poly1305_state sodium;
  ~State() { sodium_memzero(&sodium, sizeof sodium); }
};

StreamSealer::StreamSealer(const StreamKey& key) : state_(std::make_unique<State>()) {
  crypto_secretstream_xchacha20poly1305_init_push(&state_->sodium, header_.data(), key.data());
}

StreamSealer::StreamSealer(StreamSealer&&) noexcept = default;
StreamSealer::~StreamSealer() = default;

Bytes StreamSealer::seal(ByteView plain, StreamPiece piece) {
  const bool is_last = piece == StreamPiece::last;
  Bytes sealed(plain.size() + stream_piece_overhead);
  const int pushed = crypto_secretstream_xchacha20poly1305_push(
      &state_->sodium, sealed.data(), nullptr, plain.data(), plain.size(), nullptr, 0,
      is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
  ASSERT(pushed == 0);
  return sealed;
}

StreamOpener::StreamOpener(const StreamKey& key, const StreamHeader& header)
    : state_(std::make_unique<State>()) {
  crypto_secretstream_xchacha20poly1305_init_pull(&state_->sodium, header.data(), key.data());
}

StreamOpener::StreamOpener(StreamOpener&&) noexcept = default;
StreamOpener::~StreamOpener() = default;

std::optional<OpenedPiece> StreamOpener::open(ByteView sealed) {
  if (sealed.size() < stream_piece_overhead) return std::nullopt;
  OpenedPiece opened{Bytes(sealed.size() - stream_piece_overhead), StreamPiece::more};
  unsigned char tag = 0;
  const int pulled =
      crypto_secretstream_xchacha20poly1305_pull(&state_->sodium, opened.plain.data(), nullptr,
                                                 &tag, sealed.data(), sealed.size(), nullptr, 0);
  if (pulled != 0) return std::nullopt;
  if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
    opened.piece = StreamPiece::last;
  } else if (tag != 0) {
    return std::nullopt;
  }
  return opened;
}

}  // namespace kith
