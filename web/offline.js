// The service worker keeps the release, so that the page opens without a network. A newer release
// waits beside the one in use, and takes over when the page is opened with no other tab of it
// alive.

import { scriptUrl } from './trusted_types.js';

const takeOverMs = 2000;

/** Keeps this release for the next time. Called when the page works, not to delay that. */
export function keepOffline() {
  navigator.serviceWorker?.register(/** @type {string} */ (scriptUrl('service-worker.js')))
    .catch(() => {});  // without it the page merely needs the network
}

/** Whether a newer release has just become the one in use, and the page should load it. */
export async function newReleaseTakesOver() {
  const registration = await navigator.serviceWorker?.getRegistration();
  const waiting = registration?.waiting;
  if (!waiting) return false;
  const taken = new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true));
    setTimeout(() => resolve(false), takeOverMs);
  });
  waiting.postMessage('take over');
  return await taken === true;
}
