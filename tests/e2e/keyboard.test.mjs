// The main path without a pointer: every step by keys alone, found by where the focus is, from the
// first passphrase to the locked door. What has the focus is asked for by role and name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';
import { hasFocus, keysOf } from './keys.mjs';
import { passphrase } from './workspace.mjs';

let server;
let profile;
let browser;
let page;

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  page = browser.page;
  await page.goto(server.address);
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

const { focusComes, goBy, press, type } = keysOf(() => page);

const heading = (name) => page.getByRole('heading', { name, level: 1 });

test('a workspace is made', async () => {
  await focusComes(page.getByRole('textbox', { name: 'Passphrase', exact: true }));
  await page.keyboard.type(passphrase);
  await type('Passphrase again', passphrase);
  await press('button', 'Continue');
  const items = page.getByRole('list', { name: 'Recovery phrase' }).getByRole('listitem');
  await items.nth(23).waitFor();
  const words = await items.evaluateAll((all) => all.map((item) => (
    item.getAttribute('aria-label') ?? item.textContent ?? '').trim().split(/\s+/)[1]));
  await press('button', 'I have written them down');
  await focusComes(page.getByRole('textbox', { name: 'Word 4', exact: true }));
  for (const position of [4, 11, 21]) await type(`Word ${position}`, words[position - 1]);
  await type('Workspace name', 'Friends of Quillhaven');
  await page.keyboard.press('Enter');
  await heading('People').waitFor({ timeout: 30_000 });
});

test('the focus goes to the heading of the room that was asked for', async () => {
  await press('link', 'Settings');
  await focusComes(heading('Settings'));
});

test('contacts are imported', async () => {
  await goBy('Shift+Tab', page.getByRole('link', { name: 'Import' }));
  await page.keyboard.press('Enter');
  await focusComes(heading('Import'));
  const chooser = page.waitForEvent('filechooser');
  await press('button', 'Choose a file');
  await (await chooser).setFiles(
    new URL('fixtures/google-contacts.csv', import.meta.url).pathname);
  await goBy('Tab', page.getByRole('button', { name: /^Import [\d,]+ contacts?$/ }));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Look at the people' }).waitFor({ timeout: 30_000 });
  await press('button', 'Look at the people');
  await focusComes(heading('People'));
});

test('a person is found by three letters and opened from the list', async () => {
  await goBy('Tab', page.getByRole('searchbox', { name: 'Search people' }));
  await page.keyboard.type('ade');
  const rows = page.getByRole('grid', { name: 'People' }).getByRole('row');
  await page.getByRole('row', { name: /Dąbrowska/ }).waitFor({ state: 'detached' });
  await goBy('Tab', rows);
  await goBy('ArrowDown', page.getByRole('row', { name: /Wren Adeyemi-Holt/ }));
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: /Wren Adeyemi-Holt/ }).waitFor();
});

test('a fact is written down', async () => {
  await type('Capture', 'loves wild marjoram, told me 3 May');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Timeline' }).getByText('Loves wild marjoram').waitFor();
});

test('it is taken back from the toast', async () => {
  await press('button', 'Undo', true);
  await page.getByRole('list', { name: 'Timeline' }).getByText('Loves wild marjoram')
    .waitFor({ state: 'detached' });
});

test('a nickname is edited in place', async () => {
  await goBy('Shift+Tab', page.getByRole('tab', { selected: true }));
  await goBy('ArrowRight', page.getByRole('tab', { name: 'Details' }));
  await page.keyboard.press('Enter');
  await type('Nickname', 'Птичка');
  await page.keyboard.press('Enter');
  await page.getByText('Changed Nickname').first().waitFor();
  await page.keyboard.type('?');
  await page.keyboard.press('Escape');
  const field = page.getByRole('textbox', { name: 'Nickname' });
  assert.equal(await field.inputValue(), 'Птичка');
  assert.equal(await hasFocus(field), true);
});

test('a change is undone and done again by key, but not while a text is edited', async () => {
  const field = page.getByRole('textbox', { name: 'Nickname' });
  const holds = async (text) => {
    for (let tries = 0; await field.inputValue() !== text; ++tries) {
      assert.ok(tries < 100, `the nickname becomes ${text}`);
      await page.waitForTimeout(50);
    }
  };
  await goBy('Shift+Tab', page.getByRole('tab', { selected: true }));
  await page.keyboard.press('Control+z');
  await page.getByText('Undone').first().waitFor();
  await holds('Birdie');
  await page.keyboard.press('Control+Shift+z');
  await holds('Птичка');
  await type('Nickname', 'Spatz');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  assert.notEqual(await field.inputValue(), 'Spatz');
  await page.keyboard.press('Escape');
  await holds('Птичка');
});

test('a question mark shows the keys', async () => {
  await goBy('Shift+Tab', page.getByRole('tab', { selected: true }));
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await sheet.getByRole('listitem').filter({ hasText: 'Undo the last change' }).waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await focusComes(page.getByRole('tab', { selected: true }));
});

test('a dialog holds the focus and gives it back', async () => {
  const open = page.getByRole('button', { name: 'Log contact' });
  await goBy('Shift+Tab', open);
  await page.keyboard.press('Enter');
  await focusComes(page.getByRole('textbox', { name: 'What was it about?' }));
  for (let steps = 0; steps < 12; ++steps) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => document.activeElement !== document.body &&
      !document.activeElement?.closest('[role=dialog], [role=status]'));
    assert.equal(outside, false, 'Tab stays in the dialog');
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focusComes(open);
});

test('the workspace is locked and opened', async () => {
  await goBy('Shift+Tab', page.getByRole('link', { name: 'Settings' }));
  await page.keyboard.press('Enter');
  await focusComes(heading('Settings'));
  await press('button', 'Lock now');
  await focusComes(page.getByRole('textbox', { name: 'Passphrase', exact: true }));
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await heading('Settings').waitFor({ timeout: 30_000 });
  assert.deepEqual(browser.complaints, []);
});
