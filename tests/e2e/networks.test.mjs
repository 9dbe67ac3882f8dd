// Networks that people are on are rows: a handle names one, an address that was pasted tells its
// own, one that closed says what to use, and a team adds its own.
import { test } from 'node:test';

import { keysOf } from './keys.mjs';
import { openedWorkspace } from './opened.mjs';
import { importFile, openPerson } from './workspace.mjs';

const browser = openedWorkspace(async (page) => {
  await importFile(page, 'google-contacts.csv');
  await openPerson(page, 'ade', /Wren Adeyemi-Holt/);
  await role('tab', 'Details').click();
});
const { goBy, press } = keysOf(() => browser.page);

const role = (kind, name, exact = true) => browser.page.getByRole(kind, { name, exact });

async function addHandle(text) {
  const field = role('textbox', 'Add to On other networks');
  await field.fill(text);
  await field.press('Enter');
  await role('status', 'Added to On other networks', false).first().waitFor();
}

test('the address of a profile tells its network', async () => {
  await addHandle('https://www.instagram.com/wren.holt/');
  await role('textbox', 'On other networks (Instagram)').waitFor();
});

test('a network of the team is added, and names the next handle', async () => {
  await goBy('Tab', role('button', 'Networks'));
  await browser.page.keyboard.press('Enter');
  await role('button', 'Add a network').click();
  await role('textbox', 'Name of the network').fill('Aardvark');
  await role('textbox', 'Address of a profile').fill('https://aard.example/{name}');
  await press('button', 'Save', true);
  await role('textbox', 'Name of the network').waitFor({ state: 'detached' });
  await goBy('Shift+Tab', role('combobox', 'Network of the next one'));
  await browser.page.keyboard.press('Enter');
  await role('option', 'Aardvark').click();
  await addHandle('wren');
  await role('textbox', 'On other networks (Aardvark)').waitFor();
});

test('one that closed says so and what to use instead', async () => {
  await goBy('Tab', role('button', 'Networks'));
  await browser.page.keyboard.press('Enter');
  await role('button', 'Change Aardvark').click();
  await role('checkbox', 'This network is closed').click();
  await role('textbox', 'Use instead').fill('Signal');
  await press('button', 'Save', true);
  await browser.page.getByText('Aardvark. Closed; Signal instead').waitFor();
});
