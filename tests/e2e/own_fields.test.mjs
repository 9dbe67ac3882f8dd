// Fields of people that the team makes: made from the list, filled in on a person's page, told in
// the history, undone, given another type, hidden.
import { test } from 'node:test';

import { keysOf } from './keys.mjs';
import { openedWorkspace } from './opened.mjs';
import { goTo, openPerson } from './workspace.mjs';

const browser = openedWorkspace();
const { goBy, press } = keysOf(() => browser.page);

const role = (kind, name, exact = true) => browser.page.getByRole(kind, { name, exact });

async function choose(box, option) {
  await role('combobox', box).click();
  await role('option', option).click();
}

async function addField(name, type, more = async () => {}) {
  await role('button', 'Add a field').click();
  await role('textbox', 'Name of the field').fill(name);
  await choose('Type', type);
  await more();
  await press('button', 'Add the field', true);
  await role('textbox', 'Name of the field').waitFor({ state: 'detached' });
}

async function openDetails() {
  await openPerson(browser.page, 'ade', /Wren Adeyemi-Holt/);
  await role('tab', 'Details').click();
}

test('fields are added from the list of people', async () => {
  await goTo(browser.page, 'People');
  await role('button', 'Fields').click();
  await addField('Shirt', 'One of several choices', () => (
    role('textbox', 'Choices, one to a line').fill('S\nM\nL')));
  await role('button', 'Fields').click();
  await addField('Member number', 'Whole number', () => (
    role('textbox', 'Help').fill('As on the card')));
});

test('they are filled in among the details, by mouse and by keys', async () => {
  await openDetails();
  await role('textbox', 'Member number').fill('17');
  await role('textbox', 'Member number').press('Enter');
  await role('status', 'Changed Member number', false).first().waitFor();
  await goBy('Shift+Tab', role('combobox', 'Shirt'));
  await browser.page.keyboard.press('Enter');
  await role('option', 'M').click();
  await role('status', 'Changed Shirt', false).first().waitFor();
  await goBy('Shift+Tab', role('tab', 'Details'));
  await browser.page.keyboard.press('ArrowRight');
  await browser.page.getByText('Member number: 17', { exact: false }).first().waitFor();
});

test('one gets another type after a look at what will not convert', async () => {
  await role('tab', 'Details').click();
  await role('button', 'Change the fields').click();
  await role('button', 'Change Member number').click();
  await role('menuitem', 'Change the type…').click();
  await choose('Type', 'Yes or no');
  await browser.page.getByText('1 does not and stays as written:').waitFor();
  await browser.page.keyboard.press('Escape');
});

test('one for stewards is covered until somebody asks, in the history too', async () => {
  await role('button', 'Change the fields').click();
  await addField('Health', 'Text', () => choose('Sensitivity', 'Stewards only'));
  await role('textbox', 'Health').fill('Asthma');
  await role('textbox', 'Health').press('Enter');
  await role('button', 'Show Health').waitFor();
  await role('textbox', 'Health').waitFor({ state: 'detached' });
  await goBy('Shift+Tab', role('tab', 'Details'));
  await browser.page.keyboard.press('ArrowRight');
  await browser.page.getByText('Health: changed').first().waitFor();
  await role('button', 'Show Health').first().click();
  await browser.page.getByText('Health: Asthma').first().waitFor();
  await role('tab', 'Details').click();
  await role('textbox', 'Health').waitFor();
});

test('one that is hidden is gone from the page, and undo brings it back', async () => {
  await role('button', 'Change the fields').click();
  await role('button', 'Change Shirt').click();
  await role('menuitem', 'Hide').click();
  await browser.page.keyboard.press('Escape');
  await role('combobox', 'Shirt').waitFor({ state: 'detached' });
  await role('button', 'Undo').click();
  await role('combobox', 'Shirt').waitFor();
});
