// What every test in a browser needs: the server of this checkout on a free port, Chromium with a
// profile that is kept (an incognito window's storage is another, twenty times slower one), and
// whatever the page had to complain about.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const root = new URL('../..', import.meta.url).pathname;
const dist = process.env.KITH_DIST ?? join(root, 'build/dist');
const relay = process.env.KITH_RELAY ?? join(root, 'build/native/sync/relay/kith-relay');
export const generator = join(root, 'build/native/tests/generate/kith-generate');
const executablePath = process.env.KITH_CHROMIUM ?? '/usr/bin/chromium';

const quiet = [
  '--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic',
];

/** Starts kith-relay; gives its address and a way to stop it. */
export async function startServer() {
  const server = spawn(relay, ['--root', dist, '--port', '0']);
  let said = '';
  const address = await new Promise((resolve, reject) => {
    const listen = (chunk) => {
      said += chunk;
      const found = /http:\/\/[\d.]+:\d+/.exec(said);
      if (found) resolve(`${found[0]}/`);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('exit', () => reject(new Error(`kith-relay ended: ${said}`)));
  });
  return {
    address,
    async stop() {
      if (server.exitCode !== null) return;
      const ended = new Promise((resolve) => server.on('exit', resolve));
      server.kill();
      await ended;
    },
  };
}

/** A profile folder, gone with the test unless it failed to clean up. */
export function newProfile() {
  const folder = mkdtempSync(join(tmpdir(), 'kith-e2e-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }) };
}

/**
 * Opens Chromium on a profile; `options` are Playwright's.
 * @param {string} folder
 * @param {object} [options]
 */
export async function openBrowser(folder, options = {}) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath, headless: true, args: quiet, viewport: { width: 1280, height: 800 }, ...options,
  });
  const complaints = [];
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI}`);
    });
  });
  const page = context.pages()[0];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { context, page, complaints };
}

/**
 * The service worker holds the whole release, so the network may go.
 * @param {import('playwright-core').Page} page
 */
export async function untilOffline(page) {
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active?.state === 'activated' && navigator.serviceWorker.controller;
  });
}

/**
 * Where in a folder any of the texts stands in clear, in UTF-8 or UTF-16: "file: text".
 * @param {string} folder
 * @param {string[]} texts
 */
export function findInFolder(folder, texts) {
  const needles = texts.flatMap((text) => ['utf8', 'utf16le'].map((encoding) => (
    { text, bytes: Buffer.from(text, /** @type {BufferEncoding} */ (encoding)) })));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const content = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
    return needles.filter(({ bytes }) => content.includes(bytes))
      .map(({ text }) => `${entry.name}: ${text}`);
  });
}

/**
 * What axe-core finds wrong with the page: "rule: element".
 * @param {import('playwright-core').Page} page
 */
export async function accessibilityFaults(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
