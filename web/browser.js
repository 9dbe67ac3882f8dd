// What the module asks of the browser in the worker, besides what its own JavaScript halves do
// (wasm/*.js reach it as Module.browser).

import { Writer } from './codec.js';
import { VaultLocks } from './locks.js';
import { scriptUrl } from './trusted_types.js';
import { isFull, isHeld, VaultFiles } from './vault_files.js';

export const helperName = 'kith-helper';

// One vault a site: the folder that is there, or this one.
const firstVault = 'main';

// As in wasm/browser_platform.cpp.
const found = { opened: 0, elsewhere: 1, noFiles: 2, noRoom: 3 };

/** What is known before any file is open. @typedef {{found: number, vault: string}} Claim */

export class Browser {
  isHelper = false;
  /** The program, which helpers run too. @type {WebAssembly.Module | undefined} */
  module;
  vaultFiles = new VaultFiles();
  /** The module's, to be called when another tab wants the vault. */
  vaultWanted = () => {};
  #locks = new VaultLocks(() => this.vaultWanted());
  // Looked for while the program is still on its way: of all the start waits for, this is the
  // longest.
  /** @type {Promise<Claim> | undefined} */
  #claimed = this.#claim(false);

  /** @param {boolean} takeOver @returns {Promise<Claim>} */
  async #claim(takeOver) {
    try {
      const [vault = firstVault] = await this.vaultFiles.list();
      const isOurs = await this.#locks.acquire(vault, takeOver);
      return { found: isOurs ? found.opened : found.elsewhere, vault };
    } catch (error) {
      return { found: isFull(error) ? found.noRoom : found.noFiles, vault: '' };
    }
  }

  /**
   * @param {boolean} takeOver
   * @param {string[]} fileNames
   */
  async openDisk(takeOver, fileNames) {
    const early = this.#claimed;
    this.#claimed = undefined;
    const claim = early && !takeOver ? await early : await this.#claim(takeOver);
    const answer = new Writer();
    if (claim.found === found.opened) await this.#openFiles(claim.vault, fileNames, answer);
    else answer.u8(claim.found);
    return new Uint8Array(answer.take());
  }

  /**
   * Writes down the number of the first file, or why there is none. Some browsers say only now
   * that files cannot be opened at all, as in their private windows.
   * @param {string} vault
   * @param {string[]} fileNames
   * @param {Writer} answer
   */
  async #openFiles(vault, fileNames, answer) {
    try {
      const first = await this.vaultFiles.open(vault, fileNames);
      answer.u8(found.opened).varint(first);
    } catch (error) {
      this.#locks.release();
      if (isFull(error)) answer.u8(found.noRoom);
      else if (!isHeld(error) && await this.vaultFiles.isEmpty(vault)) answer.u8(found.noFiles);
      else throw error;
    }
  }

  /** The files are closed. */
  closeDisk() {
    this.#locks.release();
  }

  async estimateStorage() {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    const persisted = await navigator.storage.persisted();
    return new Uint8Array(new Writer().u8(persisted).varint(usage).varint(quota).take());
  }

  /**
   * Another worker with the same module and a memory of its own, for one job.
   * @param {(data: {type: number, bytes: ArrayBuffer}) => void} receive
   * @param {() => void} broke
   */
  startHelper(receive, broke) {
    const helper = new Worker(scriptUrl('worker.js'), { type: 'module', name: helperName });
    helper.addEventListener('message', ({ data }) => receive(data));
    helper.addEventListener('error', (event) => {
      event.preventDefault();
      broke();
    });
    helper.postMessage(this.module);
    return helper;
  }
}
