// An import that is taken back from the history after people of it were changed: what was changed
// or written about them is listed and stays, and the rest goes.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openedWorkspace } from './opened.mjs';
import { chooseFile, goTo, openPerson, unlock } from './workspace.mjs';

const csv = ['Name,E-mail', 'Alder Finch,alder@x.example', 'Briar Wood,briar@x.example',
  'Cedar Marsh,cedar@x.example', 'Dune Heath,dune@x.example'].join('\n');
const browser = openedWorkspace(async (page) => {
  await goTo(page, 'Import');
  await chooseFile(page,
    { name: 'choir.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('button', { name: 'Import 4 contacts' }).click();
  await page.getByRole('button', { name: 'Import another file' }).click();
});

const stayed = () => browser.page.getByRole('list', { name: 'Records that stayed' })
  .getByRole('link');

test('one person is edited, and something is written down about another', async () => {
  const { page } = browser;
  await openPerson(page, 'alder', /Alder Finch/);
  await page.getByRole('tab', { name: 'Details', exact: true }).click();
  const nickname = page.getByRole('textbox', { name: 'Nickname' });
  await nickname.fill('Aldo');
  await nickname.press('Enter');
  await page.getByRole('status', { name: /nickname/i }).first().waitFor();
  await openPerson(page, 'briar', /Briar Wood/);
  await page.getByRole('tab', { name: 'Story', exact: true }).click();
  const capture = page.getByRole('textbox', { name: 'Capture' });
  await capture.fill('loves wild marjoram');
  await capture.press('Enter');
  await page.getByRole('list', { name: 'Timeline' }).getByText('Loves wild marjoram').waitFor();
});

test('taken back from the history after a reload, it lists what stays', async () => {
  const { page } = browser;
  await page.reload();
  await unlock(page);
  await page.evaluate(() => { location.hash = '#/history'; });
  await page.getByRole('button', { name: 'Take back' }).first().click();
  await goTo(page, 'Import');
  await page.getByText('The import was taken back. 2 records you had changed since stayed.')
    .first().waitFor();
  assert.deepEqual((await stayed().allTextContents()).map((words) => words.trim()).sort(),
    ['A fact about Briar Wood', 'Alder Finch']);
});

test('who was not changed is gone, and what was written stays', async () => {
  const { page } = browser;
  await page.getByRole('button', { name: 'Look at the people' }).click();
  await page.getByRole('searchbox', { name: 'Search people' }).fill('');
  await page.getByRole('row', { name: /Alder Finch/ }).waitFor();
  await page.getByRole('row', { name: /Cedar Marsh/ }).waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /Dune Heath/ }).waitFor({ state: 'detached' });
  await openPerson(page, 'alder', /Alder Finch/);
  await page.getByRole('tab', { name: 'Details', exact: true }).click();
  assert.equal(await page.getByRole('textbox', { name: 'Nickname' }).inputValue(), 'Aldo');
  await openPerson(page, 'briar', /Briar Wood/);
  await page.getByRole('tab', { name: 'Story', exact: true }).click();
  await page.getByText('Loves wild marjoram').first().waitFor();
});

test('it comes back, and what stayed can go too, and come back as it was', async () => {
  const { page } = browser;
  await goTo(page, 'Import');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await page.getByText('The import is back, as it was.').first().waitFor();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('2 records you had changed since stayed').first().waitFor();
  await page.getByRole('button', { name: 'Undo these too' }).click();
  await page.getByText('The import was taken back. Nothing of it is left.').first().waitFor();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await page.getByText('The import is back, as it was.').first().waitFor();
  await page.getByRole('button', { name: 'Look at the people' }).click();
  await openPerson(page, 'cedar', /Cedar Marsh/);
  await openPerson(page, 'alder', /Alder Finch/);
  await page.getByRole('tab', { name: 'Details', exact: true }).click();
  assert.equal(await page.getByRole('textbox', { name: 'Nickname' }).inputValue(), 'Aldo');
});

test('nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
