// Makes the header with what Settings says about the work of others:
//
//   node scripts/generate_third_party.mjs THIRD_PARTY.md build/native/generated/third_party.h
//
// It lists the first table of THIRD_PARTY.md: what is part of the page.

import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';

const [, , source_path, output_path] = process.argv;
if (!output_path) throw new Error('usage: generate_third_party.mjs THIRD_PARTY.md OUTPUT');

const section = readFileSync(source_path, 'utf8').match(/^## In the page\n([\s\S]*?)^## /m)?.[1];
const rows = (section ?? '').split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)  // Heading and rule.
    .map((line) => line.split('|').slice(1, 4).map((cell) => cell.trim()));
if (rows.length === 0) throw new Error(`no table "In the page" in ${source_path}`);

const quoted = (text) => JSON.stringify(text);
const lines = [
  '// Made by scripts/generate_third_party.mjs from THIRD_PARTY.md.',
  '#pragma once',
  '',
  '#include <array>',
  '#include <string_view>',
  '',
  'namespace kith::generated {',
  '',
  'struct ThirdParty {',
  '  std::string_view name;',
  '  std::string_view version;',
  '  std::string_view licence;',
  '};',
  '',
  `inline constexpr std::array<ThirdParty, ${rows.length}> third_party = {{`,
  ...rows.map((cells) => `    {${cells.map(quoted).join(', ')}},`),
  '}};',
  '',
  '}  // namespace kith::generated',
  '',
];
mkdirSync(dirname(output_path), {recursive: true});
writeFileSync(output_path, lines.join('\n'));
