// Every room, light and wide, dark and narrow: axe-core finds nothing wrong, nothing is drawn while
// nothing happens, and nothing sticks out of the window.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessibilityFaults, newProfile, openBrowser, startServer } from './helpers.mjs';
import { chooseFile, createWorkspace, lock, openPerson, passphrase } from './workspace.mjs';

let server;
let profile;
let browser;

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  await browser.page.goto(`${server.address}?bench`);
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

async function settled(page) {
  const frames = async () => (await page.evaluate(() => globalThis.kithBench('frames'))).frames;
  for (let before = -1, now = await frames(), tries = 0; before !== now; ++tries) {
    assert.ok(tries < 60, 'the room goes on drawing itself');
    before = now;
    await page.waitForTimeout(250);
    now = await frames();
  }
}

// What can be seen of it lies to the right or left of the window.
const sticksOut = (page) => page.evaluate(() => [...document.querySelectorAll('#stage .twin.leaf')]
  .filter((twin) => !twin.classList.contains('clipped'))
  .filter((twin) => {
    const { left, right } = twin.getBoundingClientRect();
    return left < -0.5 || right > innerWidth + 0.5;
  })
  .map((twin) => `sticks out: ${twin.textContent || twin.getAttribute('aria-label')}`));

/** What is wrong with the rooms seen by the test that runs. @type {string[]} */
let faults = [];

async function look(page) {
  for (const [colorScheme, width, height] of [['dark', 360, 740], ['light', 1280, 800]]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await settled(page);
    const found = [...await accessibilityFaults(page), ...await sticksOut(page)];
    faults.push(...found.map((fault) => `${colorScheme}, ${width} pixels wide: ${fault}`));
  }
}

/** A test of rooms: what it looks at is right. */
function rooms(name, walk) {
  test(name, async () => {
    faults = [];
    await walk(browser.page);
    assert.deepEqual(faults, []);
  });
}

async function show(page, fragment, heading) {
  await page.evaluate((hash) => { location.hash = hash; }, fragment);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

const invalidField = (page) => page.getByRole('textbox')
  .and(page.locator('[aria-invalid=true]')).first();

rooms('the door: a new workspace', async (page) => {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('short');
  await page.getByRole('button', { name: 'Continue' }).click();
  await invalidField(page).waitFor();
  await look(page);
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('');
  await createWorkspace(page, undefined, () => look(page));
});

rooms('people, before there are any', async (page) => {
  await look(page);
});

rooms('import: the first step, the preview, the end', async (page) => {
  await show(page, '#/import', 'Import');
  await look(page);
  await chooseFile(page, 'google-contacts.csv');
  const start = page.getByRole('button', { name: /^Import [\d,]+ contacts?$/ });
  await start.waitFor();
  await look(page);
  await start.click();
  await page.getByRole('button', { name: 'Import another file' }).waitFor({ timeout: 30_000 });
  await look(page);
});

rooms('people and organisations', async (page) => {
  for (const room of ['People', 'Organisations']) {
    await show(page, `#/${room.toLowerCase()}`, room);
    await look(page);
  }
});

rooms('ties: none, and around somebody', async (page) => {
  await show(page, '#/ties', 'Ties');
  await look(page);
  await openPerson(page, 'wren', /Wren/);
  await page.evaluate(() => { location.hash = location.hash.replace('people', 'ties'); });
  await page.getByRole('listbox', { name: 'Ties' }).waitFor();
  await look(page);
});

rooms('tables: the list, a row, each way to look at one', async (page) => {
  await show(page, '#/tables', 'Tables');
  await look(page);
  await page.getByRole('button', { name: 'Make a table' }).click();
  await page.getByRole('combobox', { name: 'Begin with' }).click();
  await page.getByRole('option', { name: 'Asset register' }).click();
  await look(page);
  await page.getByRole('button', { name: 'Make the table' }).click();
  await page.getByRole('button', { name: 'Add a row' }).click();
  await page.getByRole('button', { name: 'More about this row' }).waitFor();
  await look(page);
  await page.getByRole('button', { name: 'Asset register' }).click();
  for (const way of ['Board', 'Calendar', 'Cards', 'Table']) {
    await page.getByRole('tab', { name: way, exact: true }).click();
    await look(page);
  }
  await page.getByRole('button', { name: 'Fields', exact: true }).click();
  await look(page);
  await page.keyboard.press('Escape');
});

rooms('segments, duplicates, the history, what to decide', async (page) => {
  await show(page, '#/segments', 'Segments');
  await page.getByRole('button', { name: 'New segment' }).click();
  await page.getByRole('button', { name: 'Add condition' }).click();
  await page.getByRole('menuitem', { name: 'A field' }).click();
  await page.getByRole('textbox', { name: 'Value 1' }).waitFor();
  await look(page);
  await show(page, '#/duplicates', 'Duplicates');
  await page.getByRole('button', { name: 'Look for duplicates' }).click();
  await page.getByRole('button', { name: 'Look again' }).waitFor();
  await look(page);
  for (const [fragment, heading] of [['#/history', 'History'], ['#/decide', 'To decide']]) {
    await show(page, fragment, heading);
    await look(page);
  }
});

rooms('a person: every part of the record, and what opens from it', async (page) => {
  await openPerson(page, 'ade', /Wren Adeyemi-Holt/);
  for (const part of ['Facts', 'Ties', 'Details', 'History', 'Story']) {
    await page.getByRole('tab', { name: part, exact: true }).click();
    await page.getByRole('tab', { name: part, exact: true, selected: true }).waitFor();
    await look(page);
  }
  await page.getByRole('button', { name: 'Log contact' }).click();
  await page.getByRole('dialog').waitFor();
  await look(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menu').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.keyboard.press('Escape');
});

rooms('capture, with a line half written', async (page) => {
  await show(page, '#/capture', 'Capture');
  await look(page);
  await page.getByRole('textbox', { name: 'Capture' }).fill('Wren: keeps bees, told me 3 May');
  await look(page);
});

rooms('settings and the gallery of widgets', async (page) => {
  await show(page, '#/settings', 'Settings');
  await look(page);
  await page.evaluate(() => { location.hash = '#/gallery'; });
  await page.getByRole('button', { name: 'Log contact' }).first().waitFor();
  await look(page);
});

rooms('a change of passphrase', async (page) => {
  await show(page, '#/settings', 'Settings');
  await page.getByRole('button', { name: 'Change the passphrase' }).click();
  const field = (name) => page.getByRole('textbox', { name, exact: true });
  await field('Present passphrase').fill(passphrase);
  await field('New passphrase').fill('seven lanterns');
  await page.keyboard.press('Enter');
  await invalidField(page).waitFor();
  await look(page);
  await field('New passphrase').fill('seven lanterns over the weir');
  await field('New passphrase again').fill('seven lanterns over the weir');
  await page.keyboard.press('Enter');
  await page.getByText('The passphrase was changed').first().waitFor({ timeout: 30_000 });
});

rooms('the door: locked, and the old passphrase is a wrong one', async (page) => {
  await show(page, '#/settings', 'Settings');
  await lock(page);
  await look(page);
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await page.getByText(/passphrase does not|wrong passphrase/i).first()
    .waitFor({ timeout: 30_000 });
  await look(page);
  assert.deepEqual(browser.complaints, []);
});
