// The team's own tables: one from a template and one of our own, filled in place, as a board whose
// cards are moved by mouse and by keys, as a calendar, and linked from a person's page.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keysOf } from './keys.mjs';
import { openedWorkspace } from './opened.mjs';
import { goTo, openPerson } from './workspace.mjs';

const browser = openedWorkspace();
const { goBy, press, tabTo } = keysOf(() => browser.page);

const today = new Date();
const iso = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
  .map((part) => String(part).padStart(2, '0')).join('-');
const todayInWords = today.toLocaleDateString(
  'en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '');

const role = (kind, name, exact = true) => browser.page.getByRole(kind, { name, exact });

async function choose(box, option) {
  await role('combobox', box).click();
  await role('option', option).click();
}

async function makeTable(name, template) {
  await goTo(browser.page, 'Tables');
  await role('button', 'Make a table').click();
  if (template) await choose('Begin with', template);
  if (name) await role('textbox', 'Name of the table').fill(name);
  await role('button', 'Make the table').click();
  await role('heading', name ?? template).waitFor();
}

async function addRow(cells) {
  await role('button', 'Add a row').click();
  await role('button', 'More about this row').waitFor();
  for (const [field, text] of Object.entries(cells)) {
    await role('textbox', field).fill(text);
    await role('textbox', field).press('Enter');
    await role('status', `Changed ${field}`, false).first().waitFor();
  }
}

async function addField(name, type, more = async () => {}) {
  await role('textbox', 'Name of the field').fill(name);
  await choose('Type', type);
  await more();
  await press('button', 'Add the field', true);
  await role('textbox', 'Name of the field').waitFor({ state: 'detached' });
}

test('a table is made from a template, with its rows', async () => {
  await makeTable(undefined, 'Social media capability grid');
  await browser.page.getByText('12 rows').waitFor();
  await role('textbox', 'Cell, Monitoring: secure').waitFor();
});

test('a table of our own gets fields and rows, edited in place', async () => {
  await makeTable('Tools');
  for (const [name, type, more] of [
    ['State', 'One of several choices', () => (
      role('textbox', 'Choices, one to a line').fill('Here\nLent\nBroken'))],
    ['Back on', 'Date'],
    ['Lent to', 'Link'],
  ]) {
    await role('button', 'Fields').click();
    await role('button', 'Add a field').click();
    await addField(name, type, more);
  }
  await addRow({ Name: 'Drill', 'Back on': iso, 'Lent to': 'Wren Adeyemi-Holt' });
  await role('link', 'Open Wren Adeyemi-Holt').waitFor();
  await role('button', 'Tools').click();
  await role('textbox', 'Name, Drill').fill('Big drill');
  await role('textbox', 'Name, Drill').press('Enter');
  await role('textbox', 'Name, Big drill').waitFor();
});

test('what is no value of a field is kept with a warning', async () => {
  await role('textbox', 'Back on, Big drill').fill('some day');
  await role('textbox', 'Back on, Big drill').press('Enter');
  await browser.page.getByText('Kept as written: this is no date', { exact: false }).first()
    .waitFor();
  assert.equal(await role('textbox', 'Back on, Big drill').inputValue(), 'some day');
  await role('textbox', 'Back on, Big drill').fill(iso);
  await role('textbox', 'Back on, Big drill').press('Enter');
  await role('alert', 'Kept as written', false).waitFor({ state: 'detached' });
});

test('cards of a board are moved by the mouse and by keys', async () => {
  await role('tab', 'Board').click();
  const card = (column) => role('list', column).getByRole('link', { name: 'Big drill' });
  await card('None').waitFor();
  await role('button', 'Move Big drill to').click();
  await role('menuitem', 'Lent').click();
  await card('Lent').waitFor();
  await tabTo('button', 'Move Big drill right', true);
  await browser.page.keyboard.press('Enter');
  await card('Broken').waitFor();
});

test('a chart shows the groups as bars, as a table, and as files', async () => {
  await role('tab', 'Chart').click();
  const chart = role('list', 'Number of rows by State', false);
  await chart.getByRole('listitem').filter({ hasText: 'Broken: 1' }).waitFor();
  for (const [button, name, holds] of [
    ['Save the picture', 'kith-chart.svg', '<svg'], ['Save as CSV', 'kith-chart.csv', 'Broken,1'],
  ]) {
    const download = browser.page.waitForEvent('download');
    await role('button', button).click();
    const file = await download;
    assert.equal(file.suggestedFilename(), name);
    const chunks = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk);
    assert.match(Buffer.concat(chunks).toString(), new RegExp(holds));
  }
  await role('switch', 'As a table').click();
  await role('columnheader', 'Number of rows').waitFor();
  await role('switch', 'As a table').click();
});

test('a calendar shows the rows of a month at their days', async () => {
  await role('tab', 'Calendar').click();
  await role('list', 'Days').waitFor();
  await role('listitem', todayInWords).getByRole('link', { name: 'Big drill' })
    .waitFor();
});

test('the person sees the row, and the way back', async () => {
  await goTo(browser.page, 'People');
  await openPerson(browser.page, 'ade', /Wren Adeyemi-Holt/);
  await role('tab', 'Ties').click();
  await role('list', 'In your tables').getByRole('link', { name: 'Big drill' }).click();
  await role('heading', 'Big drill').waitFor();
});

test('one search leads to the row, and shows the word that was looked for', async () => {
  const { page } = browser;
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: 'Go to' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
  await page.keyboard.type('drill');
  await page.getByRole('option', { name: 'Big drill, Row · Tools', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await role('heading', 'Big drill').waitFor();
});

test('a field gets another type after a look at what will not convert', async () => {
  await role('button', 'Tools').click();
  await role('tab', 'Table').click();
  await role('button', 'Fields').click();
  await role('button', 'Change Name').click();
  await role('menuitem', 'Change the type…').click();
  await choose('Type', 'Whole number');
  await browser.page.getByText('1 does not and stays as written:').waitFor();
  await browser.page.getByText('“Big drill”').waitFor();
  await browser.page.keyboard.press('Escape');
});

test('who has a row in a table is asked for in words', async () => {
  await goTo(browser.page, 'Segments');
  await role('button', 'New segment').click();
  await role('textbox', 'Name of the segment').fill('Borrowers');
  await role('button', 'Add condition').click();
  // By keys: the menu is longer than what it shows.
  await goBy('ArrowDown', role('menuitem', 'A row in Tools: lent to'));
  await browser.page.keyboard.press('Enter');
  await role('heading', 'People who have a row in “Tools”').waitFor();
  await role('button', 'Save').click();
  await role('row', /Borrowers.*Segment · 1 person/s).first().waitFor();
});
