// Keeps one release of the page and answers from it, with or without a network. The build puts the
// release itself above: `self.release = …`.

/**
 * @typedef {object} Release
 * @property {string} version
 * @property {{path: string, sha256: string}[]} files
 * @property {Record<string, string>} headers
 */

const scope = /** @type {any} */ (self);
const kept = /** @type {Release} */ (scope.release);
const cacheName = `kith-${kept.version}`;
const startPage = './';

// A page and a worker script bring their policy with them as headers. Not every static host can be
// told to send them, so they are set here; all else is kept as it came, which lets the browser keep
// its compiled form of the program with it.
/** @param {string} path */
function bringsPolicy(path) {
  return path === startPage || path.endsWith('worker.js');
}

/** @param {Response} response */
function withPolicy(response) {
  const headers = new Headers({ 'Content-Type': response.headers.get('Content-Type') ?? '' });
  for (const [name, value] of Object.entries(kept.headers)) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}

async function install() {
  const cache = await caches.open(cacheName);
  await Promise.all(kept.files.map(async ({ path, sha256 }) => {
    const response = await fetch(path, { integrity: `sha256-${sha256}`, cache: 'no-cache' });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(path, bringsPolicy(path) ? withPolicy(response) : response);
  }));
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith('kith-') && name !== cacheName) await caches.delete(name);
  }
  await scope.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(cacheName);
  const found = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  return found ?? fetch(request);
}

async function takeOver() {
  const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // Another tab runs the older release and may yet load parts of it.
  if (pages.length <= 1) await scope.skipWaiting();
}

scope.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(install()));
scope.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(activate()));
scope.addEventListener('message', (/** @type {any} */ event) => event.waitUntil(takeOver()));
scope.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  event.respondWith(answer(request));
});
