// The program as compiled by the browser: fetched and compiled once for the life of this page, and
// shared by each worker that runs it and their helpers.

import { wasm_bytes } from './release.js';

const wasmFile = 'kith.wasm';

/**
 * Counts what comes in, for those who wait.
 * @param {Response} response
 * @param {(read: number, all: number) => void} tell
 */
function counted(response, tell) {
  let read = 0;
  const counter = new TransformStream({
    transform(chunk, controller) {
      read += chunk.length;
      tell(read, wasm_bytes);
      controller.enqueue(chunk);
    },
  });
  const headers = { 'Content-Type': 'application/wasm' };
  return new Response(response.body?.pipeThrough(counter), { headers });
}

/** @param {(read: number, all: number) => void} tell  hears how far it is, when that takes time */
export async function compileProgram(tell) {
  const response = await fetch(wasmFile);
  if (!response.ok) throw new Error(`${wasmFile}: ${response.status}`);
  // What the service worker kept is here at once, and must stay as it is: the browser keeps the
  // compiled program with it.
  const isKept = Boolean(navigator.serviceWorker?.controller);
  return WebAssembly.compileStreaming(isKept ? response : counted(response, tell));
}
