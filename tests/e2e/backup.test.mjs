// A backup made on one machine and restored on another: the file is sealed, it opens with the
// passphrase or the recovery phrase, and what comes back is all that was there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';
import {
  createWorkspace, goTo, importFile, openPerson, passphrase, unlock,
} from './workspace.mjs';

let server;
/** @type {Awaited<ReturnType<typeof openMachine>>[]} */
const machines = [];
/** The recovery phrase. @type {string[]} */
let words;
/** The backup, as it was downloaded. @type {Buffer} */
let backup;

async function openMachine() {
  const profile = newProfile();
  const machine = { profile, ...await openBrowser(profile.folder) };
  machines.push(machine);
  await machine.page.goto(server.address);
  return machine;
}

before(async () => { server = await startServer(); });

after(async () => {
  for (const { context, profile } of machines) {
    await context.close();
    profile.remove();
  }
  await server?.stop();
});

/** @param {import('playwright-core').Page} page @param {Buffer} buffer */
async function chooseBackup(page, buffer, button = 'Restore a backup') {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles({ name: 'kith-backup.kith', mimeType: '', buffer });
}

test('a backup is made in the settings, checked and downloaded', async () => {
  const { page, complaints, profile } = await openMachine();
  words = await createWorkspace(page);
  await importFile(page, 'google-contacts.csv');
  await goTo(page, 'Settings');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Make a backup' }).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /^kith-backup-\d{4}-\d\d-\d\d\.kith$/);
  await page.getByText('The backup was made and checked').first().waitFor();
  await page.getByText('today; nothing has changed since').waitFor();
  const path = join(profile.folder, 'backup.kith');
  await file.saveAs(path);
  backup = readFileSync(path);
  assert.ok(backup.length > 1000);
  for (const text of ['Adeyemi', 'saltmarsh', 'Quillhaven']) {
    assert.ok(!backup.includes(text), text);
  }
  assert.deepEqual(complaints, []);
});

test('it restores on another machine by the passphrase, and is sealed with it there', async () => {
  const { page, complaints } = await openMachine();
  await chooseBackup(page, Buffer.from('First Name,Last Name\nAna,Okafor\n'));
  await page.getByRole('alert').filter({ hasText: 'not a backup of Kith' }).waitFor();
  await chooseBackup(page, backup.subarray(0, backup.length - 1), 'Choose another file');
  const field = page.getByRole('textbox', { name: 'Passphrase of the backup' });
  await field.fill(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'damaged or not complete' }).waitFor();

  await chooseBackup(page, backup, 'Choose another file');
  await field.fill('not the passphrase');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'does not open this backup' }).waitFor();
  await field.fill(passphrase);
  await page.getByRole('button', { name: 'Restore it' }).click();
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await openPerson(page, 'adey', /Adeyemi-Holt/);

  await page.reload();
  await unlock(page);
  await openPerson(page, 'adey', /Adeyemi-Holt/);
  assert.deepEqual(complaints, []);
});

test('it restores by the recovery phrase too, and then asks for a new passphrase', async () => {
  const { page, complaints } = await openMachine();
  await chooseBackup(page, backup);
  await page.getByRole('button', { name: 'Use the recovery phrase' }).click();
  await page.getByRole('textbox', { name: 'Recovery phrase' }).fill(words.join(' '));
  await page.getByRole('button', { name: 'Restore it' }).click();
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await openPerson(page, 'adey', /Adeyemi-Holt/);
  await goTo(page, 'Settings');
  await page.getByRole('alert').filter({ hasText: 'Choose a passphrase' }).waitFor();
  assert.deepEqual(complaints, []);
});
