// Several tabs have one workspace, and one at a time its files: whoever looks at a tab has them
// there. What is measured is the page's own figure: from the focus to the moment at which a change
// could be saved.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';
import { chooseFile, createWorkspace, goTo, lock, unlock } from './workspace.mjs';

const calmTurns = 30;
const hammeredTurns = 500;
const manyContacts = 20_000;

let server;
let profile;
let browser;
/** @type {import('playwright-core').Page[]} */
let tabs;

/** Opens the page in a tab that has the focus only in front: Playwright tells each that it has. */
async function openTab(tab) {
  tab.on('pageerror', (error) => browser.complaints.push(String(error)));
  await tab.goto(`${server.address}?bench`);
  const session = await browser.context.newCDPSession(tab);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  await tab.bringToFront();
  return tab;
}

before(async () => {
  server = await startServer();
  profile = newProfile();
  browser = await openBrowser(profile.folder);
  tabs = [await openTab(browser.page)];
  await createWorkspace(tabs[0]);
  tabs.push(await openTab(await browser.context.newPage()));
  await unlock(tabs[1]);
});

after(async () => {
  await browser?.context.close();
  await server?.stop();
  profile?.remove();
});

const notice = (tab) => tab.getByRole('status').filter({ hasText: /other|another window/ });
const isAway = (tab) => notice(tab).filter({ hasText: 'Kith is open in another window' });

/** Looks at a tab until it has the workspace. */
async function turnTo(tab) {
  await tab.bringToFront();
  await notice(tab).waitFor({ state: 'hidden' });
}

async function addPerson(tab, name) {
  await tab.getByRole('button', { name: 'Add person' }).click();
  await tab.getByRole('textbox', { name: 'Name' }).fill(name);
  await tab.getByRole('textbox', { name: 'Name' }).press('Enter');
  await tab.getByText(`Added ${name}`).first().waitFor();
  await goTo(tab, 'People');
}

/** Median and 95th percentile of what the tabs measured since the last time, in milliseconds. */
async function handOverTimes() {
  const times = await Promise.all(tabs.map((tab) => tab.evaluate(() => {
    const found = performance.getEntriesByName('kith-baton').map(({ duration }) => duration);
    performance.clearMeasures('kith-baton');
    return found;
  })));
  const sorted = times.flat().toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]);
  return { count: sorted.length, words: `median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms` };
}

test('each tab sees what was written in the other, and asks for the passphrase once', async () => {
  const [first, second] = tabs;
  await isAway(first).waitFor();
  await addPerson(second, 'Chiara Moretti');
  await turnTo(first);
  await isAway(second).waitFor();
  await first.getByRole('row', { name: /Chiara Moretti/ }).waitFor();
  await addPerson(first, 'Bruno Marchetti');
  await turnTo(second);
  await second.getByRole('row', { name: /Bruno Marchetti/ }).waitFor();
});

test('a tab that is looked at again shows what it showed, and the keyboard is where it was',
  async () => {
    const [first, second] = tabs;
    const search = second.getByRole('searchbox', { name: 'Search people' });
    await search.fill('mar');
    await turnTo(first);
    await addPerson(first, 'Mara Lindqvist');
    await turnTo(second);
    await second.getByRole('row', { name: /Mara Lindqvist/ }).waitFor();
    assert.equal(await search.inputValue(), 'mar');
    await second.keyboard.press('Backspace');
    await search.and(second.locator(':focus')).waitFor();
    await search.fill('');
  });

test('in a window of another size the picture is not stretched, and drawn anew when it is back',
  async () => {
    const [first, second] = tabs;
    const size = { width: 1280, height: 800 };
    const picture = () => first.evaluate(() => {
      const { width, height } = document.querySelector('canvas').getBoundingClientRect();
      return { width, height };
    });
    await turnTo(second);
    await isAway(first).waitFor();
    await first.setViewportSize({ width: 900, height: 700 });
    assert.deepEqual(await picture(), size);
    await turnTo(first);
    assert.deepEqual(await picture(), { width: 900, height: 700 });
    const row = await first.getByRole('row', { name: /Bruno Marchetti/ }).boundingBox();
    assert.ok(row && row.x + row.width <= 900, 'the rows are as wide as the window');
    await first.setViewportSize(size);
    await turnTo(second);
  });

// More than once: which of the tabs hears first that another is looked at is left to chance.
test('what is typed in one tab and saved nowhere stands in the other', async () => {
  const [first, second] = tabs;
  for (const does of ['sings', 'paints', 'bakes']) {
    await goTo(second, 'Capture');
    await second.getByRole('textbox', { name: 'Capture' }).fill(`Mara Lindqvist: ${does}`);
    await turnTo(first);
    await first.getByRole('button', { name: 'Go there' }).click();
    const capture = first.getByRole('textbox', { name: 'Capture' });
    await capture.waitFor();
    assert.equal(await capture.inputValue(), `Mara Lindqvist: ${does}`);
    await capture.press('Enter');
    await first.getByText(new RegExp(`^Written down: .*${does}`, 'i')).first().waitFor();
    await goTo(first, 'People');
    await turnTo(second);
    // The tab has the workspace a frame before it shows what is new in it.
    const left = second.getByRole('textbox', { name: 'Capture' });
    for (let tries = 0; await left.inputValue() !== ''; ++tries) {
      assert.ok(tries < 50, 'what was saved in one tab is still offered in the other');
      await second.waitForTimeout(100);
    }
  }
});

test('somebody going to and fro has the workspace at once', async () => {
  await handOverTimes();
  for (let turn = 0; turn < calmTurns; ++turn) {
    await turnTo(tabs[turn % 2]);
    await tabs[turn % 2].evaluate((n) => globalThis.kithBench('add_person', `calm${n}`), turn);
    await tabs[turn % 2].waitForTimeout(150);
  }
  const { count, words } = await handOverTimes();
  assert.equal(count, calmTurns);
  console.log(`${count} hand-overs: ${words}`);
});

// Each tab looks at itself as soon as the other has written: no time passes in the test.
function hammer({ name, isFirst, turns }) {
  const channel = new BroadcastChannel('hammer');
  return new Promise((resolve, reject) => {
    let done = 0;
    const myTurn = async () => {
      dispatchEvent(new Event('focus'));
      const before = performance.getEntriesByName('kith-baton').length;
      while (performance.getEntriesByName('kith-baton').length === before) {
        await new Promise((again) => { setTimeout(again, 1); });
      }
      const { added } = await globalThis.kithBench('add_person', `${name}${done}`);
      if (added !== 1) reject(new Error(`${name}${done} was refused`));
      ++done;
      channel.postMessage('your turn');
      if (done === turns) resolve(done);
    };
    channel.addEventListener('message', () => { if (done < turns) myTurn(); });
    if (isFirst) setTimeout(myTurn, 100);
  });
}

test(`${hammeredTurns} hand-overs in a row, with a change in each, lose nothing`, async () => {
  const turns = hammeredTurns / 2;
  for (const tab of tabs) {
    const session = await browser.context.newCDPSession(tab);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  }
  await turnTo(tabs[0]);
  await handOverTimes();
  const done = await Promise.all(tabs.map((tab, index) => (
    tab.evaluate(hammer, { name: `tab${index}x`, isFirst: index === 1, turns }))));
  assert.deepEqual(done, [turns, turns]);
  const { count, words } = await handOverTimes();
  assert.equal(count, hammeredTurns);
  console.log(`${count} hand-overs in a row: ${words}`);
  for (const tab of tabs) await tab.close();
  tabs = [await openTab(await browser.context.newPage())];
  await unlock(tabs[0]);
  const lost = await tabs[0].evaluate(async ({ turns, calmTurns }) => {
    const names = Array.from({ length: turns }, (_, n) => [`tab0x${n}`, `tab1x${n}`]).flat();
    names.push(...Array.from({ length: calmTurns }, (_, n) => `calm${n}`));
    const found = await Promise.all(names.map((name) => (
      globalThis.kithBench('find_person', name))));
    return names.filter((_, index) => found[index].found === 0);
  }, { turns, calmTurns });
  assert.deepEqual(lost, []);
});

test('a tab in the midst of an import is not robbed, and then lets go', async () => {
  const [busy] = tabs;
  tabs.push(await openTab(await browser.context.newPage()));
  const waiting = tabs[1];
  await unlock(waiting);
  await turnTo(busy);
  await goTo(busy, 'Import');
  const rows = Array.from({ length: manyContacts }, (_, n) => `Ines${n},Ferreira`);
  await chooseFile(busy, {
    name: 'members.csv', mimeType: 'text/csv',
    buffer: Buffer.from(['First Name,Last Name', ...rows].join('\n')),
  });
  await busy.getByRole('button', { name: /^Import [\d,]+ contacts$/ }).click();
  await busy.getByRole('button', { name: 'Cancel the import' }).waitFor();
  await waiting.bringToFront();
  await notice(waiting).filter({ hasText: 'busy importing members.csv' }).waitFor();
  await notice(waiting).waitFor({ state: 'hidden', timeout: 60_000 });
  await waiting.getByRole('link', { name: /People.*20,5/ }).first().waitFor();
});

test('a tab whose page hangs is taken over from', async () => {
  const [other, hanging] = tabs;
  await addPerson(hanging, 'Noor Haddad');
  const hangs = hanging.evaluate(() => {
    const end = performance.now() + 6000;
    while (performance.now() < end);
  });
  await turnTo(other);
  await goTo(other, 'People');
  await other.getByRole('searchbox', { name: 'Search people' }).fill('noor');
  await other.getByRole('row', { name: /Noor Haddad/ }).waitFor();
  await hangs;
  await isAway(hanging).waitFor();
});

/** The process that draws a tab: the one without which it does not answer. */
async function processOf(tab) {
  const session = await browser.context.browser().newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  for (const { id, type } of processInfo) {
    if (type !== 'renderer') continue;
    process.kill(id, 'SIGSTOP');
    const answered = tab.evaluate(() => true);
    const isAlive = await Promise.race([
      answered, new Promise((resolve) => { setTimeout(() => resolve(false), 1000); })]);
    process.kill(id, 'SIGCONT');
    await answered;
    if (!isAlive) return id;
  }
  throw new Error('a tab without a process');
}

test('a tab that sleeps with the files open is named, and taken over from when it wakes',
  async () => {
    const [asleep, other] = tabs;
    await turnTo(other);
    await turnTo(asleep);
    await goTo(asleep, 'People');
    await addPerson(asleep, 'Tomas Eriksen');
    const sleeper = await processOf(asleep);
    process.kill(sleeper, 'SIGSTOP');
    const inFront = other.bringToFront();  // ends when all of them have heard of it
    await notice(other).filter({ hasText: 'does not answer' }).waitFor();
    process.kill(sleeper, 'SIGCONT');
    await inFront;
    await isAway(asleep).waitFor();
    await notice(other).waitFor({ state: 'hidden' });
    await other.getByRole('searchbox', { name: 'Search people' }).fill('tomas');
    await other.getByRole('row', { name: /Tomas Eriksen/ }).waitFor();
  });

test('locking one tab locks the other', async () => {
  const [here, other] = tabs;
  await turnTo(here);
  await lock(here);
  await turnTo(other);
  await other.getByRole('textbox', { name: 'Passphrase', exact: true }).waitFor();
  await unlock(other);
});

test('nothing went wrong', () => {
  assert.deepEqual(browser.complaints, []);
});
