// Storage, fed with anything in place of one of its files.
#pragma once

#include "core/base/bytes.h"

namespace kith::test {

// The first byte of the input chooses the file, and whether the opening is a salvage; the rest is
// the content. Aborts if a page opens that was never sealed.
void fuzz_storage(ByteView input);
// Bytes for one file, opened in both ways.
void fuzz_head(ByteView content);
void fuzz_log(ByteView content);

// An input that stands for the file as it was written.
Bytes whole_input(std::uint8_t choice);

}  // namespace kith::test
