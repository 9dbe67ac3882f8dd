// Text is edited in real fields over the canvas: keys, input methods, taking back, leaving.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { findInFolder, newProfile, openBrowser, startServer } from './helpers.mjs';

let server;
let profile;
let browser;
let nickname;

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  await browser.page.goto(`${server.address}#/gallery`);
  nickname = browser.page.getByRole('textbox', { name: 'Nickname' });
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

const saved = () => browser.page.getByRole('status', { name: 'Nickname saved' });

test('what is typed is kept when Enter is pressed', async () => {
  const { page } = browser;
  await nickname.fill('');
  await nickname.pressSequentially('Ody’s Bruno');
  await page.keyboard.press('Enter');
  await saved().first().waitFor();
  assert.equal(await nickname.inputValue(), 'Ody’s Bruno');
});

test('Escape takes back what was typed', async () => {
  await nickname.fill('Somebody else');
  await browser.page.keyboard.press('Escape');
  assert.equal(await nickname.inputValue(), 'Ody’s Bruno');
});

test('leaving the field keeps it', async () => {
  const { page } = browser;
  await nickname.fill('ব্রুনো');
  await page.getByRole('textbox', { name: 'Capture' }).focus();
  await page.waitForTimeout(600);  // longer than it takes to show that a value was refused
  assert.equal(await nickname.inputValue(), 'ব্রুনো');
});

test('an input method composes, and its Enter does not end the edit', async () => {
  const { page, context } = browser;
  const devtools = await context.newCDPSession(page);
  await nickname.fill('');
  for (const text of ['に', 'にほ', 'にほん']) {
    await devtools.send('Input.imeSetComposition',
      { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await devtools.send('Input.dispatchKeyEvent',
    { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
  await devtools.send('Input.insertText', { text: '日本' });
  assert.equal(await nickname.inputValue(), '日本');
  assert.equal(await nickname.evaluate((field) => field === document.activeElement), true);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(600);
  assert.equal(await nickname.inputValue(), '日本');
});

test('the tab key walks the fields in the order of the page', async () => {
  const { page } = browser;
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await page.keyboard.press('Tab');
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  assert.equal(focused, 'Passphrase');
});

test('nothing that was typed lies in the profile', async () => {
  const { page } = browser;
  const draft = 'Xylographer of Vantaa';
  const passphrase = 'quietly-umbral-harbour-7';
  await page.getByRole('textbox', { name: 'Note' }).fill(draft);
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await page.waitForTimeout(1500);  // by then Chromium has written down what it remembers of fields
  await page.goto('about:blank');
  await browser.context.close();
  browser = undefined;
  assert.deepEqual(findInFolder(profile.folder, [draft, passphrase, 'ব্রুনো']), []);

  writeFileSync(join(profile.folder, 'control'), Buffer.from(`…${draft}`, 'utf16le'));
  assert.deepEqual(findInFolder(profile.folder, [draft]), [`control: ${draft}`]);
});
