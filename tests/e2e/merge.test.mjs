// Two records of one person made one, edited, and made two again, exactly; by mouse and by keys.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keysOf } from './keys.mjs';
import { openedWorkspace } from './opened.mjs';
import { goTo, openPerson, unlock } from './workspace.mjs';

const browser = openedWorkspace(async () => {
  await add('Annie Smith', 'Nan');
  await add('Ana Okafor', 'Birdie');
});
const { press, tabTo } = keysOf(() => browser.page);
const ana = /Ana Okafor/;
const annie = /Annie Smith/;

async function add(name, nickname) {
  const { page } = browser;
  await goTo(page, 'People');
  await page.getByRole('button', { name: 'Add person' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name }).waitFor();
  await tab('Details').click();
  await set('Nickname', nickname);
}

async function set(field, text) {
  const box = browser.page.getByRole('textbox', { name: field, exact: true });
  await box.fill(text);
  await box.press('Enter');
  await browser.page.getByRole('status', { name: new RegExp(`Changed ${field}`) })
    .first().waitFor();
}

const tab = (name) => browser.page.getByRole('tab', { name, exact: true });
const nickname = () => browser.page.getByRole('textbox', { name: 'Nickname', exact: true });

test('somebody is merged with another found by name, by choosing field by field', async () => {
  const { page } = browser;
  await openPerson(page, 'oka', ana);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Merge with…' }).click();
  await page.getByRole('searchbox', { name: 'Name of the other record' }).fill('annie');
  await page.getByRole('button', { name: annie }).first().click();
  await page.getByRole('heading', { name: 'Merge Annie Smith into Ana Okafor' }).waitFor();
  await page.getByRole('group', { name: 'Nickname' })
    .getByRole('radio', { name: 'Nan — Annie Smith' }).click();
  await press('button', 'Merge', true);
  await page.getByRole('link', { name: 'Un-merge Annie Smith' }).waitFor();
  await tab('Details').click();
  assert.equal(await nickname().inputValue(), 'Nan');
  await page.getByRole('row', { name: annie }).waitFor({ state: 'detached' });
});

test('what is said later is of the one who stays', async () => {
  await set('Job title', 'Cellist');
  await browser.page.reload();
  await unlock(browser.page);
  await browser.page.getByRole('region', { name: ana }).waitFor();
});

test('they are made two again by the keyboard alone, the job handed to the other', async () => {
  const { page } = browser;
  await press('link', 'Un-merge Annie Smith');
  await page.getByRole('heading', { name: 'Un-merge Annie Smith from Ana Okafor' }).waitFor();
  const job = page.getByRole('group', { name: 'Job title: Cellist' });
  await job.waitFor();
  await tabTo('radio', 'Ana Okafor');
  await page.keyboard.press('ArrowDown');
  await press('button', 'Un-merge', true);
  await page.getByRole('region', { name: annie }).waitFor();
  await tab('Details').click();
  assert.equal(await nickname().inputValue(), 'Nan');
  const title = page.getByRole('textbox', { name: 'Job title', exact: true });
  assert.equal(await title.inputValue(), 'Cellist');
  await openPerson(page, 'oka', ana);
  await tab('Details').click();
  assert.equal(await nickname().inputValue(), 'Birdie');
  assert.equal(await title.inputValue(), '');
});

test('nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
