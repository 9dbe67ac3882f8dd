// Whoever is faster than the program loses nothing: every message between the page and its worker
// is held up, in order, as on a machine that is busy, while the steps of the main path are taken
// without waiting for what they show.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';
import { createWorkspace, goTo } from './workspace.mjs';

const holdUpMs = 150;
let server;
let profile;
let browser;

// Runs in the page.
function holdUpMessages(milliseconds) {
  const { addEventListener, postMessage } = Worker.prototype;
  const later = (act) => setTimeout(act, milliseconds);
  Worker.prototype.postMessage = function post(...message) {
    later(() => postMessage.apply(this, message));
  };
  Worker.prototype.addEventListener = function listen(type, take, ...options) {
    const taken = type === 'message' ? (event) => later(() => take.call(this, event)) : take;
    addEventListener.call(this, type, taken, ...options);
  };
}

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  await browser.context.addInitScript(holdUpMessages, holdUpMs);
  await browser.page.goto(server.address);
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

const timeline = (page) => page.getByRole('list', { name: 'Timeline' });
const capture = (page) => page.getByRole('textbox', { name: 'Capture' });

async function add(page, name) {
  await page.getByRole('button', { name: 'Add person' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name }).waitFor();
}

test('the fields of a room that has just come keep what is put into them', async () => {
  await createWorkspace(browser.page);
});

test('a line and its Enter arrive together, in a record that was just opened', async () => {
  const { page } = browser;
  await add(page, 'Ines Vale');
  await capture(page).fill('plays the bandoneon');
  await page.keyboard.press('Enter');
  await timeline(page).getByText('Plays the bandoneon').waitFor();
  assert.equal(await capture(page).inputValue(), '');
});

test('the next line may be begun before the last one is taken', async () => {
  const { page } = browser;
  await capture(page).fill('grows figs');
  await page.keyboard.press('Enter');
  await page.keyboard.type('keeps two goats');
  await timeline(page).getByText('Grows figs').waitFor();
  assert.equal(await capture(page).inputValue(), 'keeps two goats');
  await page.keyboard.press('Enter');
  await timeline(page).getByText('Keeps two goats').waitFor();
  assert.equal(await timeline(page).getByText(/grows figs.+goats/i).count(), 0);
});

test('a room that comes later does not take the focus from a field', async () => {
  const { page } = browser;
  await goTo(page, 'Capture');
  await capture(page).fill('Ines Vale: sings alto');
  await page.keyboard.press('Enter');
  await page.getByText(/^Written down: .*sings alto/i).first().waitFor();
  assert.equal(await capture(page).evaluate((field) => field === document.activeElement), true);
  assert.equal(await capture(page).inputValue(), '');
});

test('a field that is left does not fall back to an older value', async () => {
  const { page } = browser;
  await goTo(page, 'People');
  await page.getByRole('row', { name: /Ines Vale/ }).click();
  await page.getByRole('tab', { name: 'Details' }).click();
  const nickname = page.getByRole('textbox', { name: 'Nickname' });
  await nickname.fill('Nesh');
  const values = await nickname.evaluate(async (field) => {
    const seen = new Set();
    field.blur();
    for (const end = performance.now() + 1500; performance.now() < end;) {
      seen.add(field.value);
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
    }
    return [...seen];
  });
  assert.deepEqual(values, ['Nesh']);
});

test('going back while a field is edited keeps what it says', async () => {
  const { page } = browser;
  const nickname = page.getByRole('textbox', { name: 'Nickname' });
  await nickname.fill('Nesh of the figs');
  await page.goBack();
  await page.getByRole('region', { name: 'Ines Vale' }).waitFor({ state: 'detached' });
  await page.goForward();
  await page.getByRole('region', { name: 'Ines Vale' }).getByText('Nesh of the figs').waitFor();
});

test('nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
