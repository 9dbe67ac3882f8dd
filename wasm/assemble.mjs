// Puts the page together:  node wasm/assemble.mjs [--minify] WEB MODULE_FOLDER DIST HEADER…
// Everything the browser gets lands in DIST: the module, the scripts of web/ with constants from
// the C++ headers as one file for the page and one for the worker, the security policy inside
// index.html, and the list of the release with its hashes, which the service worker carries.
import { createHash } from 'node:crypto';
import {
  copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { buildSync } from 'esbuild';

import { messagesScript } from './generate_messages.mjs';

const { values: { minify }, positionals } = parseArgs(
  { options: { minify: { type: 'boolean' } }, allowPositionals: true });
const [web, module, dist, ...headers] = positionals;
const isScript = /\.m?js$/;
const notServed = /\.d\.m?ts$|^(tsconfig|security-headers)\.json$|\.md$/;
// What the browser asks for by name; every other script is part of one of these.
const entries = ['host.js', 'worker.js', 'service-worker.js'];

/** @param {string} folder @returns {string[]} */
function filesIn(folder, under = '') {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under + entry.name;
    return entry.isDirectory() ? filesIn(folder, `${path}/`) : [path];
  });
}

/** @param {string} text */
const inAttribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** @param {string} path */
const sha256 = (path) =>
  createHash('sha256').update(readFileSync(join(dist, path))).digest('base64');

/** @param {string} path @param {(text: string) => string} change */
function edit(path, change) {
  writeFileSync(join(dist, path), change(readFileSync(join(dist, path), 'utf8')));
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'icons'), { recursive: true });
copyFileSync(join(module, 'kith.wasm'), join(dist, 'kith.wasm'));
// Beside the page's own scripts, where the type checker looks for them, too.
const generated = join(dist, '../generated/web');
const scripts = join(dist, '../generated/scripts');
rmSync(scripts, { recursive: true, force: true });
for (const folder of [generated, scripts]) mkdirSync(folder, { recursive: true });
for (const path of filesIn(web).filter((name) => !notServed.test(name))) {
  copyFileSync(join(web, path), join(isScript.test(path) ? scripts : dist, path));
}
writeFileSync(join(generated, 'messages.js'), messagesScript(headers));
writeFileSync(join(generated, 'release.js'),
  `export const wasm_bytes = ${statSync(join(dist, 'kith.wasm')).size};\n`);
for (const name of ['messages.js', 'release.js']) {
  copyFileSync(join(generated, name), join(scripts, name));
}
copyFileSync(join(module, 'kith.mjs'), join(scripts, 'kith.mjs'));
buildSync({
  entryPoints: entries.map((name) => join(scripts, name)), outdir: dist, bundle: true, minify,
  format: 'esm', target: ['chrome108', 'firefox111', 'safari17'], logLevel: 'warning',
});

const policies = JSON.parse(readFileSync(join(web, 'security-headers.json'), 'utf8'));
// A <meta> policy may not say who frames the page; the header does.
const policy = policies['Content-Security-Policy'].replace(/frame-ancestors [^;]*;\s*/, '');
edit('index.html', (text) => text.replace('{{policy}}', inAttribute(policy)));

const files = filesIn(dist).filter((path) => path !== 'service-worker.js').sort()
  .map((path) => ({ path: path === 'index.html' ? './' : path, sha256: sha256(path) }));
const version = createHash('sha256').update(JSON.stringify([files, policies])).digest('hex')
  .slice(0, 16);
const release = { version, files, headers: policies };
edit('service-worker.js', (text) => `self.release = ${JSON.stringify(release)};\n${text}`);
writeFileSync(join(dist, 'release.json'), `${JSON.stringify(release, null, 1)}\n`);
