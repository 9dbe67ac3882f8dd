// What drawing takes, in the browser: scrolling a long list, a key to its pixels, the picture of
// ties under the pointer.
// @ts-check

/** @typedef {import('playwright-core').Page} Page */

const scrollSteps = 150;
const scrollPixels = 180;
const keysPressed = 60;
const dragSteps = 150;

/** @param {number[]} values */
const p95 = (values) => values.toSorted((a, b) => a - b)[Math.floor(0.95 * (values.length - 1))];

/** @param {Page} page @param {string} name @returns {Promise<any>} */
const ask = (page, name) => page.evaluate((which) => globalThis.kithBench(which), name);

/** The next frame of the page. @param {Page} page */
const aFrame = (page) => page.evaluate(() => new Promise((resolve) => {
  requestAnimationFrame(() => resolve(undefined));
}));

/** @param {Page} page @param {import('playwright-core').Locator} what */
async function boxOf(page, what) {
  await what.waitFor();
  const box = await what.boundingBox();
  if (!box) throw new Error('nothing is drawn there');
  return box;
}

/** A list of people is scrolled by the wheel. @param {Page} page */
async function scroll(page) {
  await page.evaluate(() => { location.hash = '#/people'; });
  const { x, y, width, height } = await boxOf(page, page.getByRole('grid', { name: 'People' }));
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.evaluate(() => performance.clearMeasures('kith-mirror'));
  await ask(page, 'time_frames');
  for (let step = 0; step < scrollSteps; ++step) {
    await page.mouse.wheel(0, scrollPixels);
    await aFrame(page);
  }
  const frames = await ask(page, 'frame_times');
  const mirror = await page.evaluate(() => performance.getEntriesByName('kith-mirror')
    .map((entry) => entry.duration));
  return {
    list_frame_build_p95_ms: frames.build_p95_ms,
    list_draw_p95_ms: frames.draw_p95_ms,
    list_mirror_p95_ms: p95(mirror),
  };
}

/** From each key to the end of the frame that it is seen in. @param {Page} page */
async function press(page) {
  await page.evaluate(() => {
    const times = [];
    Object.assign(globalThis, { keyTimes: times });
    document.addEventListener('keydown', () => {
      const begin = performance.now();
      globalThis.kithBench('drawn').then(() => { times.push(performance.now() - begin); });
    }, { capture: true });
  });
  await page.getByRole('grid', { name: 'People' }).getByRole('row').nth(1).focus();
  for (let pressed = 0; pressed < keysPressed; ++pressed) {
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(60);
  }
  // @ts-expect-error made above
  return { key_to_pixels_p95_ms: p95(await page.evaluate(() => globalThis.keyTimes)) };
}

/** Two thousand people are dragged about. @param {Page} page */
async function drag(page) {
  await ask(page, 'fill_ties');
  await page.evaluate(() => { location.hash = '#/ties'; });
  const { x, y } = await boxOf(page, page.getByRole('listbox', { name: 'Ties' }));
  for (let before = -1, now = 0; now !== before;) {  // until everybody is in their place
    before = now;
    await page.waitForTimeout(500);
    now = (await ask(page, 'frames')).frames;
  }
  await page.mouse.move(x + 100, y + 100);
  await page.mouse.down();
  await page.mouse.move(x + 120, y + 120);
  const { frames: first } = await ask(page, 'frames');
  const begin = performance.now();
  for (let step = 0; step < dragSteps; ++step) {
    await page.mouse.move(x + 120 + 2 * (step % 60), y + 120 + step);
    await aFrame(page);
  }
  const seconds = (performance.now() - begin) / 1000;
  const { frames: last } = await ask(page, 'frames');
  await page.mouse.up();
  return { graph_2000_fps: (last - first) / seconds };
}

/** Of a page with an open workspace, which is changed. @param {Page} page */
export async function measureFrames(page) {
  return { ...await scroll(page), ...await press(page), ...await drag(page) };
}
