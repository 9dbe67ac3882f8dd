// What cannot be taken back: everything sealed under a fresh key while somebody works on, somebody
// erased for good, a backup restored in an empty browser. Each with the pointer and by keys alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { accessibilityFaults, newProfile, openBrowser, startServer } from './helpers.mjs';
import { keysOf } from './keys.mjs';
import {
  chooseFile, createWorkspace, goTo, lock, openPerson, passphrase, tryPassphrase, unlock,
} from './workspace.mjs';

const manyContacts = 4000;
const nextPassphrase = 'seven lanterns over the weir';
let server;
/** @type {ReturnType<typeof newProfile>[]} */
const profiles = [];
/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
const { focusComes, goBy, press, tabTo, type } = keysOf(() => page);

async function openMachine() {
  await browser?.context.close();
  const profile = newProfile();
  profiles.push(profile);
  browser = await openBrowser(profile.folder);
  page = browser.page;
  page.setDefaultTimeout(15_000);
  await page.goto(server.address);
}

before(async () => {
  server = await startServer();
  await openMachine();
  await createWorkspace(page);
  await goTo(page, 'Import');
  const rows = Array.from({ length: manyContacts }, (_, n) => `Ines${n},Ferreira`);
  await chooseFile(page, {
    name: 'members.csv', mimeType: 'text/csv',
    buffer: Buffer.from(['First Name,Last Name', ...rows].join('\n')),
  });
  await page.getByRole('button', { name: /^Import [\d,]+ contacts$/ }).click();
  await page.getByRole('button', { name: 'Import another file' }).click({ timeout: 60_000 });
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  for (const profile of profiles) profile.remove();
});

const dialogOf = (name) => page.getByRole('dialog', { name });
const sealing = () => page.getByRole('progressbar', { name: 'Sealing everything anew' });
const sealed = () => page.getByText('Everything was sealed anew').first();

test('everything is sealed anew while somebody goes on, and what they write is there', async () => {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Seal everything anew' }).click();
  const dialog = dialogOf('Seal everything anew');
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill('not the passphrase');
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').filter({ hasText: 'This is not the passphrase' }).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await dialog.getByRole('button', { name: 'Seal it' }).click();
  await sealing().waitFor();
  await page.keyboard.press('Escape');  // it goes on without its dialog
  await dialog.waitFor({ state: 'detached' });
  await goTo(page, 'People');
  await page.getByRole('button', { name: 'Add person' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Bruno Marchetti');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Bruno Marchetti' }).waitFor();
  await goTo(page, 'Settings');
  await sealing().waitFor({ state: 'detached', timeout: 60_000 });
  await lock(page);
  await unlock(page);
  await openPerson(page, 'bruno', /Bruno Marchetti/);
  await page.getByRole('link', { name: `People, ${(manyContacts + 1).toLocaleString('en')}` })
    .first().waitFor();
});

test('it is sealed anew by keys alone, after a change of passphrase advised it', async () => {
  await press('link', 'Settings');
  await focusComes(page.getByRole('heading', { name: 'Settings', level: 1 }));
  await press('button', 'Change the passphrase');
  await focusComes(page.getByRole('textbox', { name: 'Present passphrase' }));
  await page.keyboard.type(passphrase);
  await type('New passphrase', nextPassphrase);
  await type('New passphrase again', nextPassphrase);
  await page.keyboard.press('Enter');
  await dialogOf('Change the passphrase').waitFor({ state: 'detached' });

  const open = page.getByRole('button', { name: 'Seal everything anew' });
  await goBy('Tab', open);
  await page.keyboard.press('Enter');
  await focusComes(page.getByRole('textbox', { name: 'Passphrase' }));
  await page.keyboard.press('Escape');
  await focusComes(open);
  await press('button', 'Seal anew');
  await focusComes(page.getByRole('textbox', { name: 'Passphrase' }));
  await page.keyboard.type(nextPassphrase);
  await page.keyboard.press('Enter');
  await press('button', 'Stop sealing');
  await sealing().waitFor({ state: 'detached' });
  await focusComes(page.getByRole('textbox', { name: 'Passphrase' }));
  await page.keyboard.type(nextPassphrase);
  await press('button', 'Seal it');
  await sealed().waitFor({ timeout: 60_000 });
  await dialogOf('Seal everything anew').waitFor({ state: 'detached' });
});

const found = (letters) => page.getByRole('row', { name: new RegExp(letters, 'i') });
const nobodyFound = () => page.getByText('Nobody found').first();

/** Types into the search of people. @param {string} letters */
async function search(letters) {
  await goTo(page, 'People');
  await page.getByRole('searchbox', { name: 'Search people' }).fill(letters);
}

test('somebody is erased for good once that was ticked, and no search finds them', async () => {
  const capture = page.getByRole('textbox', { name: 'Capture' });
  await openPerson(page, 'ines77', /^Ines77 Ferreira/);
  await capture.fill('keeps quokkas, told me 3 May');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Timeline' }).getByText('Keeps quokkas').waitFor();
  await search('quokkas');
  await found('Ines77 Ferreira').waitFor();
  await openPerson(page, 'ines77', /^Ines77 Ferreira/);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Erase for good' }).click();
  const dialog = dialogOf('Erase Ines77 Ferreira for good?');
  await dialog.getByText(/^This goes, .*1 fact/).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'Tick the box first' }).waitFor();
  await dialog.getByRole('checkbox', { name: 'I know that it is for good' }).click();
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByText('Erased for good').first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Undo', exact: true }).count(), 0);
  for (const letters of ['quokkas', 'ines77 ']) {
    await search(letters);
    await nobodyFound().waitFor();
  }
  await lock(page);
  await tryPassphrase(page, nextPassphrase);
  await search('quokkas');
  await nobodyFound().waitFor();
});

test('somebody is erased by keys alone, and Escape erases nobody', async () => {
  await openPerson(page, 'bruno', /Bruno Marchetti/);
  const more = page.getByRole('button', { name: 'More', exact: true });
  const openDialog = async () => {
    await page.keyboard.press('Enter');
    await goBy('ArrowDown', page.getByRole('menuitem', { name: 'Erase for good' }));
    await page.keyboard.press('Enter');
    await dialogOf('Erase Bruno Marchetti for good?').waitFor();
  };
  await goBy('Tab', more);
  await openDialog();
  await page.keyboard.press('Escape');
  await dialogOf('Erase Bruno Marchetti for good?').waitFor({ state: 'detached' });
  await focusComes(more);
  await openDialog();
  await tabTo('checkbox', 'I know that it is for good');
  await page.keyboard.press('Space');
  await press('button', 'Erase for good');
  await page.getByText('Erased for good').first().waitFor();
  await search('bruno');
  await nobodyFound().waitFor();
  assert.deepEqual(browser.complaints, []);
});

test('a backup is restored at the door by keys alone', async () => {
  await goTo(page, 'Settings');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Make a backup' }).click();
  const buffer = readFileSync(await (await download).path());
  await openMachine();
  const choose = async (content) => {
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles({ name: 'kith-backup.kith', mimeType: '', buffer: content });
  };
  await tabTo('button', 'Restore a backup');
  await choose(Buffer.from('not a backup'));
  await page.getByRole('alert').filter({ hasText: 'not a backup of Kith' }).waitFor();
  await tabTo('button', 'Choose another file');
  await choose(buffer);
  const field = page.getByRole('textbox', { name: 'Passphrase of the backup' });
  await focusComes(field);
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'does not open this backup' }).waitFor();
  await press('button', 'Back');
  await tabTo('button', 'Restore a backup');
  await choose(buffer);
  await focusComes(field);
  await page.keyboard.type(nextPassphrase);
  await press('button', 'Restore it');
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor({ timeout: 60_000 });
  await search('quokkas');
  await nobodyFound().waitFor();
  await search('ines78 ');
  await found('Ines78 Ferreira').waitFor();
  assert.deepEqual(browser.complaints, []);
});

test('a file picked long after the picker opened is still taken', async () => {
  await openMachine();
  const devtools = await browser.context.newCDPSession(page);
  await devtools.send('Page.enable');
  await devtools.send('Page.setInterceptFileChooserDialog', { enabled: true });
  const opened = new Promise((resolve) => {
    devtools.on('Page.fileChooserOpened', resolve);
  });
  await page.getByRole('button', { name: 'Restore a backup' }).click();
  const { backendNodeId } = await opened;
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('DOM.setFileInputFiles',
    { files: [fileURLToPath(import.meta.url)], backendNodeId });
  await page.getByRole('alert').filter({ hasText: 'not a backup of Kith' }).waitFor();
  await devtools.detach();
});
