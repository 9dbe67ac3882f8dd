// The files of the vault in the browser's own storage: /v/<vault>/head and so on
// (core/store/disk.h). Runs in the worker, the only place where a file can be opened for
// synchronous calls.

// One vault a site: the folder that is there, or this one.
const firstVault = 'main';

/** Whether opening failed because somebody has the file open. @param {unknown} error */
export function isHeld(error) {
  return error instanceof DOMException && error.name === 'NoModificationAllowedError';
}

/** Whether there was no room for a new file. @param {unknown} error */
export function isFull(error) {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** Whether what was looked for is not there. @param {unknown} error */
export function isMissing(error) {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

export class VaultFiles {
  /** @type {FileSystemDirectoryHandle | undefined} */
  #folder;
  // Found once: that takes as long as opening them.
  /** @type {FileSystemFileHandle[] | undefined} */
  #files;
  /** @type {FileSystemSyncAccessHandle[]} */
  #handles = [];

  /** Where the vault is, once it was found. */
  get folder() {
    return this.#folder;
  }

  /** Fails where the browser keeps no files. */
  async find() {
    if (this.#folder) return;
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle('v', { create: true });
    const names = [];
    for await (const [name, entry] of /** @type {any} */ (all).entries()) {
      if (entry.kind === 'directory') names.push(name);
    }
    const [vault = firstVault] = names.sort();
    this.#folder = await all.getDirectoryHandle(vault, { create: true });
  }

  /**
   * Opens them, all or none; the program calls them by their places in `names`.
   * @param {string[]} names
   */
  async open(names) {
    const folder = /** @type {FileSystemDirectoryHandle} */ (this.#folder);
    this.#files ??= await Promise.all(names.map((name) => (
      folder.getFileHandle(name, { create: true }))));
    // Side by side: each is a round trip to another process.
    const opened = await Promise.allSettled(this.#files.map((file) => (
      file.createSyncAccessHandle())));
    this.#handles = opened.flatMap((one) => one.status === 'fulfilled' ? [one.value] : []);
    const failed = opened.find((one) => one.status === 'rejected');
    if (!failed) return;
    this.close();
    throw failed.reason;
  }

  close() {
    for (const handle of this.#handles) handle.close();
    this.#handles = [];
  }

  /** Whether nothing was ever written to them. */
  async isEmpty() {
    for await (const file of /** @type {any} */ (this.#folder)?.values() ?? []) {
      if (file.kind !== 'file' || (await file.getFile()).size > 0) return false;
    }
    return true;
  }

  /** @param {number} file */
  handle(file) {
    return this.#handles[file];
  }
}
