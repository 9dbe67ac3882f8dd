// 256 random bits as 24 words of BIP 39's English list (the last eight bits of the last word are a
// checksum), so that a person can keep them on paper. Only the encoding is BIP 39's: the bits are
// the secret, nothing is stretched from the words.
//
//   std::vector<std::string> words = recovery_words(seed);
//   RecoverySeed same = TRY(parse_recovery_phrase("abandon ability …"));
#pragma once

#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/kdf.h"
#include "core/crypto/secret.h"
#include "core/crypto/sign.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith {

inline constexpr std::size_t recovery_word_count = 24;

std::vector<std::string> recovery_words(const RecoverySeed& seed);

// Takes capitals, any white space, numbers and commas between the words, and words cut after their
// fourth letter, which tell them apart. The error names the word that is not on the list, or says
// that the words do not belong together.
Result<RecoverySeed> parse_recovery_phrase(std::string_view text);

// The keys of the member's recovery device, which the phrase gives besides opening the vault.
inline constexpr Derivation<RecoverySeed, SignSeed> recovery_sign_derivation{"kithrec1", 1};
inline constexpr Derivation<RecoverySeed, BoxSecret> recovery_box_derivation{"kithrec1", 2};

}  // namespace kith
