// wa-sqlite's interface as the workload wants it: for its plain and its encrypting build.
// @ts-check
const folder = '/node_modules/@journeyapps/wa-sqlite';
let SQLite;
let sqlite3;

/**
 * Loads one of its builds over one of its file systems.
 * @param {string} build @param {string} vfs the module with a class of that name
 */
export async function loadBuild(build, vfs) {
  const { default: initModule } = await import(`${folder}/dist/${build}.mjs`);
  const { [vfs]: Vfs } = await import(`${folder}/src/examples/${vfs}.js`);
  SQLite = await import(`${folder}/src/sqlite-api.js`);
  const module = await initModule();
  sqlite3 = SQLite.Factory(module);
  sqlite3.vfs_register(await Vfs.create('opfs', module), true);
}

/** @param {string} [vfs] */
export async function openDatabase(vfs) {
  return new Database(await sqlite3.open_v2('bench.db', undefined, vfs));
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
