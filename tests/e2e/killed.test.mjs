// The process that runs the page is killed again and again in the midst of writing. Whatever the
// page had said was saved is there when it is opened the next time. (That is the death of a
// process; a loss of power is what the fault runs of core/store are about.)
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';
import { createWorkspace, unlock } from './workspace.mjs';

const kills = 50;
const killWithinMs = 300;

let server;
let profile;
let browser;
const acknowledged = [];

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  await browser.context.exposeFunction('saved', (name) => { acknowledged.push(name); });
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

/** Adds people one after the other, and tells of each that was saved; never ends. */
async function keepWriting(page, name) {
  await page.evaluate(async (name) => {
    for (let n = 0; ; ++n) {
      const { added } = await globalThis.kithBench('add_person', `${name}x${n}`);
      if (added === 1) globalThis.saved(`${name}x${n}`);
    }
  }, name).catch(() => {});  // the process has ended
}

/** As a person does it: typed, and read that it was saved. */
async function addPerson(page, name) {
  await page.getByRole('button', { name: 'Add person' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Name' }).press('Enter');
  await page.getByText(`Added ${name}`).first().waitFor();
  acknowledged.push(name);
}

async function kill(page) {
  const session = await browser.context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});  // nobody is left to answer
  await crashed;
}

/** Which of the people that were saved are not there. */
function missing(page, names) {
  return page.evaluate(async (all) => {
    const found = await Promise.all(all.map((name) => globalThis.kithBench('find_person', name)));
    return all.filter((_, index) => found[index].found === 0);
  }, names);
}

test(`${kills} kills in the midst of writing lose nothing that was saved`, async () => {
  let { page } = browser;
  await page.goto(`${server.address}?bench`);
  await createWorkspace(page);
  for (let round = 0; round < kills; ++round) {
    const before = acknowledged.length;
    if (round % 10 === 0) await addPerson(page, `Typed${round}`);
    const writing = keepWriting(page, `round${round}`);
    await page.waitForTimeout((round * killWithinMs) / kills);
    await kill(page);
    await writing;
    const next = await browser.context.newPage();
    await page.close();
    page = next;
    page.on('pageerror', (error) => browser.complaints.push(String(error)));
    await page.goto(`${server.address}?bench`);
    await unlock(page);
    const lost = await missing(page, acknowledged.slice(before));
    assert.deepEqual(lost, [], `lost in round ${round}`);
  }
  assert.ok(acknowledged.length >= kills, `${acknowledged.length} changes were acknowledged`);
  assert.deepEqual(await missing(page, acknowledged), []);
  console.log(`${acknowledged.length} changes were acknowledged, and all are there`);
  assert.deepEqual(browser.complaints, []);
});
