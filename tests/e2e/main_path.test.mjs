// The whole path of a new user, by role and name only: make a workspace, bring contacts in, find
// somebody, write something down, lock, come back and find it; then the same without a network and
// without a server. At the end the browser is closed and its profile searched for what was typed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { findInFolder, newProfile, openBrowser, startServer, untilOffline } from './helpers.mjs';
import {
  createWorkspace, goTo, importFile, lock, openPerson, passphrase, tryPassphrase, unlock,
} from './workspace.mjs';

let server;
let profile;
let browser;
const nickname = 'Птичка 小鸟';

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  await browser.page.goto(server.address);
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

async function seesEverything() {
  const { page } = browser;
  await openPerson(page, 'ade', /Wren Adeyemi-Holt/);
  await page.getByText('Loves wild marjoram').first().waitFor();
  await page.getByRole('tab', { name: 'Details' }).click();
  const field = page.getByRole('textbox', { name: 'Nickname' });
  await field.waitFor();
  assert.equal(await field.inputValue(), nickname);
}

test('a workspace is made, with its recovery phrase asked back', async () => {
  await createWorkspace(browser.page);
});

test('three files of contacts come in', async () => {
  for (const file of ['google-contacts.csv', 'linkedin-connections.csv', 'phone-book.vcf']) {
    await importFile(browser.page, file);
  }
  const { page } = browser;
  await goTo(page, 'People');
  for (const name of [/Ravi Castellanos/, /Odalys Marchetti/, /Zoë Dąbrowska/]) {
    await page.getByRole('row', { name }).waitFor();
  }
});

test('three letters find a person, and a line of text becomes a fact about her', async () => {
  const { page } = browser;
  await openPerson(page, 'ade', /Wren Adeyemi-Holt/);
  const capture = page.getByRole('textbox', { name: 'Capture' });
  await capture.fill('loves wild marjoram, told me 3 May');
  await capture.press('Enter');
  await page.getByRole('list', { name: 'Timeline' }).getByText('Loves wild marjoram').waitFor();
});

test('a nickname is edited in place', async () => {
  const { page } = browser;
  await page.getByRole('tab', { name: 'Details' }).click();
  const field = page.getByRole('textbox', { name: 'Nickname' });
  await field.fill(nickname);
  await field.press('Enter');
  await page.getByText('Changed Nickname').first().waitFor();
});

test('a wrong passphrase is said as such, the right one brings everything back', async () => {
  const { page } = browser;
  await lock(page);
  await page.reload();
  await tryPassphrase(page, 'not the passphrase');
  await page.getByText(/passphrase does not|wrong passphrase/i).first()
    .waitFor({ timeout: 30_000 });
  await unlock(page);
  await seesEverything();
});

test('and again with the network cut and the server stopped', async () => {
  const { page, context } = browser;
  await untilOffline(page);
  await server.stop();
  await context.setOffline(true);
  await page.reload();
  await unlock(page);
  await seesEverything();
});

test('nothing was refused by the policy and nothing went wrong', () => {
  const offline = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to fetch/;
  assert.deepEqual(browser.complaints.filter((complaint) => !offline.test(complaint)), []);
});

test('the profile holds nothing in clear, not even what was typed and not saved', async () => {
  const { page } = browser;
  await openPerson(page, 'mar', /Odalys Marchetti/);
  await page.getByRole('tab', { name: 'Story', exact: true }).click();
  const capture = page.getByRole('textbox', { name: 'Capture' });
  await capture.pressSequentially('keeps bees behind the chapel');
  await new Promise((resolve) => { setTimeout(resolve, 1500); });
  await browser.context.close();
  // None of these words is part of the program, whose text the browser may keep.
  assert.deepEqual(findInFolder(profile.folder, [
    'Adeyemi', 'Castellanos', 'Nkemelu', 'wild marjoram', 'keeps bees', 'Птичка', 'Dąbrowska',
    'Quillhaven', passphrase,
  ]), []);
});
