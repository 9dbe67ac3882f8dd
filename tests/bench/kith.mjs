// One run of Kith, as people use it: by role and name. What the interface has no number for comes
// from `?bench` (wasm/bench).
// @ts-check
import { spawn } from 'node:child_process';

import { createWorkspace, passphrase } from '../e2e/workspace.mjs';
import { withProfile } from './browser.mjs';
import { measureFrames } from './frames.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./figures.mjs').Part} Part */

const longWait = { timeout: 300_000 };

/** @param {string} relay the program @param {string} dist the page's folder */
async function serveKith(relay, dist) {
  const server = spawn(relay, ['--root', dist, '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const origin = await new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error('kith-relay ended at once')));
    server.stdout.once('data', (text) => resolve(/http:\/\/[^/]+/.exec(String(text))?.[0]));
  });
  return { origin, stop: () => server.kill() };
}

/** Milliseconds from the start of the navigation to the first frame. @param {Page} page */
async function readyMs(page) {
  await page.waitForFunction(() => performance.getEntriesByName('kith-ready').length > 0, null,
    longWait);
  return page.evaluate(() => performance.getEntriesByName('kith-ready')[0].startTime);
}

/** @param {Page} page @param {string} name @returns {Promise<any>} */
const ask = (page, name) => page.evaluate((which) => globalThis.kithBench(which), name);

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/**
 * Opens the page in a new browser.
 * @param {() => Promise<import('playwright-core').BrowserContext>} open
 * @param {string} origin
 */
async function newPage(open, origin) {
  const context = await open();
  const page = await context.newPage();
  await page.goto(`${origin}/?bench`);
  return { context, page };
}

/** For how long the page's own thread was at work. @param {Page} page */
async function busySeconds(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await devtools.detach();
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

/** @param {string} origin */
const measureStart = (origin) => withProfile(async (open) => {
  const context = await open();
  const page = await context.newPage();
  /** @type {import('playwright-core').Request[]} */
  const requests = [];
  page.on('requestfinished', (request) => requests.push(request));
  await page.goto(`${origin}/?bench`);
  const cold = await readyMs(page);
  const untilReady = [...requests];
  const sizes = await Promise.all(untilReady.map((request) => request.sizes()));
  const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);

  // Once the worker has the release, a new browser on the same profile starts warm.
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active?.state === 'activated';
  }, null, longWait);
  await page.waitForTimeout(1000);
  const { frames: before } = await ask(page, 'frames');
  const busyBefore = await busySeconds(page);
  await page.waitForTimeout(10_000);
  const busyAfter = await busySeconds(page);
  const { frames: after } = await ask(page, 'frames');
  await context.close();
  const again = await newPage(open, origin);
  return {
    cold_start_ms: cold,
    warm_start_ms: await readyMs(again.page),
    first_load_brotli_bytes: bytes,
    idle_frames_10s: after - before,
    idle_cpu_10s_ms: 1000 * (busyAfter - busyBefore),
  };
});

/** @param {string} origin */
const measureTable = (origin) => withProfile(async (open) => {
  const { page } = await newPage(open, origin);
  await readyMs(page);
  return ask(page, 'table');
});

/** @param {string} origin */
const measureMerge = (origin) => withProfile(async (open) => {
  const { page } = await newPage(open, origin);
  await readyMs(page);
  return ask(page, 'merge');
});

/** From the file to the list. @param {Page} page @param {string} contacts */
async function importContacts(page, contacts) {
  await page.goto(`${page.url().split('#')[0]}#/import`);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  const chooser = await choosing;
  return timed(async () => {
    await chooser.setFiles(contacts);
    await page.getByRole('button', { name: /^Import [\d,]+ contacts$/ }).click(longWait);
    await page.getByRole('button', { name: 'Look at the people' }).click(longWait);
    await firstRow(page);
  });
}

/** @param {Page} page */
const firstRow = (page) => page.getByRole('grid', { name: 'People' }).getByRole('row').first()
  .waitFor(longWait);

/** From the passphrase to the list. @param {Page} page */
async function unlock(page) {
  await readyMs(page);
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  return timed(async () => {
    await page.keyboard.press('Enter');
    await firstRow(page);
  });
}

/** From the press to the message that it is gone. @param {Page} page */
async function takeImportBack(page) {
  await page.goto(`${page.url().split('#')[0]}#/history`);
  const button = page.getByRole('button', { name: 'Take back' }).first();
  for (;;) {
    await page.getByRole('list', { name: 'History' }).waitFor(longWait);
    if (await button.count() > 0) break;
    await page.getByRole('button', { name: 'Show older' }).press('Enter', longWait);
  }
  return timed(async () => {
    await button.press('Enter');
    await page.getByText('The import was taken back').first().waitFor(longWait);
  });
}

/** From the press to the pairs. @param {Page} page */
async function findDuplicates(page) {
  await page.evaluate(() => { location.hash = '#/duplicates'; });
  return timed(async () => {
    await page.getByRole('button', { name: 'Look for duplicates' }).click(longWait);
    await page.getByRole('button', { name: 'Look again' }).waitFor(longWait);
  });
}

/** With the contacts in the list. @param {string} origin @param {string} contacts */
const measureDrawing = (origin, contacts) => withProfile(async (open) => {
  const { page } = await newPage(open, origin);
  await readyMs(page);
  await createWorkspace(page, 'Bench');
  await importContacts(page, contacts);
  await page.waitForTimeout(5000);  // the checkpoint that follows when nothing happens
  return measureFrames(page);
});

/** What the workspace takes on the disk. @param {Page} page */
const vaultBytes = (page) => page.evaluate(async () => {
  let bytes = 0;
  for (const folders = [await navigator.storage.getDirectory()]; folders.length > 0;) {
    // @ts-expect-error its type is in no library of types yet
    for await (const entry of folders.pop().values()) {
      if (entry.kind === 'directory') folders.push(entry);
      else bytes += (await entry.getFile()).size;
    }
  }
  return bytes;
});

/** @param {string} origin @param {string} contacts */
const measureUndo = (origin, contacts) => withProfile(async (open) => {
  const { page } = await newPage(open, origin);
  await readyMs(page);
  await createWorkspace(page, 'Bench');
  await importContacts(page, contacts);
  return { undo_import_100k_ms: await takeImportBack(page) };
});

/**
 * With the contacts alone at first; then with 300,000 facts and 500,000 contacts with them.
 * @param {string} origin
 * @param {string} contacts
 */
const measureWorkspace = (origin, contacts) => withProfile(async (open) => {
  const { page } = await newPage(open, origin);
  await readyMs(page);
  await createWorkspace(page, 'Bench');
  const imported = await importContacts(page, contacts);
  const { bytes } = await ask(page, 'heap');
  await page.waitForTimeout(2000);  // the checkpoint that follows when nothing happens
  await page.goto(`${origin}/?bench#/people`);  // which alone loads nothing anew
  await page.reload();
  const unlocked = await unlock(page);
  const dedupe = await findDuplicates(page);
  await ask(page, 'fill');
  return {
    csv_import_100k_ms: imported,
    heap_100k_bytes: bytes,
    unlock_100k_ms: unlocked,
    dedupe_100k_ms: dedupe,
    vault_bytes: await vaultBytes(page),
    ...await ask(page, 'workspace'),
    ...await ask(page, 'edits'),
  };
});

/**
 * @param {{ dist: string, relay: string, contacts: string, parts: Set<Part> }} options
 * @returns {Promise<Record<string, number>>}
 */
export async function runKith({ dist, relay, contacts, parts }) {
  const server = await serveKith(relay, dist);
  try {
    return {
      ...parts.has('start') ? await measureStart(server.origin) : {},
      ...parts.has('table') ? await measureTable(server.origin) : {},
      ...parts.has('merge') ? await measureMerge(server.origin) : {},
      ...parts.has('workspace') ? await measureWorkspace(server.origin, contacts) : {},
      ...parts.has('frames') ? await measureDrawing(server.origin, contacts) : {},
      ...parts.has('undo') ? await measureUndo(server.origin, contacts) : {},
    };
  } finally {
    server.stop();
  }
}
