// The files of vaults in the browser's own storage: /v/<vault>/head and so on (core/store/disk.h).
// Runs in the worker, the only place where a file can be opened for synchronous calls.

const retryForMs = 2500;  // after a reload the old page's handles live on for up to two seconds
const retryEveryMs = 50;

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** @param {FileSystemFileHandle} file */
async function openExclusively(file) {
  const giveUpAt = performance.now() + retryForMs;
  for (;;) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const held = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!held || performance.now() > giveUpAt) throw error;
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

  /**
   * Whether this browser keeps files for us at all: private windows of some do not, and say so only
   * when a file is really opened.
   */
  async works() {
    try {
      const folder = await this.#folder(true);
      const name = `probe-${crypto.randomUUID()}`;
      const file = await folder.getFileHandle(name, { create: true });
      const handle = await file.createSyncAccessHandle();
      const written = handle.write(new Uint8Array(8), { at: 0 });
      handle.close();
      await folder.removeEntry(name);
      return written === 8;
    } catch {
      return false;
    }
  }

  /** The names of the vaults that are here; none where there are no files. */
  async list() {
    const names = [];
    try {
      const folder = await this.#folder(true);
      for await (const [name, entry] of /** @type {any} */ (folder).entries()) {
        if (entry.kind === 'directory') names.push(name);
      }
    } catch {
      return [];
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
    /** @type {FileSystemSyncAccessHandle[]} */
    const opened = [];
    try {
      for (const name of fileNames) {
        opened.push(await openExclusively(await folder.getFileHandle(name, { create: true })));
      }
    } catch (error) {
      for (const handle of opened) handle.close();
      throw error;
    }
    const first = this.#handleCount;
    for (const handle of opened) this.#handles.set(this.#handleCount++, handle);
    return first;
  }

  /** @param {string} vault */
  async remove(vault) {
    await (await this.#folder(true)).removeEntry(vault, { recursive: true });
  }

  /** @param {number} number */
  handle(number) {
    return /** @type {FileSystemSyncAccessHandle} */ (this.#handles.get(number));
  }
}
