// What is being typed outlives the browser's death: a second later it is in the vault, sealed, and
// in its field again when the workspace is opened the next time. Saved, it is never offered again.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { findInFolder, openBrowser } from './helpers.mjs';
import { openedWorkspace } from './opened.mjs';
import { goTo, importFile, openPerson, unlock } from './workspace.mjs';

const line = 'keeps bees behind the chapel';

const browser = openedWorkspace(async (page) => {
  await importFile(page, 'google-contacts.csv');
  await openPerson(page, 'ade', /Wren Adeyemi-Holt/);
});

const capture = () => browser.page.getByRole('textbox', { name: 'Capture' });
const timeline = () => browser.page.getByRole('list', { name: 'Timeline' });
const notSaved = () => browser.page.getByRole('alert', {
  name: 'Something you typed is not saved yet.',
});

/** The process of the browser that has this profile. */
function browserProcess() {
  return Number(readdirSync('/proc').find((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
      return command.includes(`--user-data-dir=${browser.profile.folder}`) &&
        !command.includes('--type=');
    } catch {
      return false;  // it has ended meanwhile
    }
  }));
}

/** Kills the browser a second and a half after the last key, and opens another one. */
async function crash(address) {
  await browser.page.waitForTimeout(1500);
  assert.deepEqual(browser.complaints, []);
  const ended = new Promise((resolve) => { browser.context.on('close', resolve); });
  process.kill(browserProcess(), 'SIGKILL');
  await ended;
  Object.assign(browser, await openBrowser(browser.profile.folder));
  await browser.page.goto(address);
  await unlock(browser.page);
}

test('a line half typed is in its field after the browser was killed', async () => {
  const address = browser.page.url();
  await capture().pressSequentially(line, { delay: 10 });
  await crash(address);
  await capture().waitFor();
  assert.equal(await capture().inputValue(), line);
  assert.deepEqual(findInFolder(browser.profile.folder, [line, line.slice(0, 12)]), []);
});

test('once recorded it is in the timeline, and in no field', async () => {
  const address = browser.page.url();
  await capture().press('Enter');
  await timeline().getByText(/keeps bees behind/i).waitFor();
  await crash(address);
  await timeline().getByText(/keeps bees behind/i).waitFor();
  assert.equal(await capture().inputValue(), '');
  assert.equal(await timeline().getByText(/keeps bees behind/i).count(), 1);
});

test('a field half edited is a step away, and saved by Enter', async () => {
  await browser.page.getByRole('tab', { name: 'Details' }).click();
  await browser.page.getByRole('textbox', { name: 'Nickname' }).fill('Renny');
  await crash(browser.server.address);
  const { page } = browser;
  await notSaved().waitFor();
  await page.getByRole('button', { name: 'Go there' }).click();
  const nickname = page.getByRole('textbox', { name: 'Nickname' });
  await nickname.waitFor();
  assert.equal(await nickname.inputValue(), 'Renny');
  await page.getByText('Not saved yet.').waitFor();
  assert.equal(await page.getByText('“Renny”').count(), 0);
  await nickname.press('Enter');
  await page.getByText('Changed Nickname').first().waitFor();
  assert.equal(await notSaved().count(), 0);
});

test('locking in the midst of a line keeps it', async () => {
  const { page } = browser;
  await goTo(page, 'Capture');
  await capture().fill('Wren Adeyemi-Holt: sings alto');
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await unlock(page);
  await page.getByRole('button', { name: 'Go there' }).click();
  await capture().waitFor();
  assert.equal(await capture().inputValue(), 'Wren Adeyemi-Holt: sings alto');
  await capture().press('Enter');
  await page.getByText(/^Written down: .*sings alto/i).first().waitFor();
  assert.equal(await capture().inputValue(), '');
});

test('nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
