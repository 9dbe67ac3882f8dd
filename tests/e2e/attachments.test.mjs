// Files of people: added, opened, undone, removed, and there again offline and after a reload; no
// word of them in the browser's profile.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { findInFolder, untilOffline } from './helpers.mjs';
import { keysOf } from './keys.mjs';
import { openedWorkspace } from './opened.mjs';
import { chooseFile, goTo, openPerson, unlock } from './workspace.mjs';

const browser = openedWorkspace();
const { focusComes, goBy, press } = keysOf(() => browser.page);
const lease = Buffer.from('The greenhouse lease of Quillfeather Lane. '.repeat(20_000));

const role = (kind, name, exact = true) => browser.page.getByRole(kind, { name, exact });

async function openDetails() {
  await openPerson(browser.page, 'ade', /Wren Adeyemi-Holt/);
  await role('tab', 'Details').click();
}

async function addFile(name, buffer) {
  const chooser = browser.page.waitForEvent('filechooser');
  await goBy('Shift+Tab', role('button', 'Add a file to Papers'));
  await browser.page.keyboard.press('Enter');
  await (await chooser).setFiles({ name, mimeType: '', buffer });
}

async function openFile(name) {
  const download = browser.page.waitForEvent('download');
  await goBy('Shift+Tab', role('button', `Open ${name}`));
  await browser.page.keyboard.press('Enter');
  const file = await download;
  const path = join(browser.profile.folder, 'downloaded');
  await file.saveAs(path);
  return { name: file.suggestedFilename(), content: readFileSync(path) };
}

test('people get a field for files', async () => {
  await goTo(browser.page, 'People');
  await role('button', 'Fields').click();
  await role('button', 'Add a field').click();
  await role('textbox', 'Name of the field').fill('Papers');
  await role('combobox', 'Type').click();
  // By keys: the list is longer than what it shows.
  await goBy('ArrowDown', role('option', 'Files'));
  await browser.page.keyboard.press('Enter');
  await press('button', 'Add the field', true);
  await role('textbox', 'Name of the field').waitFor({ state: 'detached' });
});

test('a file is added to somebody and opened again', async () => {
  await openDetails();
  await addFile('Lease.pdf', lease);
  await role('status', 'Attached Lease.pdf', false).first().waitFor();
  const opened = await openFile('Lease.pdf');
  assert.equal(opened.name, 'Lease.pdf');
  assert.ok(opened.content.equals(lease));
});

test('removing one is undone, and the history tells of it', async () => {
  await addFile('Photo.jpg', Buffer.from('not really a photo'));
  await role('status', 'Attached Photo.jpg', false).first().waitFor();
  await goBy('Shift+Tab', role('button', 'Remove Photo.jpg'));
  await browser.page.keyboard.press('Enter');
  await role('button', 'Open Photo.jpg').waitFor({ state: 'detached' });
  // What goes leaves the focus to what follows it.
  await focusComes(role('button', 'Add a file to Papers'));
  await role('button', 'Undo').first().click();
  await role('button', 'Open Photo.jpg').waitFor();
  const opened = await openFile('Photo.jpg');
  assert.equal(opened.content.toString(), 'not really a photo');
});

test('one is added while another file waits to be imported, which is imported all the same',
  async () => {
    await goTo(browser.page, 'Import');
    await chooseFile(browser.page, {
      name: 'choir.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Name,E-mail\nAlder Finch,alder@x.example\n'),
    });
    await role('button', 'Import 1 contact').waitFor();
    await openPerson(browser.page, 'ade', /Wren Adeyemi-Holt/);
    await addFile('Wrong.csv', Buffer.from('Name,E-mail\nMistaken Heron,wrong@x.example\n'));
    await role('status', 'Attached Wrong.csv', false).first().waitFor();
    await goTo(browser.page, 'Import');
    await role('button', 'Import 1 contact').click();
    await role('button', 'Import another file').click();
    await openPerson(browser.page, 'alder', /Alder Finch/);
  });

test('it is there after a reload, without the network, and sealed on the disk', async () => {
  await untilOffline(browser.page);
  await browser.context.setOffline(true);
  await browser.page.reload();
  await unlock(browser.page);
  await openDetails();
  assert.ok((await openFile('Lease.pdf')).content.equals(lease));
  await browser.context.setOffline(false);
  assert.deepEqual(browser.complaints, []);
  rmSync(join(browser.profile.folder, 'downloaded'));
  assert.deepEqual(findInFolder(join(browser.profile.folder, 'Default', 'File System'), [
    'Quillfeather', 'Lease.pdf', 'Photo.jpg',
  ]), []);
});
