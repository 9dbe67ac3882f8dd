// The browser's half of canvas2d.cpp: text measured and drawn by the browser's own engine. Requests
// come as one array of 32-bit words (described in canvas2d.cpp) and one block of UTF-8.
addToLibrary({
  $kithText__deps: ['$UTF8ToString'],
  $kithText: {
    context: null,
    fonts: new Map(),

    // Grows to the size wanted; a new size empties the canvas and resets its state.
    contextOf(width, height) {
      let context = kithText.context;
      if (!context) {
        context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
        kithText.context = context;
      } else if (context.canvas.width < width || context.canvas.height < height) {
        context.canvas.width = Math.max(width, context.canvas.width);
        context.canvas.height = Math.max(height, context.canvas.height);
      }
      return context;
    },

    apply(context, flags) {
      const px = flags & 0xffff;
      context.font = `${flags & 0x10000 ? 600 : 400} ${px}px system-ui, sans-serif`;
      context.direction = flags & 0x20000 ? 'rtl' : 'ltr';
      context.textAlign = 'left';
      context.textBaseline = 'alphabetic';
    },
  },

  // requests: {text address, text size, flags}…; extents: the seven numbers of TextExtent each.
  kith_measure_text__deps: ['$kithText'],
  kith_measure_text(requests, count, extents) {
    const context = kithText.contextOf(64, 64);
    let last = -1;
    for (let i = 0; i < count; ++i) {
      const request = (requests >> 2) + 3 * i;
      const flags = HEAPU32[request + 2];
      if (flags !== last) kithText.apply(context, last = flags);
      const metrics = context.measureText(UTF8ToString(HEAPU32[request], HEAPU32[request + 1]));
      const extent = (extents >> 2) + 7 * i;
      HEAPF32[extent] = metrics.width;
      HEAPF32[extent + 1] = metrics.actualBoundingBoxLeft;
      HEAPF32[extent + 2] = metrics.actualBoundingBoxRight;
      HEAPF32[extent + 3] = metrics.actualBoundingBoxAscent;
      HEAPF32[extent + 4] = metrics.actualBoundingBoxDescent;
      HEAPF32[extent + 5] = metrics.fontBoundingBoxAscent;
      HEAPF32[extent + 6] = metrics.fontBoundingBoxDescent;
    }
  },

  // requests: {text address, text size, flags, width, height, x, y, origin x, origin y (floats)}…
  // All are drawn at their places of one sheet, which is read back once.
  kith_draw_text__deps: ['$kithText'],
  kith_draw_text(requests, count, sheetWidth, sheetHeight, pixels) {
    const context = kithText.contextOf(sheetWidth, sheetHeight);
    context.clearRect(0, 0, sheetWidth, sheetHeight);
    for (let i = 0; i < count; ++i) {
      const request = (requests >> 2) + 9 * i;
      const [text, size, flags, width, height, x, y] = HEAPU32.subarray(request, request + 7);
      context.save();
      kithText.apply(context, flags);
      context.beginPath();
      context.rect(x, y, width, height);
      context.clip();
      context.fillStyle = '#000';
      const [originX, originY] = HEAPF32.subarray(request + 7, request + 9);
      context.fillText(UTF8ToString(text, size), x + originX, y + originY);
      context.restore();
    }
    HEAPU8.set(context.getImageData(0, 0, sheetWidth, sheetHeight).data, pixels);
  },
});
