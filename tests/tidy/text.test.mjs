import {test} from 'node:test';

import {fail_with, files, matching_lines} from './repository.mjs';

const prose = /\.md$|^LICENSE$/;
const made_by_tools = /^package-lock\.json$|\.snap$/;
const line_length_max = 100;

const written = files.filter(({path}) => !made_by_tools.test(path));
const markup = /\.(json|svg|html|webmanifest)$/;
const code = written.filter(({path}) => !prose.test(path) && !markup.test(path));

test('lines of code have at most 100 characters', () => {
  fail_with(code.flatMap(({path, lines}) => lines.flatMap((line, i) =>
    [...line].length > line_length_max && !/https?:\/\//.test(line) ?
      [`${path}:${i + 1}: ${[...line].length} characters`] : [])));
});

test('no tabs, no trailing blanks, lines end in a line feed', () => {
  fail_with([
    ...matching_lines(code, /\t/, 'tab'),
    ...matching_lines(code, /[ \t\r]$/, 'blank at the end'),
    ...written.filter(({text}) => text !== '' && !text.endsWith('\n'))
        .map(({path}) => `${path}: no line feed at the end`),
  ]);
});

test('files are UTF-8', () => {
  fail_with(written.filter(({text}) => text.includes('\ufffd') && !text.includes("'\ufffd'"))
      .filter(({path}) => !/text|utf8|csv|encod|tidy/.test(path))  // Those speak of it.
      .map(({path}) => path));
});

test('nothing is left for later', () => {
  // Put together here, so that this file does not hold them itself.
  const words = [['TO', 'DO'], ['FIX', 'ME'], ['XX', 'X'], ['HA', 'CK']].map((w) => w.join(''));
  fail_with(matching_lines(code, new RegExp(`\\b(${words.join('|')})\\b`), 'unfinished'));
});

test('scripts and build files name no host: mirrors and registries are the machine\'s own', () => {
  const build = files.filter(({path}) =>
    /^(scripts|\.ci)\/|CMake|\.cmake$|^package(-lock)?\.json$|^\.npmrc$/.test(path));
  fail_with([
    ...matching_lines(build, /^\s*"resolved":/, 'download address'),
    ...matching_lines(build.filter(({path}) => path !== 'package-lock.json'),
        /https?:\/\/(?!127\.0\.0\.1|localhost)/, 'address'),
  ]);
});

test('no path of one machine', () => {
  fail_with(matching_lines(written, /(^|[\s"'`(=])\/(work|home\/\w+|Users\/\w+)\//, 'path'));
});
