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
  if (!readsWhatIsDrawn()) {
    return 'This browser scrambles what a page draws, so that it cannot be recognised by it ' +
      '(“resist fingerprinting”). No word could be read here. Make an exception for this page, ' +
      'or open it in another browser.';
  }
  return '';
}

// Letters are drawn by the browser and read back. Some noise does no harm.
function readsWhatIsDrawn() {
  const context = new OffscreenCanvas(4, 4).getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  context.fillRect(0, 0, 4, 4);
  const { data } = context.getImageData(0, 0, 4, 4);
  return data.every((value, at) => (at % 4 === 3 ? value > 240 : value < 16));
}

// The smallest module with a SIMD instruction: () → v128.const 0, dropped.
function simdWorks() {
  return WebAssembly.validate(new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 26, 11,
  ]));
}
