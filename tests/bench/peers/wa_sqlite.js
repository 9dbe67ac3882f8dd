// @journeyapps/wa-sqlite: its write-ahead OPFS file system with full durability, no encryption.
// @ts-check
const folder = '/node_modules/@journeyapps/wa-sqlite';
let SQLite;
let sqlite3;

export async function load() {
  const { default: initModule } = await import(`${folder}/dist/wa-sqlite.mjs`);
  const { OPFSWriteAheadVFS } = await import(`${folder}/src/examples/OPFSWriteAheadVFS.js`);
  SQLite = await import(`${folder}/src/sqlite-api.js`);
  const module = await initModule();
  sqlite3 = SQLite.Factory(module);
  sqlite3.vfs_register(await OPFSWriteAheadVFS.create('write-ahead', module), true);
}

class Statement {
  constructor(stmt) {
    this.stmt = stmt;
  }
  async run(values = []) {
    sqlite3.bind_collection(this.stmt, values);
    await sqlite3.step(this.stmt);
    await sqlite3.reset(this.stmt);
  }
  async all(values = []) {
    sqlite3.bind_collection(this.stmt, values);
    const found = [];
    while (await sqlite3.step(this.stmt) === SQLite.SQLITE_ROW) found.push(sqlite3.row(this.stmt));
    await sqlite3.reset(this.stmt);
    return found;
  }
}

class Database {
  constructor(db) {
    this.db = db;
    this.statements = [];
  }
  async run(sql) {
    await sqlite3.exec(this.db, sql);
  }
  async prepare(sql) {
    const iterator = sqlite3.statements(this.db, sql, { unscoped: true })[Symbol.asyncIterator]();
    const { value } = await iterator.next();
    this.statements.push(value);
    return new Statement(value);
  }
  async close() {
    for (const stmt of this.statements) await sqlite3.finalize(stmt);
    await sqlite3.close(this.db);
  }
}

export async function open() {
  return new Database(await sqlite3.open_v2('bench.db'));
}

export const pragmas = ['synchronous=FULL'];
