// Loses the graphics context on purpose, as a driver or a sleeping laptop does: for tests.
addToLibrary({
  kith_lose_context__deps: ['$GL'],
  kith_lose_context() {
    GL.currentContext?.GLctx.getExtension('WEBGL_lose_context').loseContext();
  },
});
