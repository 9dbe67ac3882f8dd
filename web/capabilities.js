// What Kith cannot do without, in words for the person whose browser lacks it.

const floor = 'Chrome or Edge 108, Firefox 111 or Safari 17, or any newer one';

/** Empty when all is there. */
export function missingCapability() {
  if (!isSecureContext) {
    return 'This page must be opened over https, or on this computer itself: only then does the ' +
      'browser let it encrypt and keep your data.';
  }
  if (typeof WebAssembly !== 'object' || !simdWorks()) {
    return `Kith needs WebAssembly with SIMD, which this browser lacks. It works in ${floor}.`;
  }
  const canvas = document.createElement('canvas');
  if (!('transferControlToOffscreen' in canvas) || typeof OffscreenCanvas !== 'function') {
    return `Kith needs to draw from a worker, which this browser cannot do. It works in ${floor}.`;
  }
  return '';
}

// The smallest module with a SIMD instruction: () → v128.const 0, dropped.
function simdWorks() {
  return WebAssembly.validate(new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 26, 11,
  ]));
}
