// Prints what the bytes of a release are, raw and by brotli:
//
//   node scripts/lib/size.mjs DIST [NAMED_MODULE]
//
// DIST is build/dist, with a .br beside each file; NAMED_MODULE the same program linked with names.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const [dist, named] = process.argv.slice(2);
if (!dist) throw new Error('usage: size.mjs DIST [NAMED_MODULE]');

const largest_count = 40;
const sections = ['custom', 'type', 'import', 'function', 'table', 'memory', 'global', 'export',
  'start', 'element', 'code', 'data', 'data count', 'tag'];
// Who a function belongs to, by its name; the first that fits.
const owners = [
  ['kith::ui', /kith::ui::/], ['kith::wasm', /kith::wasm::|^kith_/], ['kith::bench', /kith::bench/],
  ['kith core', /kith::/], ['Dear ImGui', /^Im|ImGui|ImFont|ImDraw|^stb/],
  ['libc++', /^std::|^operator |^__cxa|^void std::|^decltype/],
  ['libsodium', /^crypto_|^_?sodium|^ge25519|^fe25519|^sc25519|blake2b|argon2|chacha|poly1305/],
  ['SQLite and libc', /^/],
];

const row = (name, raw, small) =>
  console.log(`${name.padEnd(28)}${String(raw).padStart(10)}${String(small).padStart(10)}`);

const brotli = (bytes) => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
}).length;

// Reads LEB128 numbers and names of a module in order.
class Reader {
  at = 0;
  constructor(bytes) { this.bytes = bytes; }
  number() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }
  part(size) { return this.bytes.subarray(this.at, this.at += size); }
  text() { return this.part(this.number()).toString(); }
}

function sections_of(module) {
  const reader = new Reader(module);
  reader.at = 8;  // magic and version
  const found = [];
  while (reader.at < module.length) {
    const id = module[reader.at++];
    const content = reader.part(reader.number());
    found.push({ id, content, name: id === 0 ? new Reader(content).text() : sections[id] });
  }
  return found;
}

function function_names(content) {
  const reader = new Reader(content);
  reader.text();
  const names = new Map();
  while (reader.at < content.length) {
    const kind = reader.number();
    const part = new Reader(reader.part(reader.number()));
    if (kind !== 1) continue;
    for (let count = part.number(); count > 0; --count) names.set(part.number(), part.text());
  }
  return names;
}

function functions_of(module) {
  const found = sections_of(module);
  const names = function_names(found.find(({ name }) => name === 'name').content);
  const code = new Reader(found.find(({ id }) => id === 10).content);
  const bodies = Array.from({ length: code.number() }, () => code.part(code.number()));
  // Imported functions are numbered first and have no body; every function has a name here.
  const first = names.size - bodies.length;
  return bodies.map((body, i) => ({ body, name: names.get(first + i) ?? '?' }));
}

row('file', 'raw', 'brotli');
let total = 0;
for (const path of readdirSync(dist).filter((name) => !/\.(br|gz)$/.test(name)).sort()) {
  const file = join(dist, path);
  if (!statSync(file).isFile()) continue;
  const small = existsSync(`${file}.br`) ? statSync(`${file}.br`).size : statSync(file).size;
  if (/\.(js|wasm)$/.test(path) && path !== 'service-worker.js') total += small;
  row(path, statSync(file).size, small);
}
row('scripts and module', '', total);

console.log('\nsections of the module');
for (const { name, content } of sections_of(readFileSync(join(dist, 'kith.wasm')))) {
  row(name, content.length, brotli(content));
}

if (named) {
  const functions = functions_of(readFileSync(named));
  console.log('\nfunctions by owner');
  const owner_of = ({ name }) => owners.find(([, pattern]) => pattern.test(name))[0];
  for (const [owner] of owners) {
    const bodies = functions.filter((one) => owner_of(one) === owner).map(({ body }) => body);
    row(owner, bodies.reduce((sum, body) => sum + body.length, 0), brotli(Buffer.concat(bodies)));
  }
  console.log('\nthe largest functions');
  functions.sort((a, b) => b.body.length - a.body.length);
  for (const { name, body } of functions.slice(0, largest_count)) {
    console.log(String(body.length).padStart(8), name.slice(0, 90));
  }
}
