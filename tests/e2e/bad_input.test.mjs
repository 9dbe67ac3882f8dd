// What people choose by mistake, what others may have put into a file, and what a disk does at its
// worst: each time a message that says what is wrong, and nothing lost.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';
import {
  chooseFile, createWorkspace, goTo, lock, openPerson, passphrase, tryPassphrase, unlock,
} from './workspace.mjs';

let server;
let profile;
let browser;
let address;
const noRoom = /There is no room left on this device/;

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  address = server.address;
  // Of a bare file, which the last tests show, the browser wants a picture.
  await browser.context.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
});

async function setQuota(quotaSize) {
  const cdp = await browser.context.newCDPSession(browser.page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(address).origin, quotaSize });
}

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

/** @param {string} name @param {string | Buffer} content */
function file(name, content) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(content) };
}

/** Chooses a file that must be refused; gives what is said of it. */
async function refused(chosen) {
  const { page } = browser;
  await goTo(page, 'Import');
  await chooseFile(page, chosen.path ?? chosen);
  const alert = page.getByRole('alert').filter({ hasText: chosen.name });
  await alert.waitFor({ timeout: 60_000 });
  await page.getByText('Nothing of it was kept.').waitFor();
  const words = (await alert.first().innerText()).trim();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  return words;
}

/** What stands in the notes of the person shown. */
async function notes() {
  await browser.page.getByRole('tab', { name: 'Details' }).click();
  return browser.page.getByRole('textbox', { name: 'Notes' }).inputValue();
}

/** Imports what the preview shows. */
async function takeIn() {
  const { page } = browser;
  await page.getByRole('button', { name: /^Import [\d,]+ contacts?$/ }).click();
  await page.getByRole('button', { name: 'Import another file' }).click();
}

test('with storage full from the start nothing is begun, until there is room', async () => {
  const { page } = browser;
  await setQuota(1);
  await page.goto(address);
  await page.getByRole('alert').filter({ hasText: noRoom }).first().waitFor();
  await setQuota(undefined);
  await page.getByRole('button', { name: 'Try again' }).click();
  await createWorkspace(page);
});

test('files that are no lists are refused by name, line and reason', async () => {
  assert.match(await refused(file('holiday.csv', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR')),
    /holiday\.csv, line 1: this is/);
  assert.match(await refused(file('nothing.vcf', '')), /nothing\.vcf, line 1: the file is empty/);
  assert.match(await refused(file('archive.csv', 'PK\x03\x04\x14\0')),
    /archive\.csv, line 1: .*zip/);
  const dump = Buffer.concat([Buffer.from('Name,Phone\nAna,1\n'.repeat(5000)), Buffer.alloc(9)]);
  assert.match(await refused(file('dump.csv', dump)), /dump\.csv, line 10001: this is not text/);
});

test('a list that is cut off in a cell is refused at the line where that begins', async () => {
  assert.match(await refused(file('cut.csv', 'Name,Notes\nAna,1\n"Bruno,2\nCleo,3\n')),
    /cut\.csv, line 3: the quoted cell that begins here is never closed/);
});

test('a vCard that is cut off says where, and gives what there is', async () => {
  const { page } = browser;
  await goTo(page, 'Import');
  await chooseFile(page, file('half.vcf',
    'BEGIN:VCARD\nVERSION:3.0\nFN:Ana Okafor\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cut Off'));
  await page.getByText('Line 5: the card has no end').first().waitFor();
  await takeIn();
  await openPerson(page, 'oka', /Ana Okafor/);
});

test('another encoding is guessed, shown and read when asked for', async () => {
  const { page } = browser;
  await goTo(page, 'Import');
  const content = Buffer.from('Name,Phone\nBeno\xeet Duclos,1\n', 'latin1');
  await chooseFile(page, file('old.csv', content));
  await page.getByRole('alert').filter({ hasText: 'old.csv, line 2: the text is not UTF-8' })
    .waitFor();
  await page.getByText('Benoît Duclos,1').waitFor();
  await page.getByRole('button', { name: 'Read it that way' }).click();
  await takeIn();
  await openPerson(page, 'ben', /Benoît Duclos/);
});

test('cells that look like markup or formulas stay text', async () => {
  const { page } = browser;
  let asked = 0;
  page.on('dialog', (dialog) => { asked += 1; return dialog.dismiss(); });
  await goTo(page, 'Import');
  await chooseFile(page, file('hostile.csv', [
    'Name,Job title,E-mail,Notes',
    '"<img src=x onerror=alert(1)> Mallory",<b>Boss</b>,m@x.example,"=HYPERLINK(""http://x"")"',
    '"Trudy </script><script>alert(2)</script>",@SUM(1+1),t@x.example,-2+3+cmd|\' /C calc\'!A0',
    'Oscar \u202Egpj.exe,,,"far\u0007too,many",cells,here',
    'Peggy,few',
  ].join('\n')));
  await page.getByText(/^Line 4: more cells than headings/).first().waitFor();
  await page.getByText(/^Line 5: fewer cells than headings/).first().waitFor();
  await takeIn();
  await openPerson(page, 'mall', /<img src=x onerror=alert\(1\)> Mallory/);
  assert.equal(await notes(), '=HYPERLINK("http://x")');
  await openPerson(page, 'trudy', /Trudy <\/script><script>alert\(2\)<\/script>/);
  assert.equal(await notes(), "-2+3+cmd|' /C calc'!A0");
  assert.equal(await page.evaluate(() => document.querySelectorAll('main img, main b, img[src=x]')
    .length), 0);
  assert.equal(asked, 0);
});

test('200 MB of noise are refused, and 200 MB of a list where they go wrong', async () => {
  const folder = newProfile();
  const size = 200_000_000;
  const noise = join(folder.folder, 'noise.csv');
  writeFileSync(noise, Buffer.alloc(size, 'All work and no play '));
  assert.match(await refused({ name: 'noise.csv', path: noise }), /noise\.csv, line 1: no row of/);
  const list = join(folder.folder, 'huge.csv');
  const row = `Mara Lind,${'long story '.repeat(180)}\n`;
  const rows = Math.ceil(size / row.length);
  writeFileSync(list, Buffer.alloc(rows * row.length, row));
  appendFileSync(list, 'broken \xff\xfe\n', 'latin1');
  assert.match(await refused({ name: 'huge.csv', path: list }),
    new RegExp(`huge\\.csv, line ${rows + 1}: the text is not UTF-8`));
  folder.remove();
});

// -- storage --

/** Writes into the nickname. @param {string} text */
async function editNickname(text) {
  const field = browser.page.getByRole('textbox', { name: 'Nickname' });
  await field.fill(text);
  await field.press('Enter');
}

test('with storage full an edit is refused with the reason, and its text stays', async () => {
  const { page } = browser;
  await openPerson(page, 'ben', /Benoît Duclos/);
  await page.getByRole('tab', { name: 'Details' }).click();
  await editNickname('Ben');
  await page.getByText('Changed Nickname').first().waitFor();
  const { usage } = await page.evaluate(() => navigator.storage.estimate());
  await setQuota(usage);
  const alert = page.getByRole('alert').filter({ hasText: noRoom });
  for (let i = 0; i < 100 && await alert.count() === 0; ++i) {
    await editNickname(`${i} ${'so long '.repeat(6000)}`);
    await page.waitForTimeout(50);
  }
  await alert.first().waitFor();
  const nickname = page.getByRole('textbox', { name: 'Nickname' });
  assert.match(await nickname.inputValue(), /^\d+ so long /);
  await setQuota(undefined);
  await nickname.press('Enter');
  await alert.first().waitFor({ state: 'detached' });
  assert.match(await nickname.inputValue(), /^\d+ so long /);
  await setQuota(1);
  await page.reload();
  await unlock(page);  // while the disk is full again
  await openPerson(page, 'ben', /Benoît Duclos/);
  await openPerson(page, 'mall', /Mallory/);
});

test('an import that fills the storage is refused and taken back', async () => {
  const { page } = browser;
  const { usage } = await page.evaluate(() => navigator.storage.estimate());
  await setQuota(usage + 6_000_000);
  let csv = 'Name,Notes\n';
  for (let i = 0; i < 6000; ++i) csv += `Filler ${i} Person,${`story ${i} `.repeat(60)}\n`;
  await goTo(page, 'Import');
  await chooseFile(page, file('filler.csv', csv));
  await page.getByRole('button', { name: 'Import 6,000 contacts' }).click({ timeout: 60_000 });
  await page.getByRole('alert').filter({ hasText: noRoom }).filter({ hasText: 'filler.csv' })
    .waitFor({ timeout: 60_000 });
  await setQuota(undefined);
  const takeBack = page.getByRole('button', { name: 'Take back what was imported' });
  if (await takeBack.count() > 0) {
    await takeBack.click();
    await page.getByText(/The import was taken back/).first().waitFor({ timeout: 60_000 });
  }
  await goTo(page, 'People');
  await page.getByRole('searchbox', { name: 'Search people' }).fill('filler');
  await page.getByText(/no one|nobody/i).first().waitFor();
});

/** Changes every byte of a file of the vault, from a page of the site that does not hold it; the
 * second time puts it right. */
async function spoil(name) {
  const { page } = browser;
  await page.goto(`${address}manifest.webmanifest`);
  await page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const vaults = await root.getDirectoryHandle('v');
    for await (const vault of vaults.values()) {
      const handle = await vault.getFileHandle(name);
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      let stream;
      while (!stream) {  // until the page that was left has let go of its files
        stream = await handle.createWritable().catch(() => {});
        await new Promise((resolve) => { setTimeout(resolve, 50); });
      }
      await stream.write(bytes.map((byte) => byte ^ 1));
      await stream.close();
    }
  }, name);
}

test('damage is told from a wrong passphrase, and what can be read is offered', async () => {
  const { page } = browser;
  await lock(page);
  await spoil('index.0');
  await page.goto(address);
  await tryPassphrase(page, 'not the passphrase');
  await page.getByText(/passphrase does not/i).first().waitFor({ timeout: 30_000 });
  await tryPassphrase(page, passphrase);
  await page.getByRole('heading', { name: 'This workspace is damaged' })
    .waitFor({ timeout: 30_000 });
  for (const [button, content] of [
    ['Save what can be read', 'Benoît Duclos'], ['Save the sealed files', 'kith files 1'],
  ]) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    assert.ok(readFileSync(await (await download).path()).includes(content));
  }
});

test('put right again, the storage opens with everything in it', async () => {
  const { page } = browser;
  await spoil('index.0');
  await page.goto(address);
  await unlock(page);
  await openPerson(page, 'ben', /Benoît Duclos/);
});

/** Copies the vault's files aside, or back. @param {boolean} back */
async function copyFiles(back) {
  await browser.page.goto(`${address}manifest.webmanifest`);
  await browser.page.evaluate(async (isBack) => {
    const root = await navigator.storage.getDirectory();
    const [vault] = await Array.fromAsync((await root.getDirectoryHandle('v')).values());
    const aside = await root.getDirectoryHandle('aside', { create: true });
    const [from, to] = isBack ? [aside, vault] : [vault, aside];
    for await (const [name, file] of from.entries()) {
      const handle = await to.getFileHandle(name, { create: true });
      let stream;
      while (!stream) {  // until the page that was left has let go of its files
        stream = await handle.createWritable().catch(() => {});
        await new Promise((resolve) => { setTimeout(resolve, 50); });
      }
      await stream.write(await file.getFile());
      await stream.close();
    }
  }, back);
}

test('an older copy of all files opens as it was, and that it is older is said', async () => {
  const { page } = browser;
  const wentBack = page.getByRole('alert').filter({ hasText: 'went back in time' });
  await lock(page);
  await copyFiles(false);
  await page.goto(address);
  await unlock(page);
  await goTo(page, 'People');
  await page.getByRole('button', { name: 'Add person' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ines Vale');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Ines Vale' }).waitFor();
  assert.equal(await wentBack.count(), 0);
  await lock(page);
  await copyFiles(true);
  await page.goto(address);
  await unlock(page);
  await wentBack.waitFor();
  await page.getByRole('button', { name: 'Go on with what is here' }).click();
  await wentBack.waitFor({ state: 'detached' });
  await openPerson(page, 'ben', /Benoît Duclos/);
});

test('nothing was refused by the policy and nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
