// A browser with a profile of its own on disk: Playwright's default context keeps OPFS in memory
// of another process, some twenty times slower than what people have.
// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

const flags = ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader',
  '--disable-background-networking', '--disable-sync', '--disable-component-update',
  '--no-first-run', '--disable-quic'];

/** @typedef {import('playwright-core').BrowserContext} BrowserContext */

/**
 * Hands `work` a fresh profile; `open` starts the browser on it, again after it was closed.
 * @template T
 * @param {(open: () => Promise<BrowserContext>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProfile(work) {
  const folder = await mkdtemp(join(tmpdir(), 'kith-bench-'));
  /** @type {BrowserContext[]} */
  const opened = [];
  try {
    return await work(async () => {
      const context = await chromium.launchPersistentContext(folder, {
        executablePath: process.env.KITH_CHROMIUM ?? '/usr/bin/chromium',
        args: flags,
        viewport: { width: 1280, height: 800 },
      });
      opened.push(context);
      return context;
    });
  } finally {
    await Promise.all(opened.map((context) => context.close().catch(() => {})));
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
