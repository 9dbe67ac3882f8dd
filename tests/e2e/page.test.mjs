// The page itself: what is drawn can be found, clicked, focused and typed into, by role and name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer, untilOffline } from './helpers.mjs';

let server;
let profile;
let browser;

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  await browser.page.goto(`${server.address}#/gallery`);
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

test('a drawn button is found by role and clicked', async () => {
  const { page } = browser;
  await page.getByRole('button', { name: 'Log contact' }).click();
  await page.getByText('Pressed 1 times').waitFor();
});

test('Enter and Space press the focused button once each', async () => {
  const { page } = browser;
  await page.getByRole('button', { name: 'Log contact' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Pressed 2 times').waitFor();
  await page.keyboard.press('Space');
  await page.getByText('Pressed 3 times').waitFor();
});

test('a click without a place, as assistive technology makes, presses once', async () => {
  const { page } = browser;
  await page.getByRole('button', { name: 'Log contact' }).evaluate((button) => button.click());
  await page.getByText('Pressed 4 times').waitFor();
});

test('the page opens with the server gone', async () => {
  const { page } = browser;
  await untilOffline(page);
  await server.stop();
  await page.reload();
  await page.getByRole('button', { name: 'Log contact' }).click();
  await page.getByText('Pressed 1 times').waitFor();
});

test('nothing was refused by the policy and nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
