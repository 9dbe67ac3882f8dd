// A second engine: the whole path of a new user in Firefox, by role and name only, where nothing
// but the software renderer can draw. Playwright's Chromium says of itself that it has the focus;
// here the page has it or has it not, as on a desk.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  chooseFile, click, clickUntil, coloursSeen, openFirefox, press, seen, texts, type, until,
  valueOf,
} from './firefox.mjs';
import { newProfile, startServer } from './helpers.mjs';
import { passphrase } from './workspace.mjs';

let server;
let profile;
/** @type {Awaited<ReturnType<typeof openFirefox>>} */
let firefox;
/** @type {import('puppeteer-core').Page} */
let page;
const nickname = 'Vögelchen ব্রুনো 小鸟';

before(async () => {
  server = await startServer();
  profile = newProfile();
  firefox = await openFirefox(profile.folder);
});

after(async () => {
  await firefox?.browser.close();
  await server?.stop();
  profile?.remove();
});

async function unlock() {
  await type(page, '', 'Passphrase', passphrase);
  await page.keyboard.press('Enter');
  await seen(page, 'navigation');
}

async function openWren() {
  await click(page, 'link', /^People/);
  await type(page, 'searchbox', 'Search people', 'ade');
  await until(async () => (await texts(page, 'row')).every((text) => /ade/i.test(text)),
    'only rows with the letters');
  await click(page, 'row', /Wren Adeyemi-Holt/);
  await seen(page, 'region', /Wren Adeyemi-Holt/);
  await click(page, 'tab', 'Details');
}

test('it starts in a window without the focus, when no other has the workspace', async () => {
  const { unfocused } = firefox;
  await unfocused.goto(`${server.address}?bench`);
  await seen(unfocused, '', 'Passphrase');
  assert.equal(await unfocused.evaluate(() => document.hasFocus()), false);
});

test('a window with the focus takes it over, and draws in memory', async () => {
  page = await firefox.newPage();
  await page.goto(`${server.address}?bench`);
  await seen(page, '', 'Passphrase');
  await firefox.unfocused.close();
  const { in_memory: inMemory } = await page.evaluate(() => globalThis.kithBench('renderer'));
  assert.equal(inMemory, 1);
  // Smoothed edges of letters have many; the page by itself has one.
  assert.ok(await coloursSeen(page) > 50);
});

test('Enter and Space press the focused button once each, and a wheel scrolls', async () => {
  const topOf = async () => (await (await seen(page, 'button', 'Log contact')).boundingBox())?.y;
  await page.goto(`${server.address}?bench#/gallery`);
  await click(page, 'button', 'Log contact');
  await seen(page, 'paragraph', /^Pressed 1 times/);
  await press(page, 'Enter');
  await seen(page, 'paragraph', /^Pressed 2 times/);
  await press(page, ' ');
  await seen(page, 'paragraph', /^Pressed 3 times/);
  const before = await topOf();
  await page.mouse.wheel({ deltaY: 40 });
  await until(async () => await topOf() < before, 'the button further up');
  await seen(page, 'paragraph', /^Pressed 3 times/);
  await page.goto(`${server.address}?bench#/people`);
});

test('a workspace is made, with its recovery phrase asked back', async () => {
  await type(page, '', 'Passphrase', passphrase);
  await press(page, 'Tab');
  await page.keyboard.type(passphrase);
  await click(page, 'button', 'Continue');
  await seen(page, 'button', 'I have written them down');
  const words = (await texts(page, 'listitem')).map((text) => text.split(' ')[1]);
  assert.equal(words.length, 24);
  await click(page, 'button', 'I have written them down');
  for (const position of [4, 11, 21]) {
    await type(page, 'textbox', `Word ${position}`, words[position - 1]);
  }
  await type(page, 'textbox', 'Workspace name', 'Friends of Quillhaven');
  await click(page, 'button', 'Make the workspace');
  await seen(page, 'heading', 'People');
});

test('a file of contacts comes in', async () => {
  await click(page, 'link', 'Import');
  await chooseFile(page, 'Choose a file', 'google-contacts.csv');
  const start = { role: 'button', name: /^Import [\d,]+ contacts?$/ };
  await seen(page, start.role, start.name);
  await clickUntil(page, { press: start, shows: 'Import another file' });
});

test('three letters find a person, whose nickname is edited in place', async () => {
  await openWren();
  await type(page, 'textbox', 'Nickname', nickname);
  await page.keyboard.press('Enter');
  await seen(page, '', 'Changed Nickname');
});

test('the Tab key goes from one thing to the next, and the focus is with it', async () => {
  await click(page, 'searchbox', 'Search people');
  const passed = new Set();
  for (let presses = 0; presses < 6; ++presses) {
    await press(page, 'Tab');
    passed.add(await page.evaluate(() => document.activeElement?.id));
  }
  assert.equal(passed.size, 6);
  await press(page, 'Shift+Tab');
  assert.ok(passed.has(await page.evaluate(() => document.activeElement?.id)));
});

test('it is locked, and what was edited is there when it is unlocked', async () => {
  await click(page, 'link', 'Settings');
  await click(page, 'button', 'Lock now');
  await type(page, '', 'Passphrase', 'not the passphrase');
  await page.keyboard.press('Enter');
  await seen(page, 'alert', /passphrase/i);
  await unlock();
  await openWren();
  assert.equal(await valueOf(page, 'textbox', 'Nickname'), nickname);
});

test('and again without a server', async () => {
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await server.stop();
  await page.reload();
  await unlock();
  await openWren();
  assert.equal(await valueOf(page, 'textbox', 'Nickname'), nickname);
});

test('it says so when what is drawn cannot be read back', async () => {
  const hidden = newProfile();
  server = await startServer();
  const { browser, newPage } = await openFirefox(hidden.folder,
    { 'privacy.resistFingerprinting': true });
  try {
    const guarded = await newPage();
    await guarded.goto(server.address);
    await seen(guarded, 'alert', /scrambles what a page draws/);
  } finally {
    await browser.close();
    hidden.remove();
  }
});

test('nothing was refused by the policy and nothing went wrong', () => {
  assert.deepEqual(firefox.complaints, []);
});
