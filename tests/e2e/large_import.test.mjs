// 100,000 contacts come in from one file while somebody types, scrolls and writes something down:
// the page keeps up, the progress moves, a cancelled import takes back all but what was written.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { generator, newProfile, openBrowser, startServer } from './helpers.mjs';
import { chooseFile, createWorkspace, goTo, importFile } from './workspace.mjs';

let server;
let profile;
let browser;
const long = { timeout: 240_000 };

// From a key or a turn of the wheel to the drawn frame that follows it, in milliseconds.
function watchInput() {
  globalThis.waits = [];
  for (const type of ['keydown', 'wheel']) {
    addEventListener(type, (event) => {
      globalThis.kithBench('drawn').then(() => {
        globalThis.waits.push(performance.now() - event.timeStamp);
      });
    }, { capture: true, passive: true });
  }
}

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  await browser.context.addInitScript(watchInput);
  await browser.page.goto(`${server.address}?bench`);
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

/** Types and scrolls in the list of people; the 95th percentile of the waits. */
async function workInTheList(rounds) {
  const { page } = browser;
  await goTo(page, 'People');
  await page.evaluate(() => { globalThis.waits.length = 0; });
  const search = page.getByRole('searchbox', { name: 'Search people' });
  for (let round = 0; round < rounds; ++round) {
    await search.pressSequentially('ama', { delay: 30 });
    for (let press = 0; press < 3; ++press) await search.press('Backspace', { delay: 30 });
    await page.mouse.move(500, 500);
    for (let turn = 0; turn < 6; ++turn) {
      await page.mouse.wheel(0, turn < 3 ? 400 : -400);
      await page.waitForTimeout(40);
    }
  }
  const waits = await page.evaluate(() => globalThis.waits.toSorted((a, b) => a - b));
  assert.ok(waits.length > rounds * 6, `${waits.length} inputs were answered by a frame`);
  return waits[Math.floor(waits.length * 0.95)];
}

/** How often a second the progress that is shown moves. */
async function progressRate() {
  const { page } = browser;
  await goTo(page, 'Import');
  const bar = page.getByRole('progressbar');
  await bar.waitFor();
  return bar.evaluate(async (element) => {
    let moves = 0;
    let shown = element.getAttribute('aria-valuetext');
    const watch = new MutationObserver(() => {
      const now = element.getAttribute('aria-valuetext');
      moves += now === shown ? 0 : 1;
      shown = now;
    });
    watch.observe(element, { attributes: true });
    const begin = performance.now();
    await new Promise((resolve) => { setTimeout(resolve, 2000); });
    watch.disconnect();
    return moves * 1000 / (performance.now() - begin);
  });
}

async function openWren() {
  const { page } = browser;
  await goTo(page, 'People');
  await page.getByRole('searchbox', { name: 'Search people' }).fill('wren adeyemi-h');
  await page.getByRole('row', { name: /Wren Adeyemi-Holt/ }).click();
  await page.getByRole('region', { name: /Wren Adeyemi-Holt/ }).waitFor();
}

async function startImport() {
  const { page } = browser;
  await goTo(page, 'Import');
  await chooseFile(page, join(profile.folder, 'contacts.csv'));
  await page.getByRole('button', { name: 'Import 100,000 contacts' }).click(long);
  await page.getByRole('button', { name: 'Cancel the import' }).waitFor();
}

test('an import of 100,000 that is cancelled leaves what was written then', long, async (t) => {
  const { page } = browser;
  execFileSync(generator, ['--people', '100000', '--format', 'google-csv-short',
    '--out', join(profile.folder, 'contacts.csv')]);
  await createWorkspace(page);
  await importFile(page, 'google-contacts.csv');
  const atRest = await workInTheList(4);

  await startImport();
  const meanwhile = await workInTheList(6);
  const rate = await progressRate();
  t.diagnostic(`input to drawn frame, p95: ${meanwhile.toFixed(0)} ms, at rest `
    + `${atRest.toFixed(0)} ms; progress moves ${rate.toFixed(1)} times a second`);
  assert.ok(meanwhile < Math.max(100, 8 * atRest));
  assert.ok(rate >= 1);

  await openWren();
  const capture = page.getByRole('textbox', { name: 'Capture' });
  await capture.pressSequentially('loves wild marjoram', { delay: 20 });
  await capture.press('Enter');
  await page.getByText('Loves wild marjoram').first().waitFor();

  await goTo(page, 'Import');
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await page.getByText(/The import was taken back/).first().waitFor(long);
  await page.getByRole('button', { name: 'Look at the people' }).click();
  await page.getByRole('grid', { name: 'People', exact: true }).waitFor();
  assert.ok(Number(await page.getByRole('grid', { name: 'People' })
    .getAttribute('aria-rowcount')) < 100);
  await openWren();
  await page.getByText('Loves wild marjoram').first().waitFor();
});

test('begun again it comes in whole, and stays', long, async (t) => {
  const { page } = browser;
  const begin = performance.now();
  await startImport();
  const read = performance.now();
  await page.getByText('Imported. Everything is on this device, sealed.').waitFor(long);
  const done = performance.now();
  t.diagnostic(`read ${(read - begin).toFixed(0)} ms, imported ${(done - read).toFixed(0)} ms`);
  await page.getByRole('button', { name: 'Look at the people' }).click();
  await page.getByRole('searchbox', { name: 'Search people' }).fill('');
  await page.waitForFunction(() => Number(
    document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) > 99_000);
});

test('duplicates among 100,000 are looked for while somebody works', long, async (t) => {
  const { page } = browser;
  const atRest = await workInTheList(4);
  await page.getByRole('button', { name: 'Duplicates' }).click();
  const begin = performance.now();
  await page.getByRole('button', { name: 'Look for duplicates' }).click();
  const meanwhile = await workInTheList(4);
  await page.getByRole('button', { name: 'Duplicates' }).click();
  await page.getByRole('button', { name: 'Look again' }).waitFor(long);
  t.diagnostic(`found in ${(performance.now() - begin).toFixed(0)} ms with work meanwhile; input `
    + `to drawn frame, p95: ${meanwhile.toFixed(0)} ms, at rest ${atRest.toFixed(0)} ms`);
  assert.ok(meanwhile < Math.max(100, 8 * atRest));
  assert.deepEqual(browser.complaints, []);
});
