// Firefox for the tests of a second engine, which Playwright does not drive as Debian has it:
// puppeteer-core does, by WebDriver BiDi. What is found is found by role and name, as there.
import puppeteer from 'puppeteer-core';

/** @import { KeyInput, Page } from 'puppeteer-core' */

const executablePath = process.env.KITH_FIREFOX ?? '/usr/bin/firefox-esr';

/** How long anything may take that one waits for: two cores are shared with what else is tested. */
export const patience = 60_000;

/**
 * Opens Firefox on a profile; `prefs` as in about:config. Its own first page never has the focus
 * (`unfocused`), as when that is in the address bar; those of `newPage` have it.
 * @param {string} folder
 * @param {Record<string, unknown>} [prefs]
 */
export async function openFirefox(folder, prefs = {}) {
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath, headless: true, userDataDir: folder,
    defaultViewport: { width: 1280, height: 800 }, extraPrefsFirefox: prefs, timeout: 60_000,
  });
  /** @type {string[]} */
  const complaints = [];
  const [unfocused] = await browser.pages();
  await watch(unfocused, complaints);
  return {
    browser, unfocused, complaints,
    newPage: async () => watch(await browser.newPage(), complaints),
  };
}

/** @param {Page} page @param {string[]} complaints */
async function watch(page, complaints) {
  page.setDefaultTimeout(patience);
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI}`);
    });
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return page;
}

/**
 * The selector of what has this role and exactly this name; without one of them, any. (A field for
 * a passphrase has no role: by the standard its kind of input has none.)
 * @param {string} role @param {string} [name]
 */
function selector(role, name = '') {
  return `::-p-aria(${name && `[name="${name}"]`}${role && `[role="${role}"]`})`;
}

/**
 * What all elements of a role say, as they come.
 * @param {Page} page @param {string} role
 */
export async function texts(page, role) {
  return (await withTexts(page, role)).map(({ text }) => text);
}

/** @param {Page} page @param {string} role */
async function withTexts(page, role) {
  const found = await page.$$(selector(role));
  return Promise.all(found.map(async (element) => ({
    element,
    text: await element.evaluate((each) => (
      each.getAttribute('aria-label') ?? each.textContent ?? '').trim()).catch(passOver) ?? '',
  })));
}

/**
 * Waits for it to be there; `name` is all of its name, or finds it by what it says.
 * @param {Page} page @param {string} role @param {string | RegExp} [name]
 */
export async function seen(page, role, name) {
  try {
    return await until(async () => {
      if (!(name instanceof RegExp)) return page.$(selector(role, name));
      return (await withTexts(page, role)).find(({ text }) => name.test(text))?.element;
    }, `${role} ${name}`);
  } catch (error) {
    const shown = await page.evaluate(() => document.body.innerText);
    throw new Error(`${error}; what is there: ${shown.slice(0, 2000)}`, { cause: error });
  }
}

/**
 * Presses what leads to something, again if the press went beside it: what lies there may move
 * between finding its place and pressing it.
 * @param {Page} page
 * @param {{ press: { role: string, name: string | RegExp }, shows: string }} act  `shows`: a button
 */
export async function clickUntil(page, { press: { role, name }, shows }) {
  for (let tries = 0; tries < 3; ++tries) {
    const there = (await withTexts(page, role)).find(({ text }) => (
      name instanceof RegExp ? name.test(text) : name === text));
    await there?.element.click().catch(passOver);
    for (const end = Date.now() + patience / 3; Date.now() < end; await pause(50)) {
      if (await page.$(selector('button', shows))) return;
    }
  }
  await seen(page, 'button', shows);
}

/** @param {Page} page @param {string} role @param {string | RegExp} name */
export function click(page, role, name) {
  return until(async () => {
    const element = await seen(page, role, name);
    return element.click().then(() => true, passOver);
  }, `a click on ${role} ${name}`);
}

/** An element may be gone between being found and being used. @param {Error} error */
function passOver(error) {
  if (!/detached|stale|no such node|not clickable/i.test(String(error))) throw error;
}

/**
 * Puts the text, key by key, in the place of what the field holds.
 * @param {Page} page @param {string} role @param {string} name
 * @param {string} text
 */
export async function type(page, role, name, text) {
  await until(async () => {
    await click(page, role, name);
    await press(page, 'Control+a');
    await page.keyboard.type(text);
    return await valueOf(page, role, name) === text;
  }, `"${text}" in ${name}`);
}

/**
 * Waits until `look` gives something true, and gives that.
 * @template T
 * @param {() => Promise<T>} look
 * @param {string} what
 */
export async function until(look, what) {
  for (const end = Date.now() + patience; Date.now() < end; await pause(50)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`not within ${patience} ms: ${what}`);
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}

/** @param {Page} page @param {string} keys  "Shift+Tab" */
export async function press(page, keys) {
  const all = /** @type {KeyInput[]} */ (keys.split('+'));
  for (const key of all) await page.keyboard.down(key);
  for (const key of all.reverse()) await page.keyboard.up(key);
}

/** @param {Page} page @param {string} role @param {string} name */
export async function valueOf(page, role, name) {
  const field = await seen(page, role, name);
  return field.evaluate((each) => /** @type {HTMLInputElement} */ (each).value);
}

/**
 * Gives a fixture to the file picker that a button opens.
 * @param {Page} page @param {string} button @param {string} file
 */
export async function chooseFile(page, button, file) {
  const chooser = page.waitForFileChooser();
  await click(page, 'button', button);
  await (await chooser).accept([new URL(`fixtures/${file}`, import.meta.url).pathname]);
}

/** How many colours the picture of the page has. @param {Page} page */
export async function coloursSeen(page) {
  const picture = await page.screenshot({ encoding: 'base64' });
  return page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { buffer } = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? {};
    return new Set(new Uint32Array(/** @type {ArrayBuffer} */ (buffer))).size;
  }, picture);
}
