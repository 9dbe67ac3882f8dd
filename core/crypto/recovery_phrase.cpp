#include "core/crypto/recovery_phrase.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>

#include "bip39_english.h"

namespace kith {
namespace {

constexpr std::size_t bits_per_word = 11;
constexpr std::size_t telling_letters = 4;

// The seed and its checksum: 264 bits, 24 words of 11.
using PhraseBits = std::array<std::uint8_t, 33>;

std::uint8_t checksum(ByteView seed) {
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256(digest.data(), seed.data(), seed.size());
  const std::uint8_t first = digest[0];
  wipe(digest);
  return first;
}

std::size_t word_at(const PhraseBits& bits, std::size_t position) {
  std::size_t word = 0;
  for (std::size_t i = position * bits_per_word; i < (position + 1) * bits_per_word; ++i)
    word = word << 1 | (bits.at(i / 8) >> (7 - i % 8) & 1u);
  return word;
}

void put_word(PhraseBits& bits, std::size_t position, std::size_t word) {
  for (std::size_t k = 0; k < bits_per_word; ++k) {
    const std::size_t i = position * bits_per_word + k;
    const std::size_t bit = word >> (bits_per_word - 1 - k) & 1u;
    bits.at(i / 8) |= static_cast<std::uint8_t>(bit << (7 - i % 8));
  }
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Runs of letters, in lower case; what stands between them does not matter.
std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (char c : text) {
    if (is_letter(c)) {
      if (!inside) words.emplace_back();
      words.back() += static_cast<char>(c | 0x20);
    }
    inside = is_letter(c);
  }
  return words;
}

std::optional<std::size_t> find_word(const std::string& word) {
  const auto found = std::lower_bound(bip39_english.begin(), bip39_english.end(), word);
  if (found == bip39_english.end()) return std::nullopt;
  const bool cut_short = word.size() >= telling_letters && found->starts_with(word);
  if (*found != word && !cut_short) return std::nullopt;
  return static_cast<std::size_t>(found - bip39_english.begin());
}

Result<RecoverySeed> seed_of(const std::vector<std::string>& words, PhraseBits& bits) {
  if (words.size() != recovery_word_count) {
    return fail(ErrorCode::wrong_passphrase, "The recovery phrase has 24 words; these are " +
                                                 std::to_string(words.size()) +
                                                 ". Look for one left out or written twice.");
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto word = find_word(words[i]);
    if (!word) {
      return fail(ErrorCode::wrong_passphrase, "Word " + std::to_string(i + 1) +
                                                   " is not one of the words Kith uses. Look at "
                                                   "your paper again.");
    }
    put_word(bits, i, *word);
  }
  const ByteView seed = ByteView(bits).first(RecoverySeed::size);
  if (bits.back() != checksum(seed)) {
    return fail(ErrorCode::wrong_passphrase,
                "These words do not belong together. Look for two that changed places, or one that "
                "looks like another.");
  }
  return std::move(*RecoverySeed::from(seed));
}

}  // namespace

std::vector<std::string> recovery_words(const RecoverySeed& seed) {
  PhraseBits bits;
  std::copy(seed.view().begin(), seed.view().end(), bits.begin());
  bits.back() = checksum(seed.view());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < recovery_word_count; ++i)
    words.emplace_back(bip39_english.at(word_at(bits, i)));
  wipe(bits);
  return words;
}

Result<RecoverySeed> parse_recovery_phrase(std::string_view text) {
  std::vector<std::string> words = split_words(text);
  PhraseBits bits{};
  auto seed = seed_of(words, bits);
  wipe(bits);
  for (std::string& word : words)
    wipe(word);
  return seed;
}

}  // namespace kith
