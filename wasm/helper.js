// The browser's half of helper.cpp: the program starts helpers and talks to them.
addToLibrary({
  $kithHelpers__deps: ['$kithHost'],
  $kithHelpers: {
    all: new Map(),
    count: 0,
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
});
