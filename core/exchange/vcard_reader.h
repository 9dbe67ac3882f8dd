// vCard files (2.1, 3.0, 4.0, as the programs of the world write them), pushed in as bytes and
// handed on property by property. Folded lines are joined before anything is decoded, since a fold
// may split a character; quoted-printable soft breaks, comments and blank lines are dealt with
// here. Values come as bytes with the transfer encoding undone; their character set is still to be
// read.
//
//   VcardReader reader(sink);
//   TRY(reader.feed(slice));  ...  TRY(reader.finish());
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith {

inline constexpr std::size_t vcard_value_size_max = 192 * 1024;

struct VcardProperty {
  std::uint64_t line = 0;
  std::string group;  // "item1", lower case; may be empty
  std::string name;   // upper case; empty when the line is not a property
  std::vector<std::pair<std::string, std::string>> parameters;  // name upper case, value as written
  Bytes value;
  bool binary = false;  // base64 or a data: address; `value` is empty

  // The values of all parameters of this name, with commas taken as separators, lower case.
  std::vector<std::string> parameter_values(std::string_view name) const;
  std::string parameter(std::string_view name) const;
};

class VcardSink {
 public:
  virtual ~VcardSink() = default;
  virtual Result<void> property(const VcardProperty& property) = 0;
};

class VcardReader {
 public:
  explicit VcardReader(VcardSink& sink) : sink_(sink) {}

  // Errors begin "line 17: " and end the reading.
  Result<void> feed(ByteView bytes);
  Result<void> finish();

 private:
  Result<void> take_line(std::string_view line);
  Result<void> end_property();
  Result<void> append_to_property(std::string_view text);

  VcardSink& sink_;
  std::string line_;           // the physical line being collected; its start, of a long binary one
  std::string property_;       // the logical line, unfolded
  bool open_ = false;          // property_ holds one
  bool soft_break_ = false;    // its last line ended in a quoted-printable soft break
  bool after_binary_ = false;  // lines that are no properties may be more of its base64
  bool was_return_ = false;
  std::uint64_t line_number_ = 1;
  std::uint64_t property_line_ = 1;
};

// "a;b\;c" to {"a", "b\;c"}: separators with a backslash in front do not separate.
std::vector<std::string_view> split_escaped(std::string_view text, char separator);
std::string unescape_vcard(std::string_view text);

}  // namespace kith
