// One window owns the workspace: the others say so, and can take it over.
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';
import { createWorkspace, unlock } from './workspace.mjs';

let server;
let profile;
let browser;

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  await browser.page.goto(server.address);
  await createWorkspace(browser.page);
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

const elsewhere = (page) => page.getByRole('heading', { name: 'Open in another window' });

test('a second window says where the workspace is, and takes it when asked', async () => {
  const second = await browser.context.newPage();
  await second.goto(server.address);
  await elsewhere(second).waitFor();
  await second.getByRole('button', { name: 'Use it here' }).click();
  await unlock(second);
  await second.getByRole('heading', { name: 'People' }).waitFor({ timeout: 30_000 });
  await elsewhere(browser.page).waitFor();
});

test('the first window gets it back when the second is gone', async () => {
  const { page, context } = browser;
  await context.pages()[1].close();
  await page.getByRole('button', { name: 'Use it here' }).click();
  await unlock(page);
  await page.getByRole('heading', { name: 'People' }).waitFor({ timeout: 30_000 });
});
