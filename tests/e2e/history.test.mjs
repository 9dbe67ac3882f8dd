// The past of a record: told value by value, put back, and taken out of the trash; by mouse and by
// keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keysOf } from './keys.mjs';
import { openedWorkspace } from './opened.mjs';
import { openPerson, unlock } from './workspace.mjs';

const browser = openedWorkspace();
const wren = /Wren Adeyemi-Holt/;
const { press, tabTo } = keysOf(() => browser.page);

const tab = (name) => browser.page.getByRole('tab', { name, exact: true });
const nickname = () => browser.page.getByRole('textbox', { name: 'Nickname' });
const past = (words) => browser.page.getByRole('list', { name: 'History' })
  .getByText(words, { exact: true });

async function call(name) {
  await nickname().fill(name);
  await nickname().press('Enter');
  await browser.page.getByRole('status', { name: /nickname/i }).first().waitFor();
}

test('the history of a field tells each value it had', async () => {
  await openPerson(browser.page, 'ade', wren);
  await tab('Details').click();
  await call('Robin');
  await call('Jenny');
  await tab('History').click();
  await past('Nickname: Jenny, before: Robin').waitFor();
  await browser.page.getByRole('combobox', { name: 'History of' }).click();
  await browser.page.getByRole('option', { name: 'Nickname' }).click();
  await past(/^Email: /).first().waitFor({ state: 'detached' });
  await past('Nickname: Robin, before: Birdie').waitFor();
});

test('a value of the past is put back by the keyboard alone', async () => {
  await press('button', 'Put back');
  await past('Nickname: Robin, before: Jenny').waitFor();
  await tab('Details').click();
  assert.equal(await nickname().inputValue(), 'Robin');
});

test('what was moved to the trash is there, and restored by the keyboard alone', async () => {
  const { page } = browser;
  const address = new URL(page.url()).hash;
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Move to trash' }).click();
  await page.reload();
  await unlock(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  await press('button', 'Open the trash');
  await page.getByRole('listitem', { name: wren }).waitFor();
  await tabTo('button', 'Restore');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Back to the people' }).waitFor();
  await page.evaluate((hash) => { location.hash = hash; }, address);
  await page.getByRole('region', { name: wren }).waitFor();
});

test('nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
