// The checkout as the rules see it: every file git knows of or would add, with its lines.

import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const binary_endings = /\.(png|ico|woff2?|bin|sqlite|gz|br|wasm)$/;
// Data is kept byte for byte as it came, or as it was first written.
const data_folders = /^tests\/(data|e2e\/fixtures|fuzz\/corpus)\//;

/** @typedef {{path: string, text: string, lines: string[]}} File */

/** @type {File[]} */
export const files = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
}).split('\0')
    .filter((path) => path && !binary_endings.test(path) && !data_folders.test(path))
    .filter((path) => existsSync(join(root, path)))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return {path, text, lines: text.split('\n')};
    });

export const cpp_files = files.filter(({path}) => /\.(cpp|h|c)$/.test(path));
export const js_files = files.filter(({path}) => /\.m?js$/.test(path));

/**
 * Fails with every place the rule is broken, as "path:line: what".
 * @param {Iterable<string>} places
 */
export function fail_with(places) {
  const list = [...places];
  if (list.length === 0) return;
  const error = new Error(list.join('\n'));
  error.stack = `\n${error.message}\n`;  // Not where the rule stands, but where it is broken.
  throw error;
}

/**
 * Every line of the files that the pattern matches.
 * @param {File[]} among @param {RegExp} pattern @param {string} what
 */
export function matching_lines(among, pattern, what) {
  return among.flatMap(({path, lines}) => lines.flatMap((line, i) =>
    pattern.test(line) ? [`${path}:${i + 1}: ${what}: ${line.trim().slice(0, 80)}`] : []));
}

/**
 * A C++ or JavaScript line without its comment and the inside of its string literals.
 * @param {string} line
 */
export function code_of(line) {
  return line.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\/\/.*$/, '');
}
