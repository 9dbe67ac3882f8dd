// The browser's half of soft_canvas.cpp.
addToLibrary({
  $kithSoft: { context: null },

  // Asked on a canvas of its own: one that was asked for WebGL gives nothing else any more.
  kith_has_graphics_card() {
    const context = new OffscreenCanvas(1, 1)
      .getContext('webgl2', { failIfMajorPerformanceCaveat: true });
    if (!context) return 0;
    const names = context.getExtension('WEBGL_debug_renderer_info');
    const name = context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER);
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return /SwiftShader|llvmpipe|softpipe|Basic Render|Software/i.test(name) ? 0 : 1;
  },

  kith_take_soft_canvas__deps: ['$kithSoft', '$specialHTMLTargets'],
  kith_take_soft_canvas() {
    kithSoft.context = specialHTMLTargets['!canvas'].getContext('2d', { alpha: false });
    return kithSoft.context ? 1 : 0;
  },

  kith_resize_soft_canvas__deps: ['$kithSoft'],
  kith_resize_soft_canvas(width, height) {
    kithSoft.context.canvas.width = width;
    kithSoft.context.canvas.height = height;
  },

  // rectangles: left, top, right, bottom each.
  kith_present__deps: ['$kithSoft'],
  kith_present(pixels, width, height, rectangles, count) {
    const bytes = new Uint8ClampedArray(HEAPU8.buffer, pixels, width * height * 4);
    const picture = new ImageData(bytes, width, height);
    for (let at = rectangles >> 2; count > 0; at += 4, --count) {
      const [left, top, right, bottom] = HEAP32.subarray(at, at + 4);
      kithSoft.context.putImageData(picture, 0, 0, left, top, right - left, bottom - top);
    }
  },
});
