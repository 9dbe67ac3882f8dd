// Whom we mean: a segment in words, its count, one change to all of them and its undo; and going
// anywhere by keys alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keysOf } from './keys.mjs';
import { openedWorkspace } from './opened.mjs';
import { goTo, openPerson } from './workspace.mjs';

const browser = openedWorkspace();
const { goBy } = keysOf(() => browser.page);

const button = (name) => browser.page.getByRole('button', { name, exact: true });
const item = (name) => browser.page.getByRole('menuitem', { name, exact: true });
const field = (name) => browser.page.getByRole('textbox', { name, exact: true });
const kept = (name) => browser.page.getByRole('row', { name }).first();

async function pick(box, option) {
  await browser.page.getByRole('combobox', { name: box, exact: true }).click();
  // By keys: the list is longer than what it shows.
  await goBy('ArrowDown', browser.page.getByRole('option', { name: option, exact: true }));
  await browser.page.keyboard.press('Enter');
}

async function newSegment(name) {
  await goTo(browser.page, 'Segments');
  await button('New segment').click();
  await field('Name of the segment').fill(name);
}

test('a segment is built in words, counted and saved', async () => {
  await newSegment('Who helps');
  await button('Add condition').click();
  await item('A field').click();
  await pick('Field 1', 'Labels');
  await field('Value 1').fill('Volunteers');
  await browser.page.getByRole('heading', { name: 'People one of whose labels is Volunteers' })
    .waitFor();
  await button('Save').click();
  await kept(/Who helps.*Segment · 1 person/s).waitFor();
});

test('all of a segment get a label, which changes another segment, and one undo takes it back',
  async () => {
    await newSegment('Everybody');
    await browser.page.getByRole('heading', { name: 'All people' }).waitFor();
    await button('Change all of them').click();
    await item('Add a label').click();
    await field('Label').fill('Volunteers');
    const dialog = browser.page.getByRole('dialog', { name: 'Add a label' });
    await dialog.getByText(/^\d of \d people change\.$/).waitFor();
    await dialog.getByRole('button', { name: /^Change \d people$/ }).click();
    await kept(/Who helps.*Segment · [3-9] people/s).waitFor();
    await button('Undo').click();
    await kept(/Who helps.*Segment · 1 person/s).waitFor();
  });

const heading = (name) => browser.page.getByRole('heading', { name, exact: true });

test('who gave how much of late is asked for in words', async () => {
  await openPerson(browser.page, 'ade', /Wren Adeyemi-Holt/);
  await button('Log contact').click();
  await pick('How', 'Gift');
  await field('Amount').fill('150 EUR');
  await button('Save').click();
  await browser.page.getByRole('dialog').waitFor({ state: 'detached' });
  await newSegment('Givers');
  await button('Add condition').click();
  await item('A gift').click();
  await heading('People who gave at least 100.00 EUR in the last 365 days').waitFor();
  await button('Save').click();
  await kept(/Givers.*Segment · 1 person/s).waitFor();
});

test('three keys lead to somebody, and words to a room', async () => {
  const { page } = browser;
  const box = page.getByRole('combobox', { name: 'Go to' });
  const option = (/** @type {RegExp} */ name) => page.getByRole('option', { name, selected: true });
  const opens = async () => {
    await box.waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
  };
  await page.keyboard.press('Control+K');
  await opens();
  await page.keyboard.press('w');
  await option(/^Wren Adeyemi-Holt, Person/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: /Wren/ }).waitFor();
  await button('Go to').click();
  await opens();
  await page.keyboard.type('who hel');
  await option(/^Who helps, Segment/).waitFor();
  const active = await box.getAttribute('aria-activedescendant');
  assert.equal(await option(/^Who helps/).getAttribute('id'), active);
  await page.keyboard.press('Enter');
  await field('Name of the segment').waitFor();
  assert.deepEqual(browser.complaints, []);
});
