// Walks through every room and takes its picture:  node screenshots.mjs CONTACTS.csv OUT
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { newProfile, openBrowser, startServer } from '../../tests/e2e/helpers.mjs';
import { chooseFile, createWorkspace, passphrase, unlock } from '../../tests/e2e/workspace.mjs';

const [contacts, out] = process.argv.slice(2);
const hero = 'Amara Okafor-Lind';
const heard = [
  'loves Octavia Butler, told me 3 May', 'allergic to lilies, told me yesterday',
  'called 20 min about the spring letter, 12 Sep',
  'wrote a letter about the night school, 2 Oct',
  'met at the seed library: wants to help with the weir clean-up, 3 Nov',
  'favourite cake: rye and plum', '生日: 六月三十日',
];

/** @typedef {import('playwright-core').Page} Page */

const desk = { name: '1280x800', options: { viewport: { width: 1280, height: 800 } } };
const phone = {
  name: '360x740',
  options: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
};

/** @param {Page} page @param {string} fragment @param {string} heading */
async function show(page, fragment, heading) {
  await page.evaluate((hash) => { location.hash = hash; }, fragment);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

/** @param {Page} page @param {string} room @param {string} size */
async function take(page, room, size) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(out, `${room}-${colorScheme}-${size}.png`) });
  }
  console.log(`${room} ${size}`);
}

/** @param {Page} page */
async function writeStory(page) {
  await show(page, '#/people', 'People');
  await page.getByRole('button', { name: 'Add person' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(hero);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: hero }).waitFor();
  const capture = page.getByRole('textbox', { name: 'Capture' });
  for (const line of heard) {
    await capture.fill(line);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => (
      /** @type {HTMLInputElement | null} */ (document.querySelector('[aria-label=Capture]'))
    )?.value === '');
  }
  await page.getByRole('tab', { name: 'Details' }).click();
  const nickname = page.getByRole('textbox', { name: 'Nickname' });
  await nickname.fill('Amy');
  await nickname.press('Enter');
  await page.getByRole('tab', { name: 'Ties' }).click();
  await page.getByRole('button', { name: 'Add a tie' }).click();
  await page.getByRole('textbox', { name: 'Relation' }).fill('neighbour');
  await page.getByRole('textbox', { name: 'Of whom' }).fill('Chiara Vázquez');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Story', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
  return new URL(page.url()).hash;
}

/** The rooms behind the door. @param {Page} page @param {string} size @param {string} record */
async function takeRooms(page, size, record) {
  await show(page, '#/people', 'People');
  await take(page, 'people', size);
  await show(page, '#/organisations', 'Organisations');
  await take(page, 'organisations', size);
  await page.getByRole('grid', { name: 'Organisations' }).getByRole('row').nth(3).click();
  await page.getByRole('tab', { name: 'Story', exact: true }).waitFor();
  await take(page, 'organisation', size);
  await page.evaluate((hash) => { location.hash = hash; }, record);
  await page.getByRole('region', { name: hero }).waitFor();
  for (const part of ['Facts', 'Ties', 'Details', 'History', 'Story']) {
    await page.getByRole('tab', { name: part, exact: true }).click();
    await take(page, `person-${part.toLowerCase()}`, size);
  }
  await page.getByRole('button', { name: 'Log contact' }).click();
  await page.getByRole('dialog').waitFor();
  await take(page, 'log-contact', size);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menu').waitFor();
  await take(page, 'menu', size);
  await page.keyboard.press('Escape');
  await show(page, '#/capture', 'Capture');
  await take(page, 'capture', size);
  await page.getByRole('textbox', { name: 'Capture' }).fill('Amara: keeps bees, told me today');
  await take(page, 'capture-line', size);
  await page.getByRole('textbox', { name: 'Capture' }).fill('');
  await show(page, '#/import', 'Import');
  await take(page, 'import', size);
  await chooseFile(page, {
    name: 'contacts.csv', mimeType: 'text/csv', buffer: readFileSync(contacts),
  });
  await page.getByRole('button', { name: /^Import [\d,]+ contacts?$/ }).waitFor();
  await take(page, 'import-preview', size);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await show(page, '#/settings', 'Settings');
  await take(page, 'settings', size);
  await page.evaluate(() => { location.hash = '#/gallery'; });
  await take(page, 'gallery', size);
}

/** @param {string} folder @param {(page: Page) => Promise<void>} act @param {object} options */
async function inBrowser(folder, options, act) {
  const { context, page } = await openBrowser(folder, options);
  page.setDefaultTimeout(20_000);
  await page.goto(server.address);
  await act(page);
  await context.close();
}

const server = await startServer();
const profile = newProfile();
try {
  const doors = newProfile();  // a phone's first steps, in a vault that is not needed again
  await inBrowser(doors.folder, phone.options, async (page) => {
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    await take(page, 'welcome', phone.name);
    let step = 0;
    await createWorkspace(page, undefined,
      () => take(page, ['recovery-phrase', 'asked-back'][step++], phone.name));
    await take(page, 'people-empty', phone.name);
  });
  doors.remove();
  let record = '';
  await inBrowser(profile.folder, desk.options, async (page) => {
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    await take(page, 'welcome', desk.name);
    let step = 0;
    await createWorkspace(page, 'Riverbend',
      () => take(page, ['recovery-phrase', 'asked-back'][step++], desk.name));
    await take(page, 'people-empty', desk.name);
    await show(page, '#/import', 'Import');
    await chooseFile(page, {
      name: 'contacts.csv', mimeType: 'text/csv', buffer: readFileSync(contacts),
    });
    await page.getByRole('button', { name: /^Import [\d,]+ contacts?$/ }).click();
    await page.getByRole('button', { name: 'Import another file' }).waitFor();
    await take(page, 'import-done', desk.name);
    await page.getByRole('button', { name: 'Import another file' }).click();
    record = await writeStory(page);
    await takeRooms(page, desk.name, record);
    await page.evaluate(() => { location.hash = '#/people'; });
    await page.reload();
    await page.getByRole('button', { name: 'Unlock', exact: true }).waitFor();
    await take(page, 'unlock', desk.name);
  });
  await inBrowser(profile.folder, phone.options, async (page) => {
    await page.getByRole('button', { name: 'Unlock', exact: true }).waitFor();
    await take(page, 'unlock', phone.name);
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
    await unlock(page);
    await takeRooms(page, phone.name, record);
  });
} finally {
  await server.stop();
  profile.remove();
}
