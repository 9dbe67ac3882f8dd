// The browser's half of browser_platform.cpp: opening and letting go of the vault, what the tabs
// say to each other, and the room that is left. web/browser.js does the work.
addToLibrary({
  kith_open_disk__deps: ['$kithHost', '$UTF8ToString'],
  kith_open_disk(request, asks, fileNames, size) {
    const names = UTF8ToString(fileNames, size).split(' ');
    kithHost.settle(request, Module.browser.openDisk(asks !== 0, names));
  },

  kith_stop_asking() {
    Module.browser.stopAsking();
  },

  kith_tell_tabs__deps: ['$UTF8ToString'],
  kith_tell_tabs(word, job, size) {
    Module.browser.tellTabs(word, UTF8ToString(job, size));
  },

  kith_close_disk() {
    Module.browser.closeDisk();
  },

  kith_estimate_storage__deps: ['$kithHost'],
  kith_estimate_storage(request) {
    kithHost.settle(request, Module.browser.estimateStorage());
  },
});
