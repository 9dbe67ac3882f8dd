// Files in and out: the picker, files dropped on the stage, downloads. A File is only a handle; the
// worker that parses it reads it slice by slice.

/**
 * `purpose`: what it was picked for, as the program said; 0 of one that was dropped.
 * @typedef {(file: File, purpose: number) => void} Receive
 */

/** As wasm/program/platform.h has it. */
const anyPurpose = 0;

/**
 * The input whose picker is open. Nothing else holds one that is in no document, and once it is
 * collected what somebody picks in its picker is told to nobody.
 * @type {HTMLInputElement | undefined}
 */
let picking;

/**
 * The browser opens a picker only within the gesture that asked for it (a few seconds, by its
 * clock), which the way to the worker and back fits into.
 * @param {string} accept
 * @param {number} purpose
 * @param {Receive} receive
 */
export function pickFile(accept, purpose, receive) {
  const input = picking = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  const end = () => {
    if (picking === input) picking = undefined;
  };
  input.addEventListener('cancel', end);
  input.addEventListener('change', () => {
    end();
    for (const file of input.files ?? []) receive(file, purpose);
  });
  input.click();
}

/** @param {HTMLElement} stage @param {Receive} receive */
export function acceptDrops(stage, receive) {
  stage.addEventListener('dragover', (event) => {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  });
  stage.addEventListener('drop', (event) => {
    event.preventDefault();
    for (const file of event.dataTransfer?.files ?? []) receive(file, anyPurpose);
  });
}

/**
 * @param {string} name
 * @param {string} type
 * @param {Uint8Array<ArrayBuffer> | Blob} content
 */
export function download(name, type, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  const longEnoughMs = 60_000;
  setTimeout(() => URL.revokeObjectURL(link.href), longEnoughMs);
}
