// The browser's half of opfs_block_file.cpp: the synchronous calls on the handles that
// web/vault_files.js opened. -1 is any failure; everything else is passed on as the browser said
// it.
addToLibrary({
  $kithFile(file) {
    const { vaultFiles, attachmentFiles } = Module.browser;
    return vaultFiles.handle(file) ?? attachmentFiles.handle(file);
  },

  kith_file_read__deps: ['$kithFile'],
  kith_file_read(file, offset, at, size) {
    try {
      return kithFile(file).read(HEAPU8.subarray(at, at + size), { at: offset });
    } catch {
      return -1;
    }
  },

  kith_file_write__deps: ['$kithFile'],
  kith_file_write(file, offset, at, size) {
    try {
      return kithFile(file).write(HEAPU8.subarray(at, at + size), { at: offset });
    } catch {
      return -1;
    }
  },

  kith_file_flush__deps: ['$kithFile'],
  kith_file_flush(file) {
    try {
      kithFile(file).flush();
      return 1;
    } catch {
      return 0;
    }
  },

  kith_file_truncate__deps: ['$kithFile'],
  kith_file_truncate(file, size) {
    try {
      kithFile(file).truncate(size);
      return 1;
    } catch {
      return 0;
    }
  },

  kith_file_size__deps: ['$kithFile'],
  kith_file_size(file) {
    try {
      return kithFile(file).getSize();
    } catch {
      return -1;
    }
  },

  kith_file_close(file) {
    Module.browser.attachmentFiles.close(file);
  },
});
