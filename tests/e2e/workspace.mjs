// The steps people take, by role and name only: what the tests of rooms have in common.
import { resolve } from 'node:path';

export const passphrase = 'tide street choir sings alto';
const fixtures = new URL('fixtures/', import.meta.url).pathname;

/** Makes a workspace through the door, recovery phrase asked back and all; gives the phrase.
 * @param {import('playwright-core').Page} page @param {string} name
 * @param {() => Promise<void>} look  called at each step */
export async function createWorkspace(page, name = 'Friends of Quillhaven', look = async () => {}) {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
  await page.getByRole('textbox', { name: 'Passphrase again' }).fill(passphrase);
  await page.getByRole('button', { name: 'Continue' }).click();
  const items = page.getByRole('list', { name: 'Recovery phrase' }).getByRole('listitem');
  await items.nth(23).waitFor();
  const words = [];
  for (const name of await items.evaluateAll((all) => all.map((item) => (
    item.getAttribute('aria-label') ?? item.textContent ?? '')))) {
    words.push(name.trim().split(/\s+/).slice(0, 2)[1]);
  }
  await look();
  await page.getByRole('button', { name: 'I have written them down' }).click();
  for (const position of [4, 11, 21]) {
    await page.getByRole('textbox', { name: `Word ${position}`, exact: true })
      .fill(words[position - 1]);
  }
  await page.getByRole('textbox', { name: 'Workspace name' }).fill(name);
  await look();
  await page.getByRole('button', { name: 'Make the workspace' }).click();
  await page.getByRole('heading', { name: 'People' }).waitFor({ timeout: 30_000 });
  return words;
}

/** @param {import('playwright-core').Page} page @param {string} typed */
export async function tryPassphrase(page, typed) {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(typed);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

/** Opens the workspace, wherever its address leads. @param {import('playwright-core').Page} page */
export async function unlock(page) {
  await tryPassphrase(page, passphrase);
  await page.getByRole('navigation').waitFor({ timeout: 30_000 });
}

/** @param {import('playwright-core').Page} page */
export async function lock(page) {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).waitFor();
}

/** @param {import('playwright-core').Page} page @param {string} room */
export async function goTo(page, room) {
  await page.getByRole('link', { name: room }).first().click();
  await page.getByRole('heading', { name: room, level: 1 }).waitFor();
}

/** Chooses a file in the import room and waits for its preview.
 * @param {import('playwright-core').Page} page
 * @param {string | {name: string, mimeType: string, buffer: Buffer}} file  a path, or a fixture's
 *     name */
export async function chooseFile(page, file) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(typeof file === 'string' ? resolve(fixtures, file) : file);
}

/** Imports a fixture to the end.
 * @param {import('playwright-core').Page} page @param {string} file */
export async function importFile(page, file) {
  await goTo(page, 'Import');
  await chooseFile(page, file);
  await page.getByRole('button', { name: /^Import [\d,]+ contacts?$/ }).click();
  await page.getByRole('button', { name: 'Import another file' }).click({ timeout: 30_000 });
}

/** Finds somebody by typing and opens them.
 * @param {import('playwright-core').Page} page @param {string} letters @param {RegExp} name */
export async function openPerson(page, letters, name) {
  await goTo(page, 'People');
  await page.getByRole('searchbox', { name: 'Search people' }).fill(letters);
  const rows = page.getByRole('grid', { name: 'People' }).getByRole('row');
  // Until the list has followed the letters, a click would go to whoever stands there now.
  await page.waitForFunction(
    (wanted) => [...document.querySelectorAll('[role=row]')]
      .every((row) => (row.getAttribute('aria-label') ?? row.textContent ?? '').toLowerCase()
        .includes(wanted)),
    letters.toLowerCase());
  await rows.filter({ hasText: name }).or(page.getByRole('row', { name })).first().click();
  await page.getByRole('region', { name }).waitFor();
}
