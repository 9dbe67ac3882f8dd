// A page that was left comes back from the browser's store of pages to go back to, as it was, with
// or without another tab at work meanwhile.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';
import { createWorkspace, goTo, unlock } from './workspace.mjs';

let server;
let profile;
/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder, {
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  page = browser.page;
  await page.goto(server.address);
  await createWorkspace(page);
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

/** @param {import('playwright-core').Page} tab @param {string} name */
async function addPerson(tab, name) {
  await tab.getByRole('button', { name: 'Add person' }).click();
  await tab.getByRole('textbox', { name: 'Name' }).fill(name);
  await tab.keyboard.press('Enter');
  await tab.getByText(`Added ${name}`).first().waitFor();
  await goTo(tab, 'People');
}

async function leave() {
  await page.evaluate(() => {
    addEventListener('pageshow', (event) => { globalThis.cameBack = event.persisted; });
  });
  await page.goto('about:blank');
}

/** Whether it is the page that was left, and no other. */
async function comeBack() {
  await page.goBack({ waitUntil: 'commit' });
  return page.evaluate(() => globalThis.cameBack === true);
}

test('it goes on where it was, with its files open again', async () => {
  await leave();
  assert.equal(await comeBack(), true);
  await addPerson(page, 'Bruno Marchetti');
  await page.reload();
  await unlock(page);
  await page.getByRole('row', { name: /Bruno Marchetti/ }).waitFor();
});

test('it shows what another tab wrote meanwhile', async () => {
  await leave();
  const other = await browser.context.newPage();
  await other.goto(server.address);
  await unlock(other);
  await addPerson(other, 'Chiara Moretti');
  await other.close();
  await page.bringToFront();
  if (!await comeBack()) await unlock(page);
  await page.getByRole('row', { name: /Chiara Moretti/ }).waitFor();
  await addPerson(page, 'Dana Weiss');
});

test('it was locked meanwhile when another tab was', async () => {
  await leave();
  const other = await browser.context.newPage();
  await other.goto(server.address);
  await unlock(other);
  await goTo(other, 'Settings');
  await other.getByRole('button', { name: 'Lock now' }).click();
  await other.getByRole('textbox', { name: 'Passphrase', exact: true }).waitFor();
  await other.close();
  await page.bringToFront();
  await comeBack();
  await unlock(page);
  await page.getByRole('row', { name: /Dana Weiss/ }).waitFor();
});

test('nothing was refused by the policy and nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
