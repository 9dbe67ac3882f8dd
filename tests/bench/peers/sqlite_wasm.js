// @sqlite.org/sqlite-wasm: SQLite's own build, pool of OPFS handles, rollback journal, no
// encryption.
// @ts-check
import initModule from '/node_modules/@sqlite.org/sqlite-wasm/dist/index.mjs';

import { Database } from './sqlite_oo1.js';


let pool;

export async function load() {
  const sqlite3 = await initModule();
  pool = await sqlite3.installOpfsSAHPoolVfs({});
}

export async function open() {
  return new Database(new pool.OpfsSAHPoolDb('/bench.db'));
}

export const pragmas = ['journal_mode=DELETE', 'synchronous=FULL'];
