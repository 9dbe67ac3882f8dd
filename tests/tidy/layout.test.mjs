import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {test} from 'node:test';

import {cpp_files, fail_with, files, root} from './repository.mjs';

const paths = files.map(({path}) => path);

/** @param {string} path */
const folder_of = (path) => path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';

test('every folder says what belongs in it', () => {
  const folders = new Set(paths.map(folder_of).filter((folder) => folder !== ''));
  const mirror = /^tests\/(core|ui|sync|wasm|web)(\/|$)/;
  const needs_none = (folder) => mirror.test(folder) || /^\.|\/icons$|^core$|^sync$/.test(folder);
  fail_with([...folders].filter((folder) => !needs_none(folder) &&
    !paths.includes(`${folder}/README.md`)).map((folder) => `${folder}/README.md is missing`));
});

test('C++ files have names in lower case', () => {
  fail_with(cpp_files.map(({path}) => path)
      .filter((path) => !/^[a-z0-9_/]+\.(cpp|h|c)$/.test(path)));
});

test('a test lies by mirror path beside what it tests', () => {
  const kind = /(_fault|_property|_fuzz|_bench|_golden|_damage)?_(test|fuzz|bench)\.cpp$/;
  const sources = new Set(paths.filter((path) => /\.(cpp|h)$/.test(path)).map(folder_of));
  fail_with(paths.filter((path) => /^tests\/(core|ui|sync|wasm)\/.*\.cpp$/.test(path))
      .filter((path) => kind.test(path) && !sources.has(folder_of(path).replace(/^tests\//, '')))
      .map((path) => `${path}: there is no ${folder_of(path).replace(/^tests\//, '')}`));
});

test('every test is built', () => {
  const lists = new Map(files.filter(({path}) => path.endsWith('CMakeLists.txt'))
      .map(({path, text}) => [folder_of(path), text]));
  fail_with(paths.filter((path) => /^tests\/.*_test\.cpp$/.test(path))
      .filter((path) => {
        const name = path.slice(folder_of(path).length + 1);
        const list = lists.get(folder_of(path)) ?? '';
        return !list.includes(name) && !/GLOB/.test(list);
      })
      .map((path) => `${path} is in no CMakeLists.txt`));
});

// Versions of clang-format differ in what they make of the same file: Debian 12's has the say.
test('C++ is formatted by clang-format', (t) => {
  const version = spawnSync('clang-format', ['--version'], {encoding: 'utf8'}).stdout ?? '';
  if (!/version 14\./.test(version)) return t.skip('clang-format 14 is not here');
  const own = cpp_files.map(({path}) => path).filter((path) => !path.startsWith('scripts/'));
  const run = spawnSync('clang-format', ['--dry-run', '--Werror', ...own],
      {cwd: root, encoding: 'utf8'});
  const bad = new Set((run.stderr ?? '').match(/^[^:\n]+(?=:\d+:\d+: error)/gm));
  fail_with([...bad].map((path) => `clang-format -i ${path}`));
});

test('what is made is not committed', () => {
  const made = execFileSync('git', ['ls-files', 'build', 'node_modules', 'dist'],
      {cwd: root, encoding: 'utf8'});
  assert.equal(made, '');
});
