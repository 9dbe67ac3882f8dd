// @evolu/sqlite-wasm: SQLite3MultipleCiphers, pages encrypted with ChaCha20, pool of OPFS handles.
// @ts-check
import initModule from '/node_modules/@evolu/sqlite-wasm/sqlite-wasm/jswasm/sqlite3.mjs';

import { Database } from './sqlite_oo1.js';

let sqlite3;
let pool;

export async function load() {
  sqlite3 = await initModule();
  pool = await sqlite3.installOpfsSAHPoolVfs({});
}

export async function open() {
  const filename = 'file:///bench.db?vfs=multipleciphers-opfs-sahpool';
  const db = new sqlite3.oo1.DB({ filename, flags: 'c' });
  db.exec("PRAGMA cipher = 'chacha20'; PRAGMA key = 'correct horse battery staple'");
  return new Database(db);
}

export const pragmas = ['journal_mode=DELETE', 'synchronous=FULL'];
