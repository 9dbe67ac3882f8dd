// kith-generate: writes invented people into a file of a real format. Same seed, same bytes.
//
//   kith-generate --people 1000 --seed 7 --format google-csv --out contacts.csv

#include "tests/generate/files.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace kith::generate;

struct Format {
  std::string_view name;
  std::string (*write)(const World&);
};

constexpr auto formats = std::to_array<Format>({{"google-csv", google_csv},
                                                {"google-csv-short", google_csv_short},
                                                {"outlook-csv", outlook_csv},
                                                {"linkedin-csv", linkedin_csv},
                                                {"vcard", vcards},
                                                {"json", json}});
constexpr uint32_t people_max = 1'000'000;

int usage() {
  std::fputs(
      "kith-generate [--seed N] [--people N] --format FORMAT [--out FILE]\n"
      "Formats: google-csv google-csv-short outlook-csv linkedin-csv vcard json\n"
      "Without --out it writes to the standard output.\n",
      stderr);
  return 2;
}

std::optional<uint64_t> parsed_number(std::string_view text) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return number;
}

bool write_file(const char* name, const std::string& content) {
  std::FILE* file = name == nullptr ? stdout : std::fopen(name, "wb");
  if (file == nullptr) return false;
  const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
  return std::fclose(file) == 0 && written;
}

}  // namespace

int main(int argument_count, char** arguments) {
  Options options;
  const Format* format = nullptr;
  const char* out = nullptr;
  for (int i = 1; i < argument_count; i += 2) {
    if (i + 1 == argument_count) return usage();
    const std::string_view name = arguments[i];
    const std::string_view value = arguments[i + 1];
    const auto number = parsed_number(value);
    if (name == "--seed" && number) {
      options.seed = *number;
    } else if (name == "--people" && number && *number <= people_max) {
      options.people = static_cast<uint32_t>(*number);
    } else if (name == "--format") {
      for (const Format& known : formats) {
        if (known.name == value) format = &known;
      }
    } else if (name == "--out") {
      out = arguments[i + 1];
    } else {
      return usage();
    }
  }
  if (format == nullptr) return usage();
  if (!write_file(out, format->write(make_world(options)))) {
    std::fprintf(stderr, "kith-generate: cannot write %s: %s\n", out == nullptr ? "" : out,
                 std::strerror(errno));
    return 1;
  }
  return 0;
}
