// What the module asks of the browser in the worker, besides what its own JavaScript halves do
// (wasm/*.js reach it as Module.browser).

import { Baton, pause } from './baton.js';
import { Writer } from './codec.js';
import { BatonAt, TabWord, ToPage } from './messages.js';
import { scriptUrl } from './trusted_types.js';
import { AttachmentFiles } from './attachment_files.js';
import { isFull, isHeld, VaultFiles } from './vault_files.js';

/** @import { Said } from './baton.js' */

export const helperName = 'kith-helper';

// As in wasm/browser_platform.cpp.
const found = { opened: 0, elsewhere: 1, noFiles: 2, noRoom: 3 };

// A tab that is gone keeps its files open for up to two seconds; one that is asleep, for longer.
const tellHeldAfterMs = 2500;
const tryAgainMs = 20;

/** Tells the page where the baton is. @param {number} baton @param {string} job */
function tellBaton(baton, job = '') {
  const bytes = new Writer().u8(baton).text(job).take();
  postMessage({ type: ToPage.baton, bytes }, [bytes]);
}

export class Browser {
  isHelper = false;
  /** The program, which helpers run too. @type {WebAssembly.Module | undefined} */
  module;
  vaultFiles = new VaultFiles();
  attachmentFiles = new AttachmentFiles(this.vaultFiles);
  /** The module's: what another tab says, and that one has taken the lock. */
  tabSaid = (/** @type {number} */ word) => {
    if (word === TabWord.want) this.baton.say(TabWord.busy, 'starting');
  };
  batonStolen = () => {};
  baton = new Baton((said) => this.#hear(said), () => this.batonStolen());
  #asking = new AbortController();
  // Looked for while the program is still on its way: of all the start waits for, this is the
  // longest.
  /** @type {Promise<unknown> | undefined} */
  #early = Promise.allSettled([this.baton.takeIfFree(), this.vaultFiles.find()]);

  /** @param {Said} said */
  #hear({ word, job }) {
    if (word === TabWord.busy) this.#told(BatonAt.busy, job);
    else this.tabSaid(word);
  }

  /** @type {(baton: number, job?: string) => void} */
  #told = () => {};

  /**
   * Takes the baton, at once or by asking for it, and opens the files: says how that went.
   * @param {boolean} asks
   * @param {string[]} fileNames
   */
  async openDisk(asks, fileNames) {
    const result = await this.#openDisk(asks, fileNames);
    if (result !== found.opened) this.baton.release();
    return new Uint8Array([result]);
  }

  /** @param {boolean} asks @param {string[]} fileNames */
  async #openDisk(asks, fileNames) {
    const { signal } = this.#asking = new AbortController();
    await this.#early;
    this.#early = undefined;
    try {
      // Where the browser keeps no files, there is nothing to share.
      await this.vaultFiles.find();
      if (!this.baton.isHeld && !(await this.#take(asks, signal))) return found.elsewhere;
      return await this.#openFiles(asks, fileNames, signal) ? found.opened : found.elsewhere;
    } catch (error) {
      if (isFull(error)) return found.noRoom;
      if (await this.vaultFiles.isEmpty()) return found.noFiles;
      this.baton.release();
      throw error;
    }
  }

  /** @param {boolean} asks @param {AbortSignal} signal */
  async #take(asks, signal) {
    if (!asks) return this.baton.takeIfFree();
    this.#told = tellBaton;
    const isOurs = await this.baton.ask(signal);
    this.#told = () => {};
    return isOurs;
  }

  /**
   * False when it was given up, or the lock was taken from us. What is free is opened also in a
   * window that nobody looks at, or whose focus is in the address bar.
   * @param {boolean} asks
   * @param {string[]} fileNames
   * @param {AbortSignal} signal
   */
  async #openFiles(asks, fileNames, signal) {
    for (const began = performance.now(); ; await pause(tryAgainMs)) {
      if (!this.baton.isHeld || asks && signal.aborted) return false;
      try {
        await this.vaultFiles.open(fileNames);
        if (this.baton.isHeld) return true;
        this.vaultFiles.close();
      } catch (error) {
        if (!isHeld(error)) throw error;
        if (signal.aborted) return false;
        if (performance.now() - began > tellHeldAfterMs) tellBaton(BatonAt.silent);
      }
    }
  }

  stopAsking() {
    this.#asking.abort();
  }

  closeDisk() {
    this.attachmentFiles.closeAll();
    this.vaultFiles.close();
    this.baton.release();
  }

  /** Only the holder has anything to say. @param {number} word @param {string} job */
  tellTabs(word, job) {
    if (this.baton.isHeld) this.baton.say(word, job);
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
