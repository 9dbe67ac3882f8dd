// The browser's half of host_messages.h: bytes and objects between the worker's message port and
// the program's memory, frames, timers, and the channel that pumps jobs.
//
// Emscripten puts these functions into the module's own scope, where its memory views live.
addToLibrary({
  $kithHost__deps: ['$specialHTMLTargets'],
  $kithHost: {
    objects: new Map(),
    objectCount: 0,
    wakeTimer: 0,
    jobs: null,

    keep(object) {
      kithHost.objects.set(++kithHost.objectCount, object);
      return kithHost.objectCount;
    },

    // Puts bytes where the next call of the program finds them; the sender's are wiped, since they
    // may be a passphrase.
    give(bytes) {
      const at = _kith_buffer(bytes.length);  // first: it may move the memory
      HEAPU8.set(bytes, at);
      bytes.fill(0);
    },

    begin() {
      _kith_begin();
      Module.browser.tabSaid = (word) => _kith_tab_said(word);
      Module.browser.batonStolen = () => _kith_baton_stolen();
    },

    // One message from the page, or to a helper from its program (wasm/messages.h).
    take({ type, bytes, object }) {
      let kept = 0;
      if (object instanceof OffscreenCanvas) specialHTMLTargets['!canvas'] = object;
      else if (object) kept = kithHost.keep(object);
      kithHost.give(new Uint8Array(bytes));
      if (Module.browser.isHelper) _kith_as_helper(type, kept);
      else _kith_message(type, kept);
    },

    // The end of something that was asked for with a request number.
    settle(request, promise) {
      promise.then(
        (bytes) => [0, bytes ?? new Uint8Array()],
        (error) => [1, new TextEncoder().encode(`${error?.name}: ${error?.message}`)],
      ).then(([failed, bytes]) => {
        kithHost.give(bytes);
        _kith_answer(request, failed);
      });
    },
  },

  kith_post__deps: ['$kithHost'],
  kith_post(type, at, size, object) {
    const bytes = HEAPU8.slice(at, at + size).buffer;
    postMessage({ type, bytes, object: kithHost.objects.get(object) }, [bytes]);
  },

  kith_forget_object__deps: ['$kithHost'],
  kith_forget_object(object) {
    kithHost.objects.delete(object);
  },

  kith_request_frame() {
    requestAnimationFrame((now) => _kith_frame(now));
  },

  kith_wake_after__deps: ['$kithHost'],
  kith_wake_after(milliseconds) {
    clearTimeout(kithHost.wakeTimer);
    kithHost.wakeTimer = setTimeout(() => _kith_wake(), milliseconds);
  },

  kith_idle_check_after__deps: ['$kithHost'],
  kith_idle_check_after(milliseconds) {
    clearTimeout(kithHost.idleTimer);
    kithHost.idleTimer = setTimeout(() => _kith_idle_check(), milliseconds);
  },

  // A message to ourselves comes after the input that is waiting, and is not held back in a hidden
  // tab as animation frames and timers are.
  kith_request_jobs__deps: ['$kithHost'],
  kith_request_jobs() {
    if (!kithHost.jobs) {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => _kith_jobs();
      kithHost.jobs = port1;
    }
    kithHost.jobs.postMessage(0);
  },

  kith_wall_ms() {
    return Date.now();
  },

  kith_steady_us() {
    return performance.now() * 1000;
  },

  kith_utc_offset_minutes() {
    return -new Date().getTimezoneOffset();
  },

  kith_random(at, size) {
    const block = 65536;
    for (let done = 0; done < size; done += block) {
      crypto.getRandomValues(HEAPU8.subarray(at + done, at + Math.min(size, done + block)));
    }
  },
});
