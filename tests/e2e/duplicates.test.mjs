// People who are here twice: found, told apart for good, and led on to merging; by mouse, and by
// keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';
import { keysOf } from './keys.mjs';
import { chooseFile, createWorkspace, goTo, unlock } from './workspace.mjs';

let server;
let profile;
let browser;
const { press } = keysOf(() => browser.page);

// A person twice, a family, and two of one name with an address in common.
const cards = [
  'First Name,Last Name,E-mail 1 - Value,Phone 1 - Value,Birthday',
  'William,Yarrow,bill@mail.example,+44 20 7946 0958,1974-05-03',
  'Bill,Yarrow,Bill+news@mail.example,020 7946 0958,',
  'Ana,Okafor,okafor@mail.example,030 1234567,',
  'Ben,Okafor,okafor@mail.example,030 1234567,',
  'Greta,Holt,,,1980-01-02',
  'Holt,Greta,,,1980-01-02',
].join('\r\n');

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  const { page } = browser;
  await page.goto(server.address);
  await createWorkspace(page);
  await goTo(page, 'Import');
  await chooseFile(page, { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(cards) });
  await page.getByRole('button', { name: 'Import 6 contacts' }).click();
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

const yarrow = () => browser.page.getByRole('listitem', { name: /Yarrow and .*Yarrow/ });
const holt = () => browser.page.getByRole('listitem', { name: /Greta.* and .*Greta/ });

async function look() {
  await browser.page.evaluate(() => { location.hash = '#/duplicates'; });
  await browser.page.getByRole('button', { name: 'Look for duplicates' }).click();
  await browser.page.getByRole('button', { name: 'Look again' }).waitFor();
}

test('what an import brought in twice is found from its last page', async () => {
  const { page } = browser;
  await page.getByRole('button', { name: 'Look for duplicates' }).click({ timeout: 30_000 });
  await page.getByRole('heading', { name: 'Duplicates', level: 1 }).waitFor();
  await yarrow().waitFor();
  await holt().waitFor();
  await page.getByRole('heading', { name: 'Surely the same' }).waitFor();
  await yarrow().getByText(/^Same e-mail address, same phone number, short form/).waitFor();
  assert.equal(await page.getByRole('listitem', { name: /Okafor/ }).count(), 0);
});

test('a pair that is told apart stays so, and undo takes it back', async () => {
  const { page } = browser;
  await holt().getByRole('button', { name: 'Not the same' }).click();
  await holt().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await holt().waitFor();
  await holt().getByRole('button', { name: 'Not the same' }).click();
  await holt().waitFor({ state: 'detached' });
  await page.reload();
  await unlock(page);
  await look();
  await yarrow().waitFor();
  assert.equal(await holt().count(), 0);
});

test('the keyboard alone finds a pair and tells it apart', async () => {
  const { page } = browser;
  await goTo(page, 'People');
  await press('button', 'Duplicates');
  await page.getByRole('heading', { name: 'Duplicates', level: 1 }).waitFor();
  await press('button', 'Look again');
  await yarrow().waitFor();
  await press('button', 'Not the same');
  await page.getByText('Nobody seems to be here twice').waitFor();
});

test('nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
