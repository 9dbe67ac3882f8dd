// A long text sealed in pieces, each opened as it comes: libsodium's secretstream, which is
// XChaCha20-Poly1305 with a key that moves on. A piece that was altered, left out, repeated or put
// elsewhere does not open, and only the last says that it is the last.
//
//   StreamSealer sealer(key);           keep sealer.header()
//   Bytes sealed = sealer.seal(piece, StreamPiece::more);
//
//   StreamOpener opener(key, header);
//   auto opened = opener.open(sealed);  // empty: not what was sealed
#pragma once

#include "core/base/bytes.h"
#include "core/crypto/secret.h"

#include <array>
#include <memory>
#include <optional>

namespace kith {

inline constexpr std::size_t stream_header_size = 24;
inline constexpr std::size_t stream_piece_overhead = 17;
using StreamHeader = std::array<std::uint8_t, stream_header_size>;
using StreamKey = Secret<struct StreamKeyTag>;

enum class StreamPiece : std::uint8_t { more, last };

struct OpenedPiece {
  Bytes plain;
  StreamPiece piece;
};

class StreamSealer {
 public:
  explicit StreamSealer(const StreamKey& key);
  StreamSealer(StreamSealer&&) noexcept;
  ~StreamSealer();

  const StreamHeader& header() const { return header_; }
  // Nothing may follow the last.
  Bytes seal(ByteView plain, StreamPiece piece);

 private:
  struct State;
  std::unique_ptr<State> state_;
  StreamHeader header_;
};

class StreamOpener {
 public:
  StreamOpener(const StreamKey& key, const StreamHeader& header);
  StreamOpener(StreamOpener&&) noexcept;
  ~StreamOpener();

  std::optional<OpenedPiece> open(ByteView sealed);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kith
