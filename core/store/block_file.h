// A file as storage needs it: the six functions a disk must have. Three kinds exist: over the
// browser's OPFS (wasm/), in memory (core/store/disk.h), and a faulty one in the tests.
//
//   TRY(file.write(offset, bytes));   // all of it, or an error
//   TRY(file.flush());                // what was written before survives a loss of power
//
// An implementation overrides the raw functions and reports what its platform said; the checks are
// made here, once. They matter: a browser that runs out of room does not throw, it returns a short
// count or a negative number from write.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>

namespace kith {

class BlockFile {
 public:
  virtual ~BlockFile() = default;

  // Exactly into.size() bytes; reading beyond the end is an error.
  Result<void> read(std::uint64_t offset, MutableBytes into);
  // Grows the file as needed; what lies between is zeros. A failed write may have changed any of
  // the bytes it was given.
  Result<void> write(std::uint64_t offset, ByteView bytes);
  // Once a flush has failed, nothing is known of what was written before it: a later success
  // proves nothing, so the owner must close and recover.
  Result<void> flush();
  // Cuts, or grows with zeros.
  Result<void> truncate(std::uint64_t size);
  Result<std::uint64_t> size();

 protected:
  // Bytes read, fewer only at the end of the file; negative on failure.
  virtual std::int64_t raw_read(std::uint64_t offset, std::uint8_t* into, std::size_t size) = 0;
  // What the platform returned as the number of bytes written, whatever it is.
  virtual std::int64_t raw_write(std::uint64_t offset, const std::uint8_t* from,
                                 std::size_t size) = 0;
  virtual bool raw_flush() = 0;
  virtual bool raw_truncate(std::uint64_t size) = 0;
  // Negative on failure.
  virtual std::int64_t raw_size() = 0;
};

}  // namespace kith
