// What the module asks of the browser in the worker, besides what its own JavaScript halves do
// (wasm/*.js reach it as Module.browser).

import { Writer } from './codec.js';
import { VaultLocks } from './locks.js';
import { scriptUrl } from './trusted_types.js';
import { VaultFiles } from './vault_files.js';

export const helperName = 'kith-helper';

// One vault a site: the folder that is there, or this one.
const firstVault = 'main';

// As in wasm/browser_platform.cpp.
const found = { opened: 0, elsewhere: 1, noFiles: 2 };

export class Browser {
  isHelper = false;
  /** @type {WebAssembly.Module | undefined} */
  module;
  vaultFiles = new VaultFiles();
  /** The module's, to be called when another tab wants the vault. */
  vaultWanted = () => {};
  #locks = new VaultLocks(() => this.vaultWanted());

  /**
   * @param {boolean} takeOver
   * @param {string[]} fileNames
   */
  async openDisk(takeOver, fileNames) {
    const answer = new Writer();
    const [known] = await this.vaultFiles.list();
    // Where there is a vault, files are kept, even when a full disk takes no probe.
    const keeps = known !== undefined || await this.vaultFiles.works();
    if (!keeps) return new Uint8Array(answer.u8(found.noFiles).take());
    const vault = known ?? firstVault;
    if (!await this.#locks.acquire(vault, takeOver)) {
      return new Uint8Array(answer.u8(found.elsewhere).take());
    }
    try {
      const first = await this.vaultFiles.open(vault, fileNames);
      return new Uint8Array(answer.u8(found.opened).varint(first).take());
    } catch (error) {
      this.#locks.release();
      throw error;
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
