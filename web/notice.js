// The words of the page itself: while the program loads, while another window has the workspace,
// when this browser cannot run it, and when it stopped. They are in index.html, so that something
// is there before any script is.

import { BatonAt } from './messages.js';

function part(/** @type {string} */ id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

const notice = part('notice');
const words = part('notice-words');
const progress = /** @type {HTMLProgressElement} */ (part('notice-progress'));
const again = part('notice-again');
const here = part('notice-here');
const loadingWords = words.textContent;
let isLoading = true;
again.addEventListener('click', () => location.reload());

export function hideLoading() {
  isLoading = false;
  notice.hidden = true;
}

/** @param {number} read @param {number} all */
export function showLoading(read, all) {
  progress.max = all || 1;
  progress.value = Math.min(read, progress.max);
}

/** @param {() => void} use */
export function onUseHere(use) {
  here.addEventListener('click', use);
}

/**
 * Over the screen as it was.
 * @param {number} baton
 * @param {string} job
 */
export function showElsewhere(baton, job) {
  const reasons = {
    [BatonAt.away]: 'Kith is open in another window. It comes here when you use this one.',
    [BatonAt.busy]: `The other window is busy ${job}. Kith comes here as soon as that is done.`,
    [BatonAt.silent]: 'The other window does not answer. Close it to use Kith here: what was ' +
      'saved is safe.',
  };
  const text = reasons[/** @type {keyof typeof reasons} */ (baton)];
  if (words.textContent !== text) words.textContent = text;
  progress.removeAttribute('value');
  progress.hidden = baton !== BatonAt.busy;
  here.hidden = baton !== BatonAt.away;
  notice.classList.toggle('over', !isLoading);
  notice.hidden = false;
}

export function hideElsewhere() {
  words.textContent = loadingWords;
  progress.hidden = false;
  here.hidden = true;
  notice.classList.remove('over');
  notice.hidden = !isLoading;
}

/** @param {string} text @param {boolean} offerReload */
export function showStopped(text, offerReload) {
  notice.classList.remove('over');
  notice.setAttribute('role', 'alert');
  words.textContent = text;
  progress.hidden = here.hidden = true;
  again.hidden = !offerReload;
  notice.hidden = false;
}
