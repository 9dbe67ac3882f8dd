import {test} from 'node:test';

import {cpp_files, fail_with, files} from './repository.mjs';

// docs/architecture.md, "The folders": what a folder may include besides itself. Tests and wasm
// (which puts everything together) may include all of core and ui.
const core = ['base', 'crypto', 'store', 'record', 'query', 'practice', 'exchange']
    .map((folder) => `core/${folder}`);
const may_include = {
  'core/base': [],
  'core/crypto': ['core/base'],
  'core/store': ['core/base', 'core/crypto'],
  'core/record': ['core/base', 'core/crypto', 'core/store'],
  'core/query': ['core/base', 'core/store', 'core/record'],
  'core/practice': ['core/base', 'core/store', 'core/record', 'core/query'],
  'core/exchange': ['core/base', 'core/crypto', 'core/store', 'core/record', 'core/query',
    'core/practice'],
  'ui': [...core, 'ui/semantics', 'ui/font', 'ui/render', 'ui/widget', 'ui/room'],
  'ui/semantics': ['core/base'],
  'ui/font': ['core/base', 'ui/semantics'],
  'ui/render': ['core/base', 'ui/font'],
  'ui/widget': [...core, 'ui', 'ui/semantics', 'ui/font', 'ui/render'],
  'ui/room': [...core, 'ui', 'ui/semantics', 'ui/widget'],
  'sync/wire': ['core/base', 'core/crypto'],
  'sync/relay': ['core/base', 'core/crypto', 'sync/wire'],
};

// Third-party headers, and the only folders that know them.
const third_party = [
  [/^sqlite3\.h$/, /^(core\/(store\/|query\/search_tokenizer)|scripts\/third_party|tests\/core)/],
  [/^sodium(\.h|\/)/, /^(core\/crypto|scripts\/third_party|tests\/core\/crypto)\//],
  [/^imgui/, /^(ui\/(widget|render|font)|scripts\/third_party|tests\/ui)\//],
  [/^boost\//, /^(sync\/relay|tests\/sync)\//],
  [/^(emscripten|GLES\d)\b/, /^(wasm|ui\/render|scripts\/third_party)\//],
  [/^catch2\//, /^tests\//],
];

/** @param {string} path */
const folder_of = (path) => path.slice(0, path.lastIndexOf('/'));

/** The folder of the table that a folder belongs to: core/exchange/dialect to core/exchange. */
const layer_of = (folder) => folder === '' || folder in may_include ? folder :
  layer_of(folder.includes('/') ? folder_of(folder) : '');

const includes = cpp_files.flatMap(({path, lines}) => lines.flatMap((line, i) => {
  const found = line.match(/^\s*#\s*include\s*(["<])([^">]+)[">]/);
  return found ? [{path, folder: folder_of(path), line: i + 1, quoted: found[1] === '"',
    name: found[2], place: `${path}:${i + 1}: includes ${found[2]}`}] : [];
}));
const own = includes.filter(({name}) => /^(core|ui|wasm|sync|tests)\//.test(name));

test('includes are written from the root of the checkout', () => {
  const from_elsewhere = /^(imgui|imstb_|kith_imconfig|sqlite3|sodium)/;
  const made = /^(unicode_tables|bip39_english|third_party|messages)\.h$/;
  fail_with(includes.filter(({quoted, name, path}) => quoted && !/^scripts\//.test(path) &&
      !/^(core|ui|wasm|sync|tests)\//.test(name) && !from_elsewhere.test(name) && !made.test(name))
      .map(({place}) => place));
});

test('a folder includes only what lies below it', () => {
  fail_with(own.filter(({folder, name}) => {
    const from = layer_of(folder);
    const to = layer_of(folder_of(name)) || folder_of(name);
    return from !== '' && from !== to && !may_include[from].includes(to);
  }).map(({place}) => place));
});

test('third-party headers are known to the folders that wrap them, and to no other', () => {
  fail_with(includes.filter(({path, name}) =>
    third_party.some(([header, folders]) => header.test(name) && !folders.test(path)))
      .map(({place}) => place));
});

test('a source file includes its own header first', () => {
  const headers = new Set(cpp_files.map(({path}) => path).filter((path) => path.endsWith('.h')));
  fail_with(cpp_files.filter(({path}) => path.endsWith('.cpp')).flatMap(({path}) => {
    const header = path.replace(/\.cpp$/, '.h');
    const first = includes.find((include) => include.path === path);
    return headers.has(header) && first?.name !== header ? [`${path}: not ${header} first`] : [];
  }));
});

// -- CMake: what is included is linked --

/** Libraries by folder, and what each names in DEPENDS and PRIVATE_DEPENDS. */
const libraries = new Map();
const folders_of_library = new Map();
for (const {path, text} of files.filter((file) => file.path.endsWith('CMakeLists.txt'))) {
  for (const [, name, body] of text.matchAll(/kith_library\((\w+)([^)]*)\)/g)) {
    const depends = body.replace(/[\s\S]*?\b(PRIVATE_)?DEPENDS\b/, '').match(/[\w:]+/g) ?? [];
    const folder = folder_of(path);
    libraries.set(name, depends);
    folders_of_library.set(folder, [...(folders_of_library.get(folder) ?? []), name]);
  }
}

/** @param {string[]} names @param {Set<string>} seen */
function closure(names, seen = new Set()) {
  for (const name of names.filter((one) => !seen.has(one))) {
    seen.add(name);
    closure(libraries.get(name) ?? [], seen);
  }
  return seen;
}

test('what a library includes, its CMakeLists.txt names', () => {
  const layered = /^(core|ui|sync)\//;  // wasm makes a program, not a library.
  const compiled = new Set(cpp_files.map(({path}) => path).filter((path) => path.endsWith('.cpp')));
  fail_with(own.filter(({folder, name}) => {
    if (!compiled.has(name.replace(/\.h$/, '.cpp'))) return false;  // Nothing to link.
    const from = folders_of_library.get(folder);
    const to = folders_of_library.get(folder_of(name));
    if (!from || !to || !layered.test(folder) || folder_of(name) === folder) return false;
    const linked = closure(from);
    return !to.some((library) => linked.has(library));
  }).map(({place}) => place));
});
