// One tab owns the workspace. It holds the Web Lock `vault:<id>` as long as it has the vault's
// files open; another tab that wants it asks on a channel, and the owner closes and lets go.

const answerWithinMs = 3000;

/**
 * What tabs say to each other of a vault: who has it, I have it, I want it.
 * @typedef {{vault: string, says: 'who' | 'have' | 'want'}} Word
 */

export class VaultLocks {
  #channel = new BroadcastChannel('kith-vaults');
  #held = '';
  /** @type {() => void} */
  #letGo = () => {};
  /** @type {() => void} */
  #othersHaveIt = () => {};
  #onWanted;

  /** @param {() => void} onWanted  the owner must close its files and then call release */
  constructor(onWanted) {
    this.#onWanted = onWanted;
    this.#channel.addEventListener('message', ({ data }) => this.#hear(data));
  }

  /**
   * Whether this tab now owns the vault. Without `take` an owner that is alive keeps it; the lock
   * of a page that was just left ends by itself, so that is waited for. With `take` the owner is
   * asked to let go; one that does not in time is taken for dead. (The files are open exclusively,
   * so even an owner that is not dead keeps the vault whole: opening them then fails.)
   * @param {string} vault
   * @param {boolean} take
   */
  async acquire(vault, take) {
    if (this.#held === vault) return true;
    if (await this.#request(vault, { ifAvailable: true })) return true;
    const patience = new AbortController();
    setTimeout(() => patience.abort(), answerWithinMs);
    if (!take) this.#othersHaveIt = () => patience.abort();
    this.#say(vault, take ? 'want' : 'who');
    const granted = await this.#request(vault, { signal: patience.signal }).catch(() => false);
    this.#othersHaveIt = () => {};
    return granted || (take && await this.#request(vault, { steal: true }));
  }

  /** @param {string} vault @param {Word['says']} says */
  #say(vault, says) {
    this.#channel.postMessage(/** @type {Word} */ ({ vault, says }));
  }

  /** @param {Word} word */
  #hear({ vault, says }) {
    if (says === 'have') this.#othersHaveIt();
    if (vault !== this.#held) return;
    if (says === 'who') this.#say(vault, 'have');
    if (says === 'want') this.#onWanted();
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
