import {test} from 'node:test';

import {code_of, cpp_files, fail_with, files, js_files} from './repository.mjs';

const file_length_warned = 500;
const file_length_max = 600;
const function_length_max = 60;

const sources = cpp_files.filter(({path}) => !path.startsWith('tests/'));
// Built with exceptions: Boost.Asio wants them, and Catch2 in the tests.
const without_exceptions = sources.filter(({path}) => !path.startsWith('sync/relay/'));

test('files have at most 600 lines, and more than 500 is remarked on', (t) => {
  const long = [...cpp_files, ...js_files]
      .filter(({lines}) => lines.length > file_length_warned)
      .map(({path, lines}) => ({path, length: lines.length}));
  for (const {path, length} of long) t.diagnostic(`${path} has ${length} lines`);
  fail_with(long.filter(({length}) => length > file_length_max)
      .map(({path, length}) => `${path}: ${length} lines`));
});

/** The types of named namespaces that a file defines: "kith::ui::Node". @param {string[]} lines */
function* types(lines) {
  /** @type {string[]} */
  const spaces = [];
  for (const line of lines) {
    const opened = /^namespace ?([\w:]*) \{$/.exec(line);
    if (opened) spaces.push(opened[1]);
    if (/^\}  \/\/ namespace/.test(line)) spaces.pop();
    const opens = /^(?:struct|class|enum class) ([\w:]+\w)\b[^;]*\{/;
    const name = opens.exec(line)?.[1];
    if (!name || name.startsWith('std::') || spaces.includes('')) continue;
    yield [...spaces, name].join('::');
  }
}

// The linker takes any one of two, and says nothing.
test('no two types have one name', () => {
  /** @type {Map<string, string[]>} */
  const places = new Map();
  for (const {path, lines} of sources) {
    for (const type of types(lines)) places.set(type, [...places.get(type) ?? [], path]);
  }
  fail_with([...places].filter(([, paths]) => paths.length > 1)
      .map(([type, paths]) => `${type}: ${paths.join(', ')}`));
});

/**
 * Functions, recognised by clang-format's layout: a line at depth `indent` that opens a brace and
 * is no type, namespace or initialiser, down to the closing brace at the same depth.
 * @param {string[]} lines @param {string} indent
 */
function* functions(lines, indent) {
  const opens = new RegExp(`^${indent}[^\\s}].*[^{]\\{$`);
  const other = /^\s*((export )?(default )?class|import|namespace|struct|enum|union|extern|\}|#)/;
  const initialiser = /=\s*\{\{?$|=\s*[\w:<>]+\{$/;
  let start = -1;
  for (const [i, line] of lines.entries()) {
    if (opens.test(line) && !other.test(line) && !initialiser.test(line)) start = i;
    if (start >= 0 && line === `${indent}}`) {
      yield {start, length: i - start + 1, head: lines[start].trim()};
      start = -1;
    }
  }
}

test('functions have at most 60 lines', () => {
  fail_with([...cpp_files, ...js_files].flatMap(({path, lines}) =>
    ['', '  '].flatMap((indent) => [...functions(lines, indent)]
        .filter(({length}) => length > function_length_max)
        .map(({start, length, head}) => `${path}:${start + 1}: ${length} lines: ${head}`))));
});

test('headers begin with #pragma once or a comment before it', () => {
  fail_with(cpp_files.filter(({path}) => path.endsWith('.h'))
      .filter(({lines}) => lines.find((line) => !/^\s*(\/\/.*)?$/.test(line)) !== '#pragma once')
      .map(({path}) => path));
});

/** @param {typeof cpp_files} among @param {RegExp} pattern @param {string} what */
function banned(among, pattern, what) {
  return among.flatMap(({path, lines}) => lines.flatMap((line, i) =>
    pattern.test(code_of(line)) ? [`${path}:${i + 1}: ${what}: ${line.trim()}`] : []));
}

test('C++ keeps to what both compilers have and the house allows', () => {
  const headers = cpp_files.filter(({path}) => path.endsWith('.h'));
  const in_core = sources.filter(({path}) => path.startsWith('core/'));
  fail_with([
    ...banned(without_exceptions, /\b(throw|try|catch)\b/, 'exception'),
    ...banned(without_exceptions, /\b(dynamic_cast|typeid)\b/, 'RTTI'),
    ...banned(in_core, /\bshared_ptr\b/, 'shared_ptr in core'),
    ...banned(sources, /\bstd::(format|print|println|generator|flat_map)\b/, 'not in both'),
    ...banned(sources, /\.value\(\)/, 'value() throws: test first, then use *'),
    ...banned(cpp_files, /\busing namespace std;/, 'namespace'),
    ...banned(headers, /\busing namespace /, 'namespace opened in a header'),
    ...banned(sources, /\b(std::regex|std::cout|std::cerr|std::endl|rand\(\)|strtok)\b/, 'banned'),
    ...banned(sources, /^\s*#define (?!ASSERT|TRY|KITH_|IMGUI_|_)/, 'macro'),
  ]);
});

test('text is edited in the page, never by Dear ImGui', () => {
  fail_with(banned(cpp_files, /\bInputText\w*\(/, 'InputText'));
});

test('SQL stands in core/store and in files named …_queries.cpp', () => {
  const statement = new RegExp('"\\s*(SELECT|INSERT (INTO|OR)|UPDATE \\w+ SET|DELETE FROM|' +
    'CREATE (TABLE|INDEX|UNIQUE|VIRTUAL|TEMP|TRIGGER|VIEW)|DROP (TABLE|INDEX)|ALTER TABLE|PRAGMA|' +
    'REPLACE INTO|WITH RECURSIVE|SAVEPOINT|BEGIN IMMEDIATE)\\b', 'i');
  fail_with(sources
      .filter(({path}) => !path.startsWith('core/store/') && !/_queries\.(cpp|h)$/.test(path))
      // FTS5 hands out its interface through a statement.
      .filter(({path}) => path !== 'core/query/search_tokenizer.cpp')
      .filter(({path}) => !path.startsWith('scripts/'))
      .flatMap(({path, lines}) => lines.flatMap((line, i) =>
        statement.test(line.replace(/\/\/.*$/, '')) ?
          [`${path}:${i + 1}: ${line.trim()}`] : [])));
});

test('the page\'s scripts make no markup or code from text', () => {
  const page = files.filter(({path}) => path.startsWith('web/') && path.endsWith('.js'));
  const unsafe = /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function)\b/;
  fail_with(banned(page, unsafe, 'unsafe'));
});
