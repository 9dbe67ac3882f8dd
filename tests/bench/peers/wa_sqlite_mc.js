// @journeyapps/wa-sqlite with SQLite3MultipleCiphers: pages encrypted with ChaCha20, pool of OPFS
// handles. (Its write-ahead file system has no encrypting build.)
// @ts-check
import { loadBuild, openDatabase } from './wa_sqlite_api.js';

export const load = () => loadBuild('mc-wa-sqlite', 'AccessHandlePoolVFS');

export async function open() {
  const db = await openDatabase('multipleciphers-opfs');
  await db.run("PRAGMA cipher = 'chacha20'; PRAGMA key = 'correct horse battery staple'");
  return db;
}

export const pragmas = ['journal_mode=DELETE', 'synchronous=FULL'];
