// The peers that keep a history to be merged, over 10,000 records: 100,000 edits of one field each,
// in 1,000 changes of 100, and the bytes that the changes come to; and two replicas that come
// together, each 10,000 edits on. In Node, in memory: their engine is the browser's, and nothing of
// theirs is written or sealed.
// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const records = 10_000;
const changes = 1_000;
const editsAtOnce = 100;
const edits = changes * editsAtOnce;
const oneConflictIn = 100;

/** As wasm/bench/edits.cpp and merge.cpp do. @param {number} edit */
const recordOf = (edit) => `r${(edit + 1) * 7919 % records}`;

/**
 * One field of one record.
 * @typedef {'nickname' | 'city'} Field
 * @typedef {{ record: string, field: Field, text: string }} Edit
 *
 * One replica: `change` makes one change of all the edits and gives its bytes; `twin` is another
 * device that knows the same; `made` is what was changed since then, for the other to `take` in.
 * @typedef {{
 *   change: (edits: Edit[]) => number | Promise<number>,
 *   bytes?: () => Promise<number>,
 *   twin: () => Replica | Promise<Replica>,
 *   made: () => unknown,
 *   take: (made: any) => unknown,
 *   read: (record: string, field: Field) => unknown,
 * }} Replica
 */

/** @param {any} Y @param {any} [known] @returns {Replica} */
function yjs(Y, known) {
  const doc = new Y.Doc();
  const map = doc.getMap('records');
  if (known) {
    Y.applyUpdate(doc, known);
  } else {
    doc.transact(() => {
      for (let i = 0; i < records; ++i) map.set(`r${i}`, new Y.Map());
    });
  }
  let start = Y.encodeStateVector(doc);
  let bytes = 0;
  doc.on('update', (/** @type {Uint8Array} */ update) => { bytes += update.length; });
  return {
    change(list) {
      const before = bytes;
      doc.transact(() => {
        for (const { record, field, text } of list) map.get(record).set(field, text);
      });
      return bytes - before;
    },
    twin() {
      start = Y.encodeStateVector(doc);
      return yjs(Y, Y.encodeStateAsUpdate(doc));
    },
    made: () => Y.encodeStateAsUpdate(doc, start),
    take: (made) => Y.applyUpdate(doc, made),
    read: (record, field) => map.get(record).get(field),
  };
}

/** @param {any} Automerge @param {any} [known] @returns {Replica} */
function automerge(Automerge, known) {
  let doc = known ?? Automerge.from({ records: Object.fromEntries(
    Array.from({ length: records }, (_, i) => [`r${i}`, { nickname: '' }])) });
  let start = Automerge.getHeads(doc);
  return {
    change(list) {
      doc = Automerge.change(doc, (/** @type {any} */ draft) => {
        for (const { record, field, text } of list) draft.records[record][field] = text;
      });
      return Automerge.getLastLocalChange(doc).length;
    },
    twin() {
      start = Automerge.getHeads(doc);
      return automerge(Automerge, Automerge.clone(doc));
    },
    made: () => Automerge.getChangesSince(doc, start),
    take(made) {
      [doc] = Automerge.applyChanges(doc, made);
    },
    read: (record, field) => doc.records[record][field],
  };
}

/** @param {any} library @param {any} [known] @returns {Replica} */
function loro(library, known) {
  const { LoroDoc, LoroMap } = library;
  const doc = new LoroDoc();
  const map = doc.getMap('records');
  if (known) {
    doc.import(known);
  } else {
    for (let i = 0; i < records; ++i) map.setContainer(`r${i}`, new LoroMap());
    doc.commit();
  }
  let start = doc.version();
  return {
    change(list) {
      const from = doc.version();
      for (const { record, field, text } of list) map.get(record).set(field, text);
      doc.commit();
      return doc.export({ mode: 'update', from }).length;
    },
    twin() {
      start = doc.version();
      return loro(library, doc.export({ mode: 'snapshot' }));
    },
    made: () => doc.export({ mode: 'update', from: start }),
    take: (made) => doc.import(made),
    read: (record, field) => map.get(record).get(field),
  };
}

const crSqliteColumns =
  '"table", pk, cid, val, col_version, db_version, site_id, cl, seq';

/** @param {any} sqlite @param {any[]} [known] @returns {Promise<Replica>} */
async function crSqlite(sqlite, known) {
  const db = await sqlite.open(':memory:');
  await db.exec('CREATE TABLE person(id PRIMARY KEY NOT NULL, nickname, city)');
  await db.exec("SELECT crsql_as_crr('person')");
  const set = {
    nickname: await db.prepare('UPDATE person SET nickname = ? WHERE id = ?'),
    city: await db.prepare('UPDATE person SET city = ? WHERE id = ?'),
  };
  const merge = await db.prepare(
    `INSERT INTO crsql_changes(${crSqliteColumns}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  /** @param {any[]} rows */
  const take = (rows) => db.tx(async (/** @type {any} */ tx) => {
    for (const row of rows) await merge.run(tx, ...row);
  });
  if (known) {
    await take(known);
  } else {
    const add = await db.prepare('INSERT INTO person(id) VALUES(?)');
    await db.tx(async (/** @type {any} */ tx) => {
      for (let i = 0; i < records; ++i) await add.run(tx, `r${i}`);
    });
  }
  const one = async (/** @type {string} */ sql) => (await db.execA(sql))[0][0];
  let start = await one('SELECT crsql_db_version()');
  const since = (/** @type {number} */ version) => db.execA(
    `SELECT ${crSqliteColumns} FROM crsql_changes WHERE db_version > ?`, [version]);
  const pages = async () => await one('PRAGMA page_count') * 4096;
  const before = await pages();
  return {
    async change(list) {
      await db.tx(async (/** @type {any} */ tx) => {
        for (const { record, field, text } of list) await set[field].run(tx, text, record);
      });
      return 0;
    },
    // It keeps the last change of each field only.
    bytes: async () => await pages() - before,
    async twin() {
      const all = await since(0);
      start = await one('SELECT crsql_db_version()');
      return crSqlite(sqlite, all);
    },
    made: () => since(start),
    take,
    read: async (record, field) =>
      (await db.execA(`SELECT ${field} FROM person WHERE id = ?`, [record]))[0][0],
  };
}

/** It loads its module by fetch alone. @param {any} initialise @param {string} wasm */
async function loadCrSqlite(initialise, wasm) {
  const fetchOfTheNetwork = globalThis.fetch;
  globalThis.fetch = async () => new Response(readFileSync(wasm),
    { headers: { 'content-type': 'application/wasm' } });
  const sqlite = await initialise(() => wasm);
  globalThis.fetch = fetchOfTheNetwork;
  return sqlite;
}

/** @type {Record<string, (modules: string) => Promise<Replica>>} */
const contenders = {
  yjs: async (modules) => yjs(await load(modules, 'yjs')),
  '@automerge/automerge': async (modules) => automerge(await load(modules, '@automerge/automerge')),
  'loro-crdt': async (modules) => loro(await load(modules, 'loro-crdt')),
  '@vlcn.io/crsqlite-wasm': async (modules) => {
    const dist = join(modules, '@vlcn.io/crsqlite-wasm/dist');
    const { default: initialise } = await import(pathToFileURL(join(dist, 'index.js')).href);
    return crSqlite(await loadCrSqlite(initialise, join(dist, 'crsqlite.wasm')));
  },
};
export const crdtPeers = Object.keys(contenders);

/** @param {string} modules @param {string} name */
const load = (modules, name) =>
  createRequire(pathToFileURL(join(modules, 'any.js')))(name);

/**
 * @param {Replica} replica
 * @param {number} count
 * @param {(edit: number) => Edit} editOf
 */
async function edit(replica, count, editOf) {
  let bytes = 0;
  for (let first = 0; first < count; first += editsAtOnce) {
    bytes += await replica.change(
      Array.from({ length: editsAtOnce }, (_, i) => editOf(first + i)));
  }
  return bytes;
}

/** @param {Replica} replica */
async function measureEdits(replica) {
  const begin = performance.now();
  const counted = await edit(replica, edits, (at) =>
    ({ record: recordOf(at), field: 'nickname', text: `Edited ${at}` }));
  const apply_100k_ms = performance.now() - begin;
  const bytes = replica.bytes ? await replica.bytes() : counted;
  return { apply_100k_ms, log_bytes_per_op: bytes / edits };
}

/** @param {Replica} here */
async function measureMerge(here) {
  const there = await here.twin();
  /** @type {(field: Field) => (at: number) => Edit} */
  const editOf = (field) => (at) => ({
    record: recordOf(at),
    field: at % oneConflictIn === 0 ? 'nickname' : field,
    text: `Edited ${field} ${at}`,
  });
  await edit(here, records, editOf('nickname'));
  await edit(there, records, editOf('city'));
  const begin = performance.now();
  const made = await here.made();
  await here.take(await there.made());
  await there.take(made);
  const merge_10k_ms = performance.now() - begin;
  for (let i = 0; i < records; ++i) {
    for (const field of /** @type {Field[]} */ (['nickname', 'city'])) {
      if (await here.read(`r${i}`, field) !== await there.read(`r${i}`, field)) {
        throw new Error(`The two replicas did not come to the same: r${i} ${field}`);
      }
    }
  }
  return { merge_10k_ms };
}

/**
 * @param {string} name
 * @param {string} modules the folder in which npm put them
 * @returns {Promise<Record<string, number>>}
 */
export async function runCrdt(name, modules) {
  return {
    ...await measureEdits(await contenders[name](modules)),
    ...await measureMerge(await contenders[name](modules)),
  };
}
