// Makes the header with the 2,048 English words of BIP 39, in which the recovery phrase is written:
//
//   node scripts/generate_word_list.mjs build/native/generated/bip39_english.h
//
// The words come from the npm package @scure/bip39, pinned by package-lock.json.

import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {wordlist as words} from '@scure/bip39/wordlists/english.js';

const [, , output_path] = process.argv;
if (!output_path) throw new Error('usage: generate_word_list.mjs OUTPUT');

// Phrases written down today must mean the same for ever: this is the list of the standard.
const standard_sha256 = '2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda';
const sha256 = createHash('sha256').update(words.join('\n') + '\n').digest('hex');
if (words.length !== 2048 || sha256 !== standard_sha256) {
  throw new Error(`not the English word list of BIP 39 (sha256 ${sha256})`);
}

const lines = [
  '// Made by scripts/generate_word_list.mjs. Sorted; the first four letters tell words apart.',
  '#pragma once',
  '',
  '#include <array>',
  '#include <string_view>',
  '',
  'namespace kith {',
  '',
  `inline constexpr std::array<std::string_view, ${words.length}> bip39_english = {`,
  ...words.map((word) => `    "${word}",`),
  '};',
  '',
  '}  // namespace kith',
  '',
];
mkdirSync(dirname(output_path), {recursive: true});
writeFileSync(output_path, lines.join('\n'));
