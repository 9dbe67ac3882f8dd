// The two ways to draw: WebGL, and in memory where there is no graphics card. (Here it is another
// program that plays the graphics card, which is why the page has to be asked for WebGL.)
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';

let server;
let profile;
let browser;

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
});
after(async () => {
  await browser.context.close();
  await server.stop();
  profile.remove();
});

const open = async (renderer) => {
  const { page } = browser;
  await page.goto(`${server.address}?bench&renderer=${renderer}#/gallery`);
  await page.reload();
  await page.getByRole('button', { name: 'Give something' }).waitFor();
  await page.waitForTimeout(500);
  assert.equal(await drawsInMemory(), renderer !== 'webgl');
};

const drawsInMemory = async () =>
  (await browser.page.evaluate(() => globalThis.kithBench('renderer'))).in_memory === 1;

/** How many of the pixels differ by more than `most` in a channel, and how many there are. */
const difference = (page, one, other, most) => page.evaluate(async ([texts, limit]) => {
  const [a, b] = await Promise.all(texts.map(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context.drawImage(picture, 0, 0);
    return context.getImageData(0, 0, picture.width, picture.height).data;
  }));
  let differing = 0;
  for (let at = 0; at < a.length; at += 4) {
    const isNear = [at, at + 1, at + 2].every((each) => Math.abs(a[each] - b[each]) <= limit);
    if (!isNear) ++differing;
  }
  return { differing, pixels: a.length / 4, sameSize: a.length === b.length };
}, [[one, other].map((png) => png.toString('base64')), most]);

/** All but a few pixels of smoothed edges are alike. */
async function assertAlike(one, other) {
  const found = await difference(browser.page, one, other, 16);
  assert.ok(found.sameSize);
  assert.ok(found.differing <= found.pixels / 2000, JSON.stringify(found));
}

test('without a graphics card it draws in memory, unasked', async () => {
  await open('best');
});

for (const [colorScheme, forcedColors, width] of
  [['light', 'none', 1280], ['dark', 'none', 360], ['dark', 'active', 900]]) {
  test(`both draw the same: ${colorScheme}, forced colours ${forcedColors}, ${width}`, async () => {
    const { page } = browser;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, forcedColors });
    await open('webgl');
    const byCard = await page.screenshot();
    await open('software');
    await assertAlike(byCard, await page.screenshot());
  });
}

test('a graphics card that is lost while scrolling takes nothing with it', async () => {
  const { page } = browser;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await open('webgl');
  await page.getByRole('button', { name: 'Log contact' }).click();
  await page.getByText('Pressed 1 times').waitFor();
  await page.mouse.move(300, 400);
  await page.mouse.wheel(0, 300);
  await page.evaluate(() => globalThis.kithBench('lose_context'));
  await page.mouse.wheel(0, 300);
  await page.waitForTimeout(1000);
  assert.equal(await drawsInMemory(), true);
  const afterwards = await page.screenshot();
  await open('software');
  await page.getByRole('button', { name: 'Log contact' }).click();
  await page.getByText('Pressed 1 times').waitFor();
  await page.mouse.move(300, 400);
  await page.mouse.wheel(0, 300);
  await page.mouse.wheel(0, 300);
  await page.waitForTimeout(1000);
  await assertAlike(afterwards, await page.screenshot());
});

test('nothing was refused by the policy and nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
