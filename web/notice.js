// The words of the page itself: while the program loads, when this browser cannot run it, and when
// it stopped. They are in index.html, so that something is there before any script is.

function part(/** @type {string} */ id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

const notice = part('notice');
const words = part('notice-words');
const progress = /** @type {HTMLProgressElement} */ (part('notice-progress'));
const again = part('notice-again');
again.addEventListener('click', () => location.reload());

export function hideNotice() {
  notice.hidden = true;
}

/** @param {number} read @param {number} all */
export function showLoading(read, all) {
  progress.max = all || 1;
  progress.value = Math.min(read, progress.max);
}

/** @param {string} text @param {boolean} offerReload */
export function showStopped(text, offerReload) {
  notice.setAttribute('role', 'alert');
  words.textContent = text;
  progress.hidden = true;
  again.hidden = !offerReload;
  notice.hidden = false;
}
