// Any number of bytes as a stream of sealed pieces of one size, and back: what a file is made of
// that is written and read in slices (core/crypto/stream.h seals each).
//
//   PieceSealer sealer(key);          keep sealer.header()
//   sealer.add(plain);    write(sealer.take());     // any number of times
//   sealer.finish();      write(sealer.take());
//
//   PieceOpener opener(key, header);
//   if (!opener.feed(sealed)) …       use(opener.take());
//   if (!opener.end()) …
#pragma once

#include "core/base/bytes.h"
#include "core/crypto/stream.h"

#include <cstddef>

namespace kith {

inline constexpr std::size_t stream_piece_size = 64 * 1024;  // of what is sealed

class PieceSealer {
 public:
  explicit PieceSealer(const StreamKey& key) : sealer_(key) {}

  const StreamHeader& header() const { return sealer_.header(); }
  void add(ByteView plain);
  void finish();
  // What is sealed since the last time.
  Bytes take();

 private:
  StreamSealer sealer_;
  Bytes plain_;
  Bytes sealed_;
};

// Once something is false, it is not what was sealed: altered, cut off or joined on.
class PieceOpener {
 public:
  PieceOpener(const StreamKey& key, const StreamHeader& header) : opener_(key, header) {}

  // In pieces of any size.
  bool feed(ByteView sealed);
  // The stream ends here: false if it should not.
  bool end();
  // What was opened since the last time.
  Bytes take();

 private:
  bool open_piece(ByteView sealed);

  StreamOpener opener_;
  Bytes sealed_;
  Bytes plain_;
  bool finished_ = false;
};

}  // namespace kith
