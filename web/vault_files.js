// The files of vaults in the browser's own storage: /v/<vault>/head and so on (core/store/disk.h).
// Runs in the worker, the only place where a file can be opened for synchronous calls.

const retryForMs = 2500;  // after a reload the old page's handles live on for up to two seconds
const retryEveryMs = 50;

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Whether opening failed because somebody has the file open. @param {unknown} error */
export function isHeld(error) {
  return error instanceof DOMException && error.name === 'NoModificationAllowedError';
}

/** Whether there was no room for a new file. @param {unknown} error */
export function isFull(error) {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** @param {FileSystemFileHandle} file */
async function openExclusively(file) {
  const giveUpAt = performance.now() + retryForMs;
  for (;;) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (!isHeld(error) || performance.now() > giveUpAt) throw error;
      await pause(retryEveryMs);
    }
  }
}

export class VaultFiles {
  /** @type {Map<number, FileSystemSyncAccessHandle>} */
  #handles = new Map();
  #handleCount = 0;

  /** @param {boolean} create */
  async #folder(create) {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle('v', { create });
  }

  /** The names of the vaults that are here. Fails where the browser keeps no files. */
  async list() {
    const names = [];
    const folder = await this.#folder(true);
    for await (const [name, entry] of /** @type {any} */ (folder).entries()) {
      if (entry.kind === 'directory') names.push(name);
    }
    return names.sort();
  }

  /**
   * Opens a vault's files, all or none, and numbers them from the number given back.
   * @param {string} vault
   * @param {string[]} fileNames
   */
  async open(vault, fileNames) {
    const folder = await (await this.#folder(true)).getDirectoryHandle(vault, { create: true });
    // Side by side: each is a round trip or two to another process.
    const opened = await Promise.allSettled(fileNames.map(async (name) => (
      openExclusively(await folder.getFileHandle(name, { create: true })))));
    const handles = opened.flatMap((one) => one.status === 'fulfilled' ? [one.value] : []);
    const failed = opened.find((one) => one.status === 'rejected');
    if (failed) {
      for (const handle of handles) handle.close();
      throw failed.reason;
    }
    const first = this.#handleCount;
    for (const handle of handles) this.#handles.set(this.#handleCount++, handle);
    return first;
  }

  /** Whether nothing was ever written to a vault's files. @param {string} vault */
  async isEmpty(vault) {
    const folder = await (await this.#folder(true)).getDirectoryHandle(vault, { create: true });
    for await (const file of /** @type {any} */ (folder).values()) {
      if (file.kind !== 'file' || (await file.getFile()).size > 0) return false;
    }
    return true;
  }

  /** @param {number} number */
  handle(number) {
    return /** @type {FileSystemSyncAccessHandle} */ (this.#handles.get(number));
  }
}
