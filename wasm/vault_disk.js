// The browser's half of browser_platform.cpp: finding and letting go of the vault, and the room
// that is left. web/vault_files.js and web/locks.js do the work.
addToLibrary({
  kith_open_disk__deps: ['$kithHost', '$UTF8ToString'],
  kith_open_disk(request, takeOver, fileNames, size) {
    const names = UTF8ToString(fileNames, size).split(' ');
    kithHost.settle(request, Module.browser.openDisk(takeOver !== 0, names));
  },

  kith_close_disk() {
    Module.browser.closeDisk();
  },

  kith_estimate_storage__deps: ['$kithHost'],
  kith_estimate_storage(request) {
    kithHost.settle(request, Module.browser.estimateStorage());
  },
});
