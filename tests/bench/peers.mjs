// One run of one peer, in a fresh profile.
// @ts-check
import { withProfile } from './browser.mjs';

/**
 * The module of each peer in peers/, its package as reports name it, and what a page of it loads.
 * @type {Record<string, { package: string, files: string[] }>}
 */
export const peers = {
  sqlite_wasm: {
    package: '@sqlite.org/sqlite-wasm',
    files: ['@sqlite.org/sqlite-wasm/dist/index.mjs', '@sqlite.org/sqlite-wasm/dist/sqlite3.wasm'],
  },
  wa_sqlite: {
    package: '@journeyapps/wa-sqlite',
    files: ['@journeyapps/wa-sqlite/dist/wa-sqlite.mjs',
      '@journeyapps/wa-sqlite/dist/wa-sqlite.wasm', '@journeyapps/wa-sqlite/src/sqlite-api.js'],
  },
  wa_sqlite_mc: {
    package: '@journeyapps/wa-sqlite (encrypted)',
    files: ['@journeyapps/wa-sqlite/dist/mc-wa-sqlite.mjs',
      '@journeyapps/wa-sqlite/dist/mc-wa-sqlite.wasm',
      '@journeyapps/wa-sqlite/src/sqlite-api.js'],
  },
  evolu: {
    package: '@evolu/sqlite-wasm',
    files: ['@evolu/sqlite-wasm/sqlite-wasm/jswasm/sqlite3.mjs',
      '@evolu/sqlite-wasm/sqlite-wasm/jswasm/sqlite3.wasm'],
  },
  sql_js: { package: 'sql.js', files: ['sql.js/dist/sql-wasm.js', 'sql.js/dist/sql-wasm.wasm'] },
};

/**
 * @param {string} name of the module in peers/
 * @param {string} origin of the peers' server
 * @param {boolean} fills whether to fill and measure the table, or only to start
 * @returns {Promise<Record<string, number>>} figures, and the digest of the table
 */
export function runPeer(name, origin, fills) {
  return withProfile(async (open) => {
    const context = await open();
    const page = await context.newPage();
    await page.goto(`${origin}/bench/peers/index.html`);
    /** @param {string} step @param {object} parameters @returns {Promise<any>} */
    const call = (step, parameters = {}) => page.evaluate(
      ([aStep, someParameters]) => globalThis.callPeer(aStep, someParameters),
      /** @type {const} */ ([step, parameters]));
    const start = async () => {
      await page.evaluate(() => globalThis.newPeer());
      await call('load', { name });
    };
    const cold = await page.evaluate(async (module) => {
      await globalThis.newPeer();
      await globalThis.callPeer('load', { name: module });
      return performance.now();
    }, name);
    if (!fills) return { cold_start_ms: cold };

    const { search, ...filled } = await call('fill');
    const measured = await call('measure', { search });
    if (name === 'sql_js') return { cold_start_ms: cold, ...filled, ...measured };
    await start();
    return { cold_start_ms: cold, ...filled, ...measured, ...await call('open') };
  });
}
