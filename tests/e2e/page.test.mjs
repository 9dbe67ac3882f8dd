// The page itself: what is drawn can be found, clicked, focused and typed into, by role and name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  accessibilityFaults, newProfile, openBrowser, startServer, untilOffline,
} from './helpers.mjs';

let server;
let profile;
let browser;

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  await browser.page.goto(`${server.address}?bench#/gallery`);
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

test('axe finds nothing wrong', async () => {
  assert.deepEqual(await accessibilityFaults(browser.page), []);
});

test('nothing is drawn while nothing happens', async () => {
  const { page } = browser;
  const frames = () => page.evaluate(() => globalThis.kithBench('frames'));
  await page.waitForTimeout(1000);
  const before = await frames();
  await page.waitForTimeout(3000);
  assert.deepEqual(await frames(), before);
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
