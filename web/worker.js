// Where the program lives: takes the compiled module from the page and hands it what only
// JavaScript can reach. The same script is the throw-away helper that derives a key or parses a
// file, in a memory of its own that goes with it (wasm memory never shrinks).

import { Browser, helperName } from './browser.js';
import createKith from './kith.mjs';

const isHelper = self.name === helperName;
/** @type {{isHelper: boolean, module?: WebAssembly.Module}} */
const browser = isHelper ? { isHelper } : new Browser();

/**
 * @param {WebAssembly.Module} module
 * @returns {Promise<import('./kith.mjs').Kith>}
 */
function start(module) {
  return new Promise((resolve, reject) => {
    /**
     * @param {WebAssembly.Imports} imports
     * @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} done
     */
    const instantiateWasm = (imports, done) => {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module))
        .catch(reject);
      return {};
    };
    createKith({ browser, instantiateWasm }).then(resolve, reject);
  });
}

/** What comes before the program can take it. @type {any[]} */
const early = [];

/** @param {WebAssembly.Module} module */
async function run(module) {
  browser.module = module;
  const kith = await start(module);
  kith.kithHost.begin();
  removeEventListener('message', keep);
  addEventListener('message', ({ data }) => kith.kithHost.take(data));
  for (const data of early) kith.kithHost.take(data);
}

/** @param {MessageEvent} event */
function keep({ data }) {
  if (!(data instanceof WebAssembly.Module)) return void early.push(data);
  // What goes wrong here reaches the page as an error of the worker.
  run(data).catch((error) => setTimeout(() => { throw error; }));
}

addEventListener('message', keep);
