// One tab owns the workspace. It holds the Web Lock `vault:<id>` as long as it has the vault's
// files open; another tab that wants it asks on a channel, and the owner closes and lets go.

const answerWithinMs = 3000;

/** @typedef {{wanted: string}} Wish */

export class VaultLocks {
  #channel = new BroadcastChannel('kith-vaults');
  #held = '';
  /** @type {() => void} */
  #letGo = () => {};
  #onWanted;

  /** @param {() => void} onWanted  the owner must close its files and then call release */
  constructor(onWanted) {
    this.#onWanted = onWanted;
    this.#channel.addEventListener('message', ({ data }) => {
      if (/** @type {Wish} */ (data).wanted === this.#held) this.#onWanted();
    });
  }

  /**
   * Whether this tab now owns the vault. When `take` is set, the present owner is asked to let go;
   * one that does not answer in time is taken for dead. (The files are open exclusively, so even an
   * owner that is not dead keeps the vault whole: opening them then fails.)
   * @param {string} vault
   * @param {boolean} take
   */
  async acquire(vault, take) {
    if (this.#held === vault) return true;
    if (await this.#request(vault, { ifAvailable: true })) return true;
    if (!take) return false;
    this.#channel.postMessage({ wanted: vault });
    const patience = AbortSignal.timeout(answerWithinMs);
    const granted = await this.#request(vault, { signal: patience }).catch(() => false);
    return granted || this.#request(vault, { steal: true });
  }

  release() {
    this.#held = '';
    this.#letGo();
    this.#letGo = () => {};
  }

  /**
   * @param {string} vault
   * @param {LockOptions} options
   * @returns {Promise<boolean>}
   */
  #request(vault, options) {
    return new Promise((resolve, reject) => {
      const ended = navigator.locks.request(`vault:${vault}`, options, (lock) => {
        resolve(lock !== null);
        if (!lock) return undefined;
        this.#held = vault;
        return new Promise((letGo) => { this.#letGo = () => letGo(undefined); });
      });
      ended.catch((error) => {
        if (this.#held === vault) this.#onWanted();  // it was stolen from us
        reject(error);
      });
    });
  }
}
