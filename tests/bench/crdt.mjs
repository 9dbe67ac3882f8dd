// The peers that keep a history to be merged: 100,000 edits of one field each, in 1,000 changes of
// 100, over 10,000 records, and the bytes that the changes come to. In Node, in memory: their
// engine is the browser's, and nothing of theirs is written or sealed.
// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const records = 10_000;
const changes = 1_000;
const editsAtOnce = 100;
const edits = changes * editsAtOnce;

/** As wasm/bench/edits.cpp does. @param {number} edit */
const recordOf = (edit) => `r${(edit + 1) * 7919 % records}`;
/** @param {number} edit */
const textOf = (edit) => `Edited ${edit}`;

/**
 * A contender: `change` makes the edits from `first` on and gives the bytes of that change.
 * @typedef {{ change: (first: number) => number | Promise<number>, bytes?: () => Promise<number> }}
 *   Contender
 */

/** @param {any} Y @returns {Contender} */
function yjs(Y) {
  const doc = new Y.Doc();
  const map = doc.getMap('records');
  doc.transact(() => {
    for (let i = 0; i < records; ++i) map.set(`r${i}`, new Y.Map());
  });
  let bytes = 0;
  doc.on('update', (/** @type {Uint8Array} */ update) => { bytes += update.length; });
  return {
    change(first) {
      const before = bytes;
      doc.transact(() => {
        for (let i = first; i < first + editsAtOnce; ++i) {
          map.get(recordOf(i)).set('nickname', textOf(i));
        }
      });
      return bytes - before;
    },
  };
}

/** @param {any} Automerge @returns {Contender} */
function automerge(Automerge) {
  let doc = Automerge.from({ records: Object.fromEntries(
    Array.from({ length: records }, (_, i) => [`r${i}`, { nickname: '' }])) });
  return {
    change(first) {
      doc = Automerge.change(doc, (/** @type {any} */ draft) => {
        for (let i = first; i < first + editsAtOnce; ++i) {
          draft.records[recordOf(i)].nickname = textOf(i);
        }
      });
      return Automerge.getLastLocalChange(doc).length;
    },
  };
}

/** @param {any} loro @returns {Contender} */
function loro({ LoroDoc, LoroMap }) {
  const doc = new LoroDoc();
  const map = doc.getMap('records');
  for (let i = 0; i < records; ++i) map.setContainer(`r${i}`, new LoroMap());
  doc.commit();
  return {
    change(first) {
      const from = doc.version();
      for (let i = first; i < first + editsAtOnce; ++i) {
        map.get(recordOf(i)).set('nickname', textOf(i));
      }
      doc.commit();
      return doc.export({ mode: 'update', from }).length;
    },
  };
}

/** @param {any} initialise @param {string} wasm @returns {Promise<Contender>} */
async function crSqlite(initialise, wasm) {
  // It loads its module by fetch alone.
  const fetchOfTheNetwork = globalThis.fetch;
  globalThis.fetch = async () => new Response(readFileSync(wasm),
    { headers: { 'content-type': 'application/wasm' } });
  const sqlite = await initialise(() => wasm);
  globalThis.fetch = fetchOfTheNetwork;
  const db = await sqlite.open(':memory:');
  await db.exec('CREATE TABLE person(id PRIMARY KEY NOT NULL, nickname)');
  await db.exec("SELECT crsql_as_crr('person')");
  const add = await db.prepare('INSERT INTO person VALUES(?, ?)');
  const set = await db.prepare('UPDATE person SET nickname = ? WHERE id = ?');
  await db.tx(async (/** @type {any} */ tx) => {
    for (let i = 0; i < records; ++i) await add.run(tx, `r${i}`, '');
  });
  const size = async () => {
    const [[pages]] = await db.execA('PRAGMA page_count');
    return pages * 4096;
  };
  const before = await size();
  return {
    async change(first) {
      await db.tx(async (/** @type {any} */ tx) => {
        for (let i = first; i < first + editsAtOnce; ++i) await set.run(tx, textOf(i), recordOf(i));
      });
      return 0;
    },
    // It keeps the last change of each field only.
    bytes: async () => await size() - before,
  };
}

/** @type {Record<string, (modules: string) => Promise<Contender>>} */
const contenders = {
  yjs: async (modules) => yjs(await load(modules, 'yjs')),
  '@automerge/automerge': async (modules) => automerge(await load(modules, '@automerge/automerge')),
  'loro-crdt': async (modules) => loro(await load(modules, 'loro-crdt')),
  '@vlcn.io/crsqlite-wasm': async (modules) => {
    const dist = join(modules, '@vlcn.io/crsqlite-wasm/dist');
    const { default: initialise } = await import(pathToFileURL(join(dist, 'index.js')).href);
    return crSqlite(initialise, join(dist, 'crsqlite.wasm'));
  },
};
export const crdtPeers = Object.keys(contenders);

/** @param {string} modules @param {string} name */
const load = (modules, name) =>
  createRequire(pathToFileURL(join(modules, 'any.js')))(name);

/**
 * @param {string} name
 * @param {string} modules the folder in which npm put them
 * @returns {Promise<Record<string, number>>}
 */
export async function runCrdt(name, modules) {
  const contender = await contenders[name](modules);
  const begin = performance.now();
  let bytes = 0;
  for (let i = 0; i < changes; ++i) bytes += await contender.change(i * editsAtOnce);
  const edits_100k_ms = performance.now() - begin;
  if (contender.bytes) bytes = await contender.bytes();
  return { apply_100k_ms: edits_100k_ms, log_bytes_per_op: bytes / edits };
}
