// The object interface that the official build and its forks share, as the workload wants it.
// @ts-check

export class Statement {
  constructor(stmt) {
    this.stmt = stmt;
    this.columns = stmt.columnCount;
  }
  run(values = []) {
    if (values.length > 0) this.stmt.bind(values);
    this.stmt.stepReset();
  }
  all(values = []) {
    if (values.length > 0) this.stmt.bind(values);
    const found = [];
    while (this.stmt.step()) found.push(this.stmt.get([]));
    this.stmt.reset();
    return found;
  }
}

export class Database {
  constructor(db) {
    this.db = db;
    this.statements = [];
  }
  run(sql) {
    this.db.exec(sql);
  }
  prepare(sql) {
    const statement = new Statement(this.db.prepare(sql));
    this.statements.push(statement);
    return statement;
  }
  close() {
    for (const { stmt } of this.statements) stmt.finalize();
    this.db.close();
  }
}
