// Sealed files of attachments in the browser's own storage: /v/<vault>/a/<32 hexadecimal digits>,
// beside the vault's files. Runs in the worker, as web/vault_files.js.

import { Writer } from './codec.js';
import { isMissing } from './vault_files.js';

/** @import { VaultFiles } from './vault_files.js' */

const folderName = 'a';
// Above those of the vault's own files (core/store/disk.h).
const firstHandle = 100;

/** @param {Writer} writer */
function answer(writer) {
  return new Uint8Array(writer.take());
}

export class AttachmentFiles {
  #vault;
  /** @type {Map<number, FileSystemSyncAccessHandle>} */
  #handles = new Map();
  #last = firstHandle;
  // Removing waits for what was asked for before: a file that is being opened goes too.
  /** @type {Promise<unknown>} */
  #work = Promise.resolve();

  /** @param {VaultFiles} vault */
  constructor(vault) {
    this.#vault = vault;
  }

  /** One after the other. @template T @param {() => Promise<T>} step @returns {Promise<T>} */
  #next(step) {
    const result = this.#work.then(step);
    this.#work = result.catch(() => {});
    return result;
  }

  /** @param {boolean} create */
  async #folder(create) {
    const vault = /** @type {FileSystemDirectoryHandle} */ (this.#vault.folder);
    return vault.getDirectoryHandle(folderName, { create });
  }

  /**
   * The number that the program calls it by; 0: it is not there. One that is made is empty.
   * @param {string} name
   * @param {boolean} makes
   */
  open(name, makes) {
    return this.#next(async () => {
      try {
        const folder = await this.#folder(makes);
        const file = await folder.getFileHandle(name, { create: makes });
        const handle = await file.createSyncAccessHandle();
        if (makes) handle.truncate(0);
        this.#handles.set(++this.#last, handle);
        return answer(new Writer().varint(this.#last));
      } catch (error) {
        if (isMissing(error)) return answer(new Writer().varint(0));
        throw error;
      }
    });
  }

  /**
   * What cannot be removed now is tried again when the workspace is next opened.
   * @param {string} name
   */
  remove(name) {
    this.#next(async () => (await this.#folder(false)).removeEntry(name)).catch(() => {});
  }

  list() {
    return this.#next(async () => {
      /** @type {string[]} */
      const names = [];
      try {
        const folder = await this.#folder(false);
        for await (const name of /** @type {any} */ (folder).keys()) names.push(name);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      const out = new Writer().varint(names.length);
      for (const name of names) out.text(name);
      return answer(out);
    });
  }

  /** @param {number} file */
  handle(file) {
    return this.#handles.get(file);
  }

  /** @param {number} file */
  close(file) {
    this.#handles.get(file)?.close();
    this.#handles.delete(file);
  }

  closeAll() {
    for (const file of [...this.#handles.keys()]) this.close(file);
  }
}
