// Puts the page together:  node wasm/assemble.mjs WEB MODULE_FOLDER DIST HEADER…
// Everything the browser gets lands in DIST: web/ as it is, the module, constants from the C++
// headers, the security policy inside index.html, and the list of the release with its hashes,
// which the service worker carries.
import { createHash } from 'node:crypto';
import {
  copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { messagesScript } from './generate_messages.mjs';

const [web, module, dist, ...headers] = process.argv.slice(2);
const notServed = /\.d\.m?ts$|^(tsconfig|security-headers)\.json$|\.md$/;

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
for (const path of filesIn(web).filter((name) => !notServed.test(name))) {
  copyFileSync(join(web, path), join(dist, path));
}
for (const name of ['kith.mjs', 'kith.wasm']) copyFileSync(join(module, name), join(dist, name));
// Beside the page too, where the type checker looks for them.
const generated = join(dist, '../generated/web');
mkdirSync(generated, { recursive: true });
writeFileSync(join(generated, 'messages.js'), messagesScript(headers));
writeFileSync(join(generated, 'release.js'),
  `export const wasm_bytes = ${statSync(join(dist, 'kith.wasm')).size};\n`);
for (const name of ['messages.js', 'release.js']) {
  copyFileSync(join(generated, name), join(dist, name));
}

const policies = JSON.parse(readFileSync(join(web, 'security-headers.json'), 'utf8'));
// A <meta> policy may not say who frames the page; the header does.
const policy = policies['Content-Security-Policy'].replace(/frame-ancestors [^;]*;\s*/, '');
const scripts = filesIn(dist).filter((path) => /^[^/]*\.js$/.test(path) &&
  !/^(worker|browser|locks|vault_files|service-worker|release|host)\.js$/.test(path));
edit('index.html', (text) => text.replace('{{policy}}', inAttribute(policy))
  .replace('{{preload}}', scripts.map((path) => `<link rel="modulepreload" href="${path}">`)
    .join('\n  ')));

const files = filesIn(dist).filter((path) => path !== 'service-worker.js').sort()
  .map((path) => ({ path: path === 'index.html' ? './' : path, sha256: sha256(path) }));
const version = createHash('sha256').update(JSON.stringify([files, policies])).digest('hex')
  .slice(0, 16);
const release = { version, files, headers: policies };
edit('service-worker.js', (text) => `self.release = ${JSON.stringify(release)};\n${text}`);
writeFileSync(join(dist, 'release.json'), `${JSON.stringify(release, null, 1)}\n`);
