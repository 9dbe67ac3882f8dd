#include "core/exchange/vcard_reader.h"

#include "core/base/codec.h"
#include "core/base/text_ascii.h"
#include "core/exchange/text_source.h"

#include <algorithm>

namespace kith {

namespace {

// Quoted-printable may take three bytes for one.
constexpr std::size_t raw_size_max = 3 * vcard_value_size_max + 4096;
constexpr std::size_t binary_kept_max = 4096;  // enough for the part before the colon

char upper_ascii(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

std::string upper_text(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), upper_ascii);
  return out;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t") == text.npos;
}

// The first `wanted` outside double quotes; a quote that is never closed counts for nothing.
std::size_t find_unquoted(std::string_view text, char wanted) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == wanted && !quoted) return i;
  }
  return quoted ? text.find(wanted) : text.npos;
}

std::vector<std::string_view> split_unquoted(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = find_unquoted(text, separator);
    parts.push_back(text.substr(0, at));
    if (at == text.npos) return parts;
    text.remove_prefix(at + 1);
  }
}

// "NOTE;ENCODING=QUOTED-PRINTABLE", in capitals.
std::string header_of(std::string_view property) {
  return upper_text(property.substr(0, std::min(find_unquoted(property, ':'), property.size())));
}

bool is_quoted_printable(std::string_view property) {
  return header_of(property).find("QUOTED-PRINTABLE") != std::string::npos;
}

bool is_binary(std::string_view property) {
  property = property.substr(0, binary_kept_max);
  const std::string header = header_of(property);
  for (std::string_view mark : {";BASE64", "=BASE64", "ENCODING=B;", ";B;"}) {
    if ((header + ';').find(mark) != std::string::npos) return true;
  }
  const std::string_view value = property.substr(std::min(header.size() + 1, property.size()));
  return lower_ascii(value.substr(0, 5)) == "data:";
}

int hex_digit(std::uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  const int letter = lower_ascii(static_cast<char>(c));
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

Bytes decode_quoted_printable(std::string_view text) {
  Bytes out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (byte == '=' && i + 2 < text.size()) {
      const int high = hex_digit(static_cast<std::uint8_t>(text[i + 1]));
      const int low = hex_digit(static_cast<std::uint8_t>(text[i + 2]));
      if (high >= 0 && low >= 0) {
        out.push_back(static_cast<std::uint8_t>(high << 4 | low));
        i += 2;
        continue;
      }
    }
    out.push_back(byte);
  }
  return out;
}

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

std::string without_quotes(std::string_view text) {
  std::string out(text);
  std::erase(out, '"');
  return out;
}

// vCard 2.1 writes "TEL;WORK" and "NOTE;QUOTED-PRINTABLE". A parameter does not say its character
// set; what is not UTF-8 comes from a program that knew nothing but Latin letters.
std::pair<std::string, std::string> read_parameter(std::string_view bytes) {
  const std::string text =
      is_valid_utf8(bytes) ? std::string(bytes) : windows_1252_to_utf8(as_bytes(bytes));
  const std::size_t equals = text.find('=');
  if (equals != text.npos)
    return {upper_text(text.substr(0, equals)), without_quotes(text.substr(equals + 1))};
  const std::string upper = upper_text(text);
  const bool encoding =
      upper == "QUOTED-PRINTABLE" || upper == "BASE64" || upper == "8BIT" || upper == "7BIT";
  return {encoding ? "ENCODING" : "TYPE", without_quotes(text)};
}

VcardProperty unreadable(std::uint64_t line, std::string_view text) {
  VcardProperty property;
  property.line = line;
  property.value.assign(text.begin(), text.end());
  return property;
}

VcardProperty read_property(std::uint64_t line, std::string_view text) {
  const std::size_t colon = find_unquoted(text, ':');
  if (colon == text.npos) return unreadable(line, text);
  const std::vector<std::string_view> parts = split_unquoted(text.substr(0, colon), ';');
  const std::size_t dot = parts[0].rfind('.');
  const std::string_view name = dot == parts[0].npos ? parts[0] : parts[0].substr(dot + 1);
  if (!is_name(name)) return unreadable(line, text);

  VcardProperty property;
  property.line = line;
  property.name = upper_text(name);
  if (dot != parts[0].npos) property.group = lower_ascii(parts[0].substr(0, dot));
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!parts[i].empty()) property.parameters.push_back(read_parameter(parts[i]));
  }
  const std::string_view value = text.substr(colon + 1);
  property.binary = is_binary(text);
  if (property.binary) return property;
  if (is_quoted_printable(text)) {
    property.value = decode_quoted_printable(value);
  } else {
    property.value.assign(value.begin(), value.end());
  }
  return property;
}

std::unexpected<Error> too_long(std::uint64_t line) {
  return fail(ErrorCode::too_large, "line " + std::to_string(line) +
                                        ": the property that begins here holds more than 192 KiB; "
                                        "Kith cannot keep a text that long.");
}

}  // namespace

std::vector<std::string> VcardProperty::parameter_values(std::string_view wanted) const {
  std::vector<std::string> values;
  for (const auto& [parameter_name, text] : parameters) {
    if (parameter_name != wanted) continue;
    std::string_view rest = text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      if (end > 0) values.push_back(lower_ascii(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return values;
}

std::string VcardProperty::parameter(std::string_view wanted) const {
  for (const auto& [parameter_name, text] : parameters) {
    if (parameter_name == wanted) return text;
  }
  return {};
}

Result<void> VcardReader::append_to_property(std::string_view text) {
  if (property_.size() + text.size() <= binary_kept_max) {
    property_ += text;
    return {};
  }
  if (is_binary(property_.empty() ? text : std::string_view(property_))) {
    property_ += text.substr(0, binary_kept_max - std::min(property_.size(), binary_kept_max));
    return {};
  }
  property_ += text;
  return property_.size() > raw_size_max ? Result<void>(too_long(property_line_)) : Result<void>{};
}

Result<void> VcardReader::end_property() {
  if (!open_) return {};
  open_ = soft_break_ = false;
  const VcardProperty property = read_property(property_line_, property_);
  if (property.value.size() > vcard_value_size_max) return too_long(property_line_);
  // Some programs write base64 without indenting it.
  const bool more_base64 = after_binary_ && property.name.empty();
  if (more_base64) return {};
  after_binary_ = property.binary;
  return sink_.property(property);
}

Result<void> VcardReader::take_line(std::string_view line) {
  const bool end = upper_text(line.substr(0, 9)) == "END:VCARD";
  const bool folded = open_ && !line.empty() && (line[0] == ' ' || line[0] == '\t');
  if (open_ && soft_break_ && !end) {
    // The rest of a quoted-printable line, its white space included.
  } else if (folded) {
    line.remove_prefix(1);
  } else {
    TRY(end_property());
    if (is_blank(line) || line.starts_with('#')) return {};
    property_.clear();
    open_ = true;
    property_line_ = line_number_;
  }
  soft_break_ = line.ends_with('=') &&
                is_quoted_printable(property_.empty() ? line : std::string_view(property_));
  if (soft_break_) line.remove_suffix(1);
  return append_to_property(line);
}

Result<void> VcardReader::feed(ByteView bytes) {
  std::string_view text = as_text(bytes);
  while (!text.empty()) {
    const std::size_t end = text.find_first_of("\r\n");
    const std::string_view part = text.substr(0, end);
    if (!part.empty()) was_return_ = false;
    const bool keep = line_.size() <= raw_size_max;
    if (keep) {
      line_ += part.substr(0, raw_size_max + 1);
      const std::string_view property = open_ ? std::string_view(property_) : line_;
      if (line_.size() > raw_size_max && !is_binary(line_) && !is_binary(property))
        return too_long(line_number_);
    }
    if (end == text.npos) return {};
    const bool second_of_pair = was_return_ && text[end] == '\n';
    was_return_ = text[end] == '\r';
    text.remove_prefix(end + 1);
    if (second_of_pair) {
      was_return_ = false;
      continue;
    }
    TRY(take_line(line_));
    line_.clear();
    ++line_number_;
  }
  return {};
}

Result<void> VcardReader::finish() {
  if (!line_.empty()) TRY(take_line(line_));
  line_.clear();
  return end_property();
}

std::vector<std::string_view> split_escaped(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == separator) {
      parts.push_back(text.substr(from, i - from));
      from = i + 1;
    }
  }
  parts.push_back(text.substr(from));
  return parts;
}

std::string unescape_vcard(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out.push_back(text[i]);
      continue;
    }
    const char next = text[++i];
    if (next == 'n' || next == 'N') {
      out.push_back('\n');
    } else {
      // Only these are escapes; "C:\dir" stays what it is.
      if (std::string_view("\\,;:\"").find(next) == std::string_view::npos) out.push_back('\\');
      out.push_back(next);
    }
  }
  return out;
}

}  // namespace kith
