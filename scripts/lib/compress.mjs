// Copies a folder and puts a brotli and a gzip copy beside each file that they make smaller:
//
//   node scripts/lib/compress.mjs FROM TO
//
// A file that has not changed keeps its copies: the strongest brotli takes seconds on the module.

import {
  existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';

const [, , from, to] = process.argv;
if (!to) throw new Error('usage: compress.mjs FROM TO');

const compressions = {
  '.br': (bytes) => brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }),
  '.gz': (bytes) => gzipSync(bytes, {level: 9}),
};

function files_of(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {recursive: true})
      .filter((path) => statSync(join(folder, path)).isFile());
}

const sources = files_of(from);
const wanted = new Set(sources.flatMap((path) => [path, `${path}.br`, `${path}.gz`]));
for (const path of files_of(to)) {
  if (!wanted.has(path)) rmSync(join(to, path));
}

let raw_total = 0;
let brotli_total = 0;
for (const path of sources) {
  const target = join(to, path);
  const bytes = readFileSync(join(from, path));
  if (!existsSync(target) || !bytes.equals(readFileSync(target))) {
    mkdirSync(dirname(target), {recursive: true});
    for (const [ending, compress] of Object.entries(compressions)) {
      const small = compress(bytes);
      rmSync(target + ending, {force: true});
      if (small.length < bytes.length) writeFileSync(target + ending, small);
    }
    writeFileSync(target, bytes);  // Last: it stands for its copies being there.
  }
  raw_total += bytes.length;
  brotli_total += existsSync(`${target}.br`) ? statSync(`${target}.br`).size : bytes.length;
}
console.log(`${sources.length} files, ${raw_total} bytes, ${brotli_total} by brotli, in ${to}`);
