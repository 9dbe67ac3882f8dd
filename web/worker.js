// Where the program lives: loads the module and hands it what only JavaScript can reach. The same
// script is the throw-away helper that derives a key or parses a file, in a memory of its own that
// goes with it (wasm memory never shrinks).

import { Writer } from './codec.js';
import createKith from './kith.mjs';
import { VaultLocks } from './locks.js';
import { ToPage } from './messages.js';
import { wasm_bytes } from './release.js';
import { scriptUrl } from './trusted_types.js';
import { VaultFiles } from './vault_files.js';

/** @typedef {{type: number, bytes: ArrayBuffer, object?: object}} Message */

const helperName = 'kith-helper';
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

/** @param {Promise<WebAssembly.Module>} compiled @param {object} browser */
async function start(compiled, browser) {
  /** @type {(error: unknown) => void} */
  let failed = () => {};
  const failure = new Promise((_, reject) => { failed = reject; });
  const made = createKith({
    browser,
    /**
     * @param {WebAssembly.Imports} imports
     * @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} done
     */
    instantiateWasm(imports, done) {
      compiled.then(async (module) => done(await WebAssembly.instantiate(module, imports), module))
        .catch(failed);
      return {};
    },
  });
  return Promise.race([made, failure]);
}

/** @param {Promise<WebAssembly.Module>} compiled */
function makeBrowser(compiled) {
  const browser = {
    vaultFiles: new VaultFiles(),
    vaultLocks: new VaultLocks(() => browser.vaultWanted()),
    vaultWanted: () => {},
    /** @param {(data: any) => void} receive */
    async startHelper(receive) {
      const helper = new Worker(
        /** @type {string} */ (scriptUrl('worker.js')), { type: 'module', name: helperName });
      helper.addEventListener('message', ({ data }) => receive(data));
      helper.addEventListener('error', () => receive(undefined));
      helper.postMessage(await compiled);
      return helper;
    },
  };
  return browser;
}

/** @type {Message[]} */
const early = [];
/** @param {MessageEvent} event */
const keep = (event) => early.push(event.data);

async function run() {
  addEventListener('message', keep);
  const isHelper = self.name === helperName;
  const compiled = isHelper
    ? new Promise((resolve) => {
      addEventListener('message', ({ data }) => resolve(data), { once: true });
    })
    : compile();
  const kith = await start(compiled, isHelper ? {} : makeBrowser(compiled));
  removeEventListener('message', keep);
  addEventListener('message', ({ data }) => kith.kithHost.take(data));
  for (const message of early.slice(isHelper ? 1 : 0)) kith.kithHost.take(message);
}

// What goes wrong here reaches the page as an error of the worker.
run().catch((error) => setTimeout(() => { throw error; }));
