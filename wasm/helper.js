// The browser's half of helper.cpp. The program starts helpers and talks to them; a helper reads
// the file it was given, synchronously, which only a worker may.
addToLibrary({
  $kithHelpers__deps: ['$kithHost'],
  $kithHelpers: {
    all: new Map(),
    count: 0,
    reader: null,
  },

  kith_helper_start__deps: ['$kithHelpers'],
  kith_helper_start() {
    const number = ++kithHelpers.count;
    const receive = ({ type, bytes }) => {
      kithHost.give(new Uint8Array(bytes));
      _kith_from_helper(number, type);
    };
    const broke = () => _kith_helper_broke(number);
    kithHelpers.all.set(number, Module.browser.startHelper(receive, broke));
    return number;
  },

  kith_helper_post__deps: ['$kithHelpers'],
  kith_helper_post(number, type, at, size, object) {
    const bytes = HEAPU8.slice(at, at + size).buffer;
    kithHelpers.all.get(number).postMessage(
      { type, bytes, object: kithHost.objects.get(object) }, [bytes]);
  },

  kith_helper_end__deps: ['$kithHelpers'],
  kith_helper_end(number) {
    kithHelpers.all.get(number).terminate();
    kithHelpers.all.delete(number);
  },

  kith_object_size__deps: ['$kithHost'],
  kith_object_size(object) {
    return kithHost.objects.get(object).size;
  },

  kith_object_read__deps: ['$kithHost', '$kithHelpers'],
  kith_object_read(object, offset, into, size) {
    try {
      kithHelpers.reader ??= new FileReaderSync();
      const slice = kithHost.objects.get(object).slice(offset, offset + size);
      const bytes = new Uint8Array(kithHelpers.reader.readAsArrayBuffer(slice));
      if (bytes.length !== size) return 0;
      HEAPU8.set(bytes, into);
      return 1;
    } catch {
      return 0;
    }
  },
});
