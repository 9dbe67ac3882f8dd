// sql.js: in memory only, so nothing it does is durable.
// @ts-check

const folder = '/node_modules/sql.js/dist/';
let module;

export async function load() {
  // It comes as a plain script, which a module worker cannot import.
  const script = await (await fetch(`${folder}sql-wasm.js`)).text();
  const initSqlJs = (0, eval)(`${script}; initSqlJs`);
  module = await initSqlJs({ locateFile: (/** @type {string} */ name) => folder + name });
}

class Statement {
  constructor(stmt) {
    this.stmt = stmt;
  }
  run(values = []) {
    this.stmt.run(values);
  }
  all(values = []) {
    this.stmt.bind(values);
    const found = [];
    while (this.stmt.step()) found.push(this.stmt.get());
    this.stmt.reset();
    return found;
  }
}

class Database {
  constructor() {
    this.db = new module.Database();
  }
  run(sql) {
    this.db.run(sql);
  }
  prepare(sql) {
    return new Statement(this.db.prepare(sql));
  }
  close() {
    this.db.close();
  }
}

export async function open() {
  return new Database();
}

export const pragmas = [];
export const isMemoryOnly = true;
