// The baton: of several tabs one at a time has the workspace's files open, and holds a Web Lock for
// as long. A tab that somebody looks at asks for it on a channel; the holder hears that between two
// slices of its work, closes its files and lets go, unless a job of its own must come to its end
// first: then it says so. Runs in the worker. For a worker that is too busy to hear, its page
// answers (tabs.js); a tab whose page is silent as well is taken for dead, and the lock stolen.
// (The files are open exclusively, so even a holder that is not dead keeps the workspace whole.)

import { TabWord } from './messages.js';

export const channelName = 'kith-tabs';
const lockName = 'kith-workspace';
const askAgainMs = 250;
const silentForMs = 3000;

/**
 * What tabs say to each other; `job` with `busy`.
 * @typedef {{word: number, job: string}} Said
 */

/** @param {number} milliseconds */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export class Baton {
  #channel = new BroadcastChannel(channelName);
  /** @type {(() => void) | undefined} */
  #letGo;
  #heardAt = 0;
  #stolen;

  /**
   * @param {(said: Said) => void} hear  what other tabs say; `want` only while this one holds it
   * @param {() => void} stolen
   */
  constructor(hear, stolen) {
    this.#stolen = stolen;
    this.#channel.addEventListener('message', ({ data }) => {
      const { word } = /** @type {Said} */ (data);
      if (word === TabWord.alive || word === TabWord.busy) this.#heardAt = performance.now();
      if (word !== TabWord.want || this.isHeld) hear(data);
    });
  }

  get isHeld() {
    return this.#letGo !== undefined;
  }

  /** @param {number} word @param {string} job */
  say(word, job = '') {
    this.#channel.postMessage({ word, job });
  }

  takeIfFree() {
    return this.#request({ ifAvailable: true });
  }

  /**
   * Asks until it is here; false when `signal` ended that.
   * @param {AbortSignal} signal
   */
  async ask(signal) {
    const waiting = new AbortController();
    signal.addEventListener('abort', () => waiting.abort());
    const granted = this.#request({ signal: waiting.signal }).catch(() => false);
    this.#heardAt = performance.now();
    for (;;) {
      this.say(TabWord.want);
      const answer = await Promise.race([granted, pause(askAgainMs)]);
      if (answer !== undefined) return answer;
      if (performance.now() - this.#heardAt > silentForMs) break;
    }
    waiting.abort();
    return await granted || this.#request({ steal: true });
  }

  /** The files are closed. */
  release() {
    this.#letGo?.();
    this.#letGo = undefined;
  }

  /**
   * @param {LockOptions} options
   * @returns {Promise<boolean>}
   */
  #request(options) {
    return new Promise((resolve, reject) => {
      /** @type {(() => void) | undefined} */
      let mine;
      const ended = navigator.locks.request(lockName, options, (lock) => {
        resolve(lock !== null);
        if (!lock) return undefined;
        return new Promise((letGo) => {
          this.#letGo = mine = () => letGo(undefined);
        });
      });
      ended.catch((error) => {
        if (mine && this.#letGo === mine) {
          this.#letGo = undefined;
          this.#stolen();
        }
        reject(error);
      });
    });
  }
}
