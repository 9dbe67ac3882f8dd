// A passkey beside the passphrase, with an authenticator of the browser's own for tests: added by
// whoever knows the passphrase, used at the door, called off, mixed up, removed, sealed away.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessibilityFaults, newProfile, openBrowser, startServer } from './helpers.mjs';
import {
  createWorkspace, goTo, importFile, lock, openPerson, passphrase, tryPassphrase, unlock,
} from './workspace.mjs';

const nextPassphrase = 'seven lanterns over the weir';
let server;
let profile;
/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {import('playwright-core').CDPSession} */
let devtools;
let authenticatorId = '';

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  page = browser.page;
  devtools = await browser.context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await plugIn(true);
  // A passkey belongs to a name.
  await page.goto(server.address.replace('127.0.0.1', 'localhost'));
  await createWorkspace(page);
  await importFile(page, 'google-contacts.csv');
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

/** @param {boolean} hasPrf */
async function plugIn(hasPrf) {
  if (authenticatorId) {
    await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  }
  const added = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true,
      hasUserVerification: true, isUserVerified: true, hasPrf, automaticPresenceSimulation: true,
    },
  });
  ({ authenticatorId } = added);
}

async function passkeys() {
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
  return credentials;
}

const button = (name) => page.getByRole('button', { name, exact: true });
const atTheDoor = () => button('Unlock with the passkey');

/** @param {string} typed */
async function askForPasskey(typed) {
  await goTo(page, 'Settings');
  await button('Add a passkey').click();
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(typed);
  await dialog.getByRole('button', { name: 'Add it' }).click();
  return dialog;
}

async function addPasskey(typed = passphrase) {
  const dialog = await askForPasskey(typed);
  await dialog.waitFor({ state: 'detached' });
  await button('Remove the passkey').waitFor();
}

async function removePasskey() {
  await goTo(page, 'Settings');
  await button('Remove the passkey').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await button('Add a passkey').waitFor();
}

test('it is added by the passphrase only, and tells nothing of the workspace', async () => {
  const dialog = await askForPasskey('not the passphrase');
  await dialog.getByRole('alert').filter({ hasText: 'This is not the passphrase' }).waitFor();
  assert.deepEqual(await passkeys(), []);
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.keyboard.press('Escape');
  await addPasskey();
  const [made, ...others] = await passkeys();
  assert.deepEqual(others, []);
  assert.equal(made.rpId, 'localhost');
  assert.equal(made.isResidentCredential, true);
  assert.match(made.userName ?? '', /^Kith workspace, /);
  assert.doesNotMatch(JSON.stringify(made), /Quillhaven/);
});

test('it opens the workspace, and what was written is there', async () => {
  await lock(page);
  assert.deepEqual(await accessibilityFaults(page), []);
  await atTheDoor().click();
  await page.getByRole('navigation').waitFor({ timeout: 30_000 });
  await openPerson(page, 'adey', /Adeyemi-Holt/);
  await page.reload();
  await atTheDoor().click();
  await page.getByRole('region', { name: /Adeyemi-Holt/ }).waitFor({ timeout: 30_000 });
});

test('it opens the workspace by keys alone', async () => {
  await lock(page);
  const isThere = () => atTheDoor().evaluate((element) => element === document.activeElement);
  for (let steps = 0; !await isThere(); ++steps) {
    assert.ok(steps < 20, 'Tab comes to it');
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor({ timeout: 30_000 });
});

test('calling it off is no error, and the passphrase still opens', async () => {
  await lock(page);
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await atTheDoor().click();
  await page.getByRole('status').filter({ hasText: 'No passkey was used' }).waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await unlock(page);
});

test('without its authenticator nothing opens, and another passkey is refused', async () => {
  await lock(page);
  await plugIn(true);
  await atTheDoor().click();
  await page.getByRole('status').filter({ hasText: 'No passkey was used' }).waitFor();
  await page.evaluate(() => navigator.credentials.create({
    publicKey: {
      challenge: new Uint8Array(32), rp: { name: 'Kith' }, attestation: 'none',
      user: { id: new Uint8Array(32), name: 'Somebody else', displayName: 'Somebody else' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      extensions: /** @type {any} */ ({ prf: {} }),
    },
  }));
  await atTheDoor().click();
  await page.getByRole('alert').filter({ hasText: 'This passkey does not open this workspace' })
    .waitFor();
  await unlock(page);
});

test('once removed the door does not offer it, and its keeper drops it', async () => {
  await plugIn(true);
  await removePasskey();
  await lock(page);
  assert.equal(await atTheDoor().count(), 0);
  await unlock(page);
  await addPasskey();
  assert.equal((await passkeys()).length, 1);
  const dropped = new Promise((drop) => devtools.once('WebAuthn.credentialDeleted', drop));
  await removePasskey();
  await dropped;
  assert.deepEqual(await passkeys(), []);
});

test('it opens after a change of passphrase as before', async () => {
  await addPasskey();
  await button('Change the passphrase').click();
  await page.getByRole('textbox', { name: 'Present passphrase' }).fill(passphrase);
  await page.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(nextPassphrase);
  await page.getByRole('textbox', { name: 'New passphrase again' }).fill(nextPassphrase);
  await button('Change it').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await lock(page);
  await atTheDoor().click();
  await page.getByRole('navigation').waitFor({ timeout: 30_000 });
});

test('sealing anew says that it will open nothing, and then it does not', async () => {
  await goTo(page, 'Settings');
  await button('Seal everything anew').click();
  const dialog = page.getByRole('dialog', { name: 'Seal everything anew' });
  await dialog.getByText('The passkey opens nothing afterwards').waitFor();
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(nextPassphrase);
  await dialog.getByRole('button', { name: 'Seal it' }).click();
  await page.getByText('Add your passkey again').first().waitFor({ timeout: 30_000 });
  await lock(page);
  assert.equal(await atTheDoor().count(), 0);
  await tryPassphrase(page, nextPassphrase);
  await page.getByRole('navigation').waitFor({ timeout: 30_000 });
  await openPerson(page, 'adey', /Adeyemi-Holt/);
});

test('an authenticator that computes no secret is refused, and keeps nothing', async () => {
  await plugIn(false);
  const dialog = await askForPasskey(nextPassphrase);
  await dialog.getByRole('alert').filter({ hasText: 'does not compute a secret' }).waitFor();
  assert.deepEqual(await passkeys(), []);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(browser.complaints, []);
});

test('an address of numbers has no passkeys, so none is offered', async () => {
  const own = await browser.context.newPage();
  await own.goto(server.address);
  await createWorkspace(own);
  await goTo(own, 'Settings');
  await own.getByRole('button', { name: 'Seal everything anew' }).waitFor();
  assert.equal(await own.getByRole('heading', { name: 'Passkey' }).count(), 0);
});
