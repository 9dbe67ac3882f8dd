// How many bytes a page must fetch, as brotli at its best setting, the way a release is stored.
// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** @param {string} folder @param {string[]} files */
export function brotliBytes(folder, files) {
  return files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(folder, file)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  }).length, 0);
}
