// Where the program lives: loads the module and hands it what only JavaScript can reach. The same
// script is the throw-away helper that derives a key or parses a file, in a memory of its own that
// goes with it (wasm memory never shrinks).

import { Browser, helperName } from './browser.js';
import { Writer } from './codec.js';
import createKith from './kith.mjs';
import { ToPage } from './messages.js';
import { wasm_bytes } from './release.js';

const keptName = 'kith-kept';  // the page is answered by its service worker
const wasmFile = 'kith.wasm';

/** Counts what comes in, for those who wait. @param {Response} response */
function counted(response) {
  let read = 0;
  const counter = new TransformStream({
    transform(chunk, controller) {
      read += chunk.length;
      const bytes = new Writer().f64(read).f64(wasm_bytes).take();
      postMessage({ type: ToPage.loading, bytes }, [bytes]);
      controller.enqueue(chunk);
    },
  });
  const headers = { 'Content-Type': 'application/wasm' };
  return new Response(response.body?.pipeThrough(counter), { headers });
}

async function compile() {
  const response = await fetch(wasmFile);
  if (!response.ok) throw new Error(`${wasmFile}: ${response.status}`);
  // What the service worker kept is here at once, and must stay as it is: the browser keeps the
  // compiled program with it.
  return WebAssembly.compileStreaming(self.name === keptName ? response : counted(response));
}

/**
 * @param {Promise<WebAssembly.Module>} compiled
 * @param {object} browser
 * @returns {Promise<import('./kith.mjs').Kith>}
 */
function start(compiled, browser) {
  return new Promise((resolve, reject) => {
    /**
     * @param {WebAssembly.Imports} imports
     * @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} done
     */
    const instantiateWasm = (imports, done) => {
      compiled.then(async (module) => done(await WebAssembly.instantiate(module, imports), module))
        .catch(reject);
      return {};
    };
    createKith({ browser, instantiateWasm }).then(resolve, reject);
  });
}

async function runProgram() {
  const compiled = compile();
  const browser = new Browser();
  const kith = await start(compiled, browser);
  browser.module = await compiled;
  return kith;
}

/** The program sends its compiled module first. @param {Promise<MessageEvent>} first */
async function runHelper(first) {
  return start(first.then(({ data }) => data), { isHelper: true });
}

/** @type {MessageEvent[]} */
const early = [];
const first = new Promise((resolve) => {
  addEventListener('message', resolve, { once: true });
});

async function run() {
  const keep = (/** @type {MessageEvent} */ event) => early.push(event);
  addEventListener('message', keep);
  const isHelper = self.name === helperName;
  const kith = await (isHelper ? runHelper(first) : runProgram());
  kith.kithHost.begin();
  removeEventListener('message', keep);
  addEventListener('message', ({ data }) => kith.kithHost.take(data));
  for (const { data } of early.slice(isHelper ? 1 : 0)) kith.kithHost.take(data);
}

// What goes wrong here reaches the page as an error of the worker.
run().catch((error) => setTimeout(() => { throw error; }));
