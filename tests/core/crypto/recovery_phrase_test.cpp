#include "core/crypto/recovery_phrase.h"

#include <catch2/catch_test_macros.hpp>

using namespace kith;

namespace {

std::string joined(const std::vector<std::string>& words, const std::string& between = " ") {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : between) + word;
  return text;
}

RecoverySeed seed_of(const char* hex) {
  return std::move(*RecoverySeed::from(from_hex(hex)));
}

}  // namespace

TEST_CASE("the words are those of BIP 39's own examples") {
  const auto zeros = std::string(64, '0');
  CHECK(joined(recovery_words(seed_of(zeros.c_str()))) ==
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
        "abandon art");
  CHECK(joined(recovery_words(
            seed_of("f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f"))) ==
        "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing "
        "screen patrol group space point ten exist slush involve unfold");
}

TEST_CASE("a phrase gives its seed back however it is written down") {
  SeededRandom random(24);
  for (int i = 0; i < 500; ++i) {
    const RecoverySeed seed = RecoverySeed::generate(random);
    const std::vector<std::string> words = recovery_words(seed);
    std::string shouted = joined(words, ",\n  ");
    for (char& c : shouted)
      c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    std::vector<std::string> cut;
    for (const std::string& word : words)
      cut.push_back(word.substr(0, 4));
    for (const std::string& text : {joined(words), shouted, joined(cut)}) {
      auto same = parse_recovery_phrase(text);
      REQUIRE(same);
      REQUIRE(equal_secret(same->view(), seed.view()));
    }
  }
}

TEST_CASE("a wrong word is named, and words that do not belong together are refused") {
  SeededRandom random(25);
  std::vector<std::string> words = recovery_words(RecoverySeed::generate(random));
  auto unknown = words;
  unknown[6] = "kith";
  auto refused = parse_recovery_phrase(joined(unknown));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text.find("Word 7") != std::string::npos);

  auto missing = words;
  missing.pop_back();
  CHECK_FALSE(parse_recovery_phrase(joined(missing)));
  CHECK_FALSE(parse_recovery_phrase(""));

  int accepted = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    auto swapped = words;
    std::swap(swapped[i], swapped[i + 1]);
    if (swapped != words && parse_recovery_phrase(joined(swapped))) ++accepted;
  }
  CHECK(accepted <= 1);  // one in 256 passes the checksum
}

TEST_CASE("the recovery device's keys are repeatable and differ from the seed and each other") {
  SeededRandom random(26);
  const RecoverySeed seed = RecoverySeed::generate(random);
  const SignSeed sign = derive(seed, recovery_sign_derivation);
  const BoxSecret box = derive(seed, recovery_box_derivation);
  CHECK(equal(sign.view(), derive(seed, recovery_sign_derivation).view()));
  CHECK_FALSE(equal(sign.view(), box.view()));
  CHECK_FALSE(equal(sign.view(), seed.view()));
}
