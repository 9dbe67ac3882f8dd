// The page's side of the program: starts the worker that runs it, hands it the canvas and what the
// user does, and does for it what only a page can. It holds no data, it only shows it.

import { missingCapability } from './capabilities.js';
import { Reader, Writer } from './codec.js';
import { EventQueue } from './events.js';
import { acceptDrops, download, pickFile } from './files.js';
import { StartFlag, ToPage, ToWorker, messages_version } from './messages.js';
import { Mirror } from './mirror.js';
import { hideLoading, showLoading, showStopped } from './notice.js';
import { keepOffline, newReleaseTakesOver } from './offline.js';
import { Passkeys, passkeysOffered } from './passkeys.js';
import { compileProgram } from './program.js';
import { Route } from './route.js';
import { Stage } from './stage.js';
import { Tabs } from './tabs.js';
import { scriptUrl } from './trusted_types.js';

/** @typedef {{type: number, bytes: ArrayBuffer, object?: object}} Message */

const preferencesKey = 'kith.preferences';
const witnessKey = 'kith.witness';
const stageElement = /** @type {HTMLElement} */ (document.getElementById('stage'));
const flags = startFlags(new URLSearchParams(location.search));

const events = new EventQueue((bytes) => post(ToWorker.input, bytes));
const mirror = new Mirror(stageElement, events);
const stage = new Stage(stageElement, events, mirror);
const route = new Route(events, () => mirror.leave());
const tabs = new Tabs(stageElement, (front) => {
  post(ToWorker.front, new Writer().u8(front).take());
});

const passkeys = new Passkeys((bytes) => post(ToWorker.passkey, bytes));
const hasPasskeys = passkeysOffered();

const program = compileProgram(showLoading);

/** @type {Worker | undefined} */
let worker;
/** @type {Map<number, (answer: unknown) => void>} */
const benchAnswers = new Map();

/**
 * @param {number} type
 * @param {ArrayBuffer} [bytes]
 * @param {object} [object]
 * @param {Transferable[]} [transfer]
 */
function post(type, bytes = new ArrayBuffer(0), object = undefined, transfer = []) {
  worker?.postMessage({ type, bytes, object }, [bytes, ...transfer]);
}

/** What the address asks for, for measuring and trying out. @param {URLSearchParams} asked */
function startFlags(asked) {
  const renderers = new Map([['webgl', StartFlag.start_webgl],
    ['software', StartFlag.start_software]]);
  return (asked.has('bench') ? StartFlag.start_bench : 0) |
    (renderers.get(asked.get('renderer') ?? '') ?? 0);
}

// A canvas can be handed over once, so each worker, and each loss of the graphics card, gets a new
// one.
function makeCanvas() {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  document.querySelector('canvas')?.remove();
  stageElement.before(canvas);
  return canvas.transferControlToOffscreen();
}

// The theme and the minutes until it locks; zeros where nothing is remembered.
function preferences() {
  const numbers = (localStorage.getItem(preferencesKey) ?? '').split(' ').map(Number);
  const isByte = (/** @type {number} */ number) => number >= 0 && number <= 255;
  return [0, 1].map((at) => (isByte(numbers[at]) ? Math.floor(numbers[at]) : 0));
}

// How far this device's saves had come, as the program told it.
function witness() {
  const text = localStorage.getItem(witnessKey) ?? '';
  return text.length <= 64 ? text : '';
}

function startWorker() {
  worker?.terminate();
  passkeys.callOff();
  const started = worker = new Worker(scriptUrl('worker.js'), { type: 'module', name: 'kith' });
  const fail = () => stop('The program could not be loaded or went wrong.');
  worker.addEventListener('message', ({ data }) => receive(data));
  worker.addEventListener('error', fail);
  program.then((module) => started.postMessage(module), fail);
  events.startAnew();
  const canvas = makeCanvas();
  const [theme, lockAfterMinutes] = preferences();
  const start = new Writer().varint(messages_version).u8(flags).u8(theme)
    .varint(lockAfterMinutes).text(witness());
  post(ToWorker.start, start.take(), canvas, [canvas]);
  stage.tell();
  route.tell();
  tabs.startAnew();
  hasPasskeys.then((offered) => post(ToWorker.passkeys, new Writer().u8(offered).take()));
}

/** @param {string} reason */
function stop(reason) {
  worker?.terminate();
  worker = undefined;
  showStopped(`${reason} What was saved is safe. Load the page again to go on.`, true);
}

/** @type {Record<number, (reader: Reader, bytes: ArrayBuffer, object?: object) => void>} */
const receivers = {
  [ToPage.ready]: () => {
    hideLoading();
    performance.mark('kith-ready');
    keepOffline();
  },
  [ToPage.mirror]: (_, bytes) => {
    const begin = performance.now();
    mirror.apply(bytes);
    if (flags & StartFlag.start_bench) performance.measure('kith-mirror', { start: begin });
  },
  [ToPage.answer]: (reader) => {
    events.answer(reader.varint());
    mirror.answered();
  },
  [ToPage.focus]: (reader) => mirror.focus(reader.u64(), reader.u32()),
  [ToPage.set_text]: (reader) => mirror.setText(reader.u64(), reader.text(), reader.text()),
  [ToPage.chords]: (reader) => {
    stage.setChords(Array.from({ length: reader.varint() }, () => reader.text()));
  },
  [ToPage.route]: (reader) => route.go(reader.text(), reader.u8() !== 0),
  [ToPage.copy]: (reader) => { navigator.clipboard.writeText(reader.text()).catch(() => {}); },
  [ToPage.pick_file]: (reader) => pickFile(reader.text(), reader.u8(), giveFile),
  [ToPage.download]: (reader) => download(reader.text(), reader.text(), reader.bytes()),
  [ToPage.offer]: (reader, _, object) => download(reader.text(), reader.text(),
    /** @type {Blob} */ (object)),
  [ToPage.colours]: (reader) => stage.setColours(reader.u8() !== 0,
    Array.from({ length: 5 }, () => reader.u32())),
  [ToPage.need_canvas]: () => {
    const canvas = makeCanvas();
    post(ToWorker.canvas, undefined, canvas, [canvas]);
  },
  [ToPage.persist]: async () => {
    const granted = await navigator.storage?.persist?.().catch(() => false) ?? false;
    post(ToWorker.storage, new Writer().u8(granted).take());
  },
  [ToPage.restart]: startWorker,
  [ToPage.reload]: () => location.reload(),
  [ToPage.baton]: (reader) => tabs.told(reader.u8(), reader.text()),
  [ToPage.stopped]: (reader) => stop(`Kith has stopped: ${reader.text()}.`),
  [ToPage.bench]: (reader) => {
    const request = reader.varint();
    benchAnswers.get(request)?.(JSON.parse(reader.text()));
    benchAnswers.delete(request);
  },
  [ToPage.witness]: (reader) => { localStorage.setItem(witnessKey, reader.text()); },
  [ToPage.passkey]: (reader) => passkeys.carryOut(reader.u8(), reader.raw(32), reader.raw(32)),
  [ToPage.preferences]: (reader) => {
    localStorage.setItem(preferencesKey, `${reader.u8()} ${reader.varint()}`);
  },
};

/** @param {Message} message */
function receive({ type, bytes, object }) {
  receivers[type](new Reader(bytes), bytes, object);
}

/** @param {File} file @param {number} purpose */
function giveFile(file, purpose) {
  const about = new Writer().text(file.name).varint(file.size).u8(purpose);
  post(ToWorker.file, about.take(), file);
}

function leave() {
  mirror.leave();
  events.flush();
  post(ToWorker.leaving);
}

// For good, or into the browser's store of pages to go back to, from which it may come again.
function goAway() {
  leave();
  post(ToWorker.gone);
}

function offerBench() {
  let requests = 0;
  Object.assign(globalThis, {
    /** @param {string} name @param {unknown} parameters */
    kithBench(name, parameters = {}) {
      const request = ++requests;
      post(ToWorker.bench,
        new Writer().varint(request).text(name).text(JSON.stringify(parameters)).take());
      return new Promise((resolve) => benchAnswers.set(request, resolve));
    },
  });
}

async function boot() {
  const missing = missingCapability();
  if (missing) return showStopped(missing, false);
  const newer = newReleaseTakesOver();
  acceptDrops(stageElement, giveFile);
  addEventListener('pagehide', goAway);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
  });
  if (flags & StartFlag.start_bench) offerBench();
  startWorker();
  if (await newer) location.reload();
}

boot();
