// Runs the measurements in one engine. The page asks for one step at a time:
//   load   loads the module           open    opens the database and reads the first page
//   fill   makes the table            measure everything that is asked of the filled table
// @ts-check
import * as data from '../data.js';

const commonPragmas = ['page_size=4096', 'cache_size=-16384', 'temp_store=memory'];

let engine;
let db;

/** Milliseconds that `work` takes. @param {() => Promise<void>} work */
async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

const random = new data.Lcg(4711);
const someId = () => 1 + random.below(data.rows);

async function open() {
  db = await engine.open();
  for (const pragma of [...commonPragmas, ...engine.pragmas]) await db.run(`PRAGMA ${pragma}`);
}

async function firstPage() {
  const statement = await db.prepare(data.pageByKey);
  const page = await statement.all(['', 0]);
  if (page.length !== 100) throw new Error(`the first page has ${page.length} rows`);
}

async function fill() {
  await open();
  for (const sql of data.schema) await db.run(sql);
  const insert = await db.prepare(data.insertRow);
  const prepared = Array.from({ length: data.rows }, (_, i) => data.row(i + 1));
  const insertMs = await timed(async () => {
    await db.run('BEGIN');
    for (const values of prepared) await insert.run(values);
    await db.run('COMMIT');
  });
  const figures = { insert_rows_per_s: data.rows / insertMs * 1000 };
  figures.search = await hasSearch();
  if (figures.search) {
    figures.fts_build_ms = await timed(() => db.run(data.fillSearch));
    figures.csv_import_100k_ms = insertMs + figures.fts_build_ms;
  }
  const digest = await db.prepare(data.digestQuery);
  figures.digest = Number((await digest.all())[0][0]);
  return figures;
}

async function hasSearch() {
  try {
    await db.run(data.searchSchema);
    return true;
  } catch {
    return false;  // built without FTS5
  }
}

async function measure({ search }) {
  const figures = {};
  if (!engine.isMemoryOnly) {
    const edit = await db.prepare(data.editRow);
    figures.durable_edit_ms = await timed(async () => {
      for (let i = 0; i < data.edits; ++i) await edit.run([`Edited ${i}`, someId()]);
    }) / data.edits;
  }
  const point = await db.prepare(data.pointRead);
  figures.point_read_us = await timed(async () => {
    for (let i = 0; i < data.pointReads; ++i) await point.all([data.uid(someId())]);
  }) / data.pointReads * 1000;
  const page = await db.prepare(data.pageByKey);
  figures.page_by_key_ms = await timed(async () => {
    for (let i = 0; i < data.pages; ++i) await page.all([data.row(someId())[2], 0]);
  }) / data.pages;
  if (search) {
    const top = await db.prepare(data.searchTop);
    figures.fts_prefix_ms = await timed(async () => {
      for (let i = 0; i < data.searchRounds; ++i) {
        for (const prefix of data.prefixes) await top.all([prefix]);
      }
    }) / data.searchRounds / data.prefixes.length;
  }
  const scan = await db.prepare(data.scanAll);
  figures.full_scan_ms = await timed(async () => {
    for (let i = 0; i < data.scans; ++i) await scan.all();
  }) / data.scans;
  await db.close();
  return figures;
}

const steps = {
  load: async ({ name }) => {
    engine = await import(`./${name}.js`);
    return { load_ms: await timed(engine.load) };
  },
  open: async () => ({
    unlock_100k_ms: await timed(async () => {
      await open();
      await firstPage();
    }),
  }),
  fill,
  measure,
};

self.onmessage = async ({ data: { step, parameters } }) => {
  try {
    self.postMessage({ answer: await steps[step](parameters) });
  } catch (error) {
    self.postMessage({ error: String(error?.stack ?? error) });
  }
};
self.postMessage({ answer: 'loaded' });
