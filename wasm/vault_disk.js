// The browser's half of browser_platform.cpp: opening and letting go of the vault, the
// attachments beside it, what the tabs say to each other, and the room that is left. The work is
// web/browser.js's.
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

  kith_open_attachment__deps: ['$kithHost', '$UTF8ToString'],
  kith_open_attachment(request, name, size, makes) {
    const text = UTF8ToString(name, size);
    kithHost.settle(request, Module.browser.attachmentFiles.open(text, makes !== 0));
  },

  kith_remove_attachment__deps: ['$UTF8ToString'],
  kith_remove_attachment(name, size) {
    Module.browser.attachmentFiles.remove(UTF8ToString(name, size));
  },

  kith_list_attachments__deps: ['$kithHost'],
  kith_list_attachments(request) {
    kithHost.settle(request, Module.browser.attachmentFiles.list());
  },

  kith_estimate_storage__deps: ['$kithHost'],
  kith_estimate_storage(request) {
    kithHost.settle(request, Module.browser.estimateStorage());
  },
});
