// The table every engine is measured with, and its rows: the same in JavaScript here and in C++ in
// wasm/bench.cpp. Both say a digest of it, and the bench stops when the digests differ.
// @ts-check

export const rows = 100_000;

export const schema = [
  `CREATE TABLE contact(id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
     email TEXT NOT NULL, org TEXT NOT NULL, city TEXT NOT NULL, note TEXT NOT NULL)`,
  'CREATE INDEX contact_name ON contact(name, id)',
];

export const insertRow = 'INSERT INTO contact VALUES(?, ?, ?, ?, ?, ?, ?)';

export const searchSchema = `CREATE VIRTUAL TABLE contact_search USING fts5(
  name, email, org, city, content='contact', content_rowid='id', prefix='2 3')`;
export const fillSearch = "INSERT INTO contact_search(contact_search) VALUES('rebuild')";
export const digestQuery =
  'SELECT sum(id * length(note) + unicode(name) * length(email)) FROM contact';

export const editRow = 'UPDATE contact SET city = ? WHERE id = ?';
export const edits = 300;

export const pointRead = 'SELECT name, email FROM contact WHERE uid = ?';
export const pointReads = 20_000;

export const pageByKey = `SELECT id, name FROM contact WHERE (name, id) > (?, ?)
  ORDER BY name, id LIMIT 100`;
export const pages = 500;

export const searchTop = `SELECT contact.id, contact.name FROM contact_search
  JOIN contact ON contact.id = contact_search.rowid
  WHERE contact_search MATCH ? ORDER BY rank LIMIT 50`;
export const prefixes = ['bac*', 'mov*', 'tun*', 'sel*', 'ri*', 'zum*'];
export const searchRounds = 50;

export const scanAll = "SELECT count(*) FROM contact WHERE note LIKE '%no such words%'";
export const scans = 5;

const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu', 'na', 'pe', 'ri',
  'so', 'tu', 'va', 'we', 'xi', 'yo', 'zu', 'lin', 'mar', 'tor', 'sel', 'can', 'dov', 'fer', 'gal',
  'hol', 'min', 'nor', 'pra'];

/** A linear congruential generator (Numerical Recipes): trivial to write again in C++. */
export class Lcg {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed >>> 0;
  }
  /** 0 to bound - 1, from the upper bits. @param {number} bound */
  below(bound) {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return (this.state >>> 8) % bound;
  }
}

/** @param {Lcg} lcg @param {number} count */
function word(lcg, count) {
  let text = '';
  for (let i = 0; i < count; ++i) text += syllables[lcg.below(syllables.length)];
  return text;
}

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** @param {number} id */
export const uid = (id) => `c${(Math.imul(id, 2654435761) >>> 0).toString(16).padStart(8, '0')}`;

/** The row of an id, the same whenever it is asked for. @param {number} id */
export function row(id) {
  const lcg = new Lcg(id);
  lcg.below(1);
  const given = word(lcg, 2);
  const family = word(lcg, 3);
  const organisation = `${capital(word(lcg, 2))} ${capital(word(lcg, 2))}`;
  const city = capital(word(lcg, 2));
  let note = word(lcg, 2);
  for (let words = 50 + lcg.below(30); words > 0; --words) note += ` ${word(lcg, 2)}`;
  const name = `${capital(given)} ${capital(family)}`;
  return [id, uid(id), name, `${given}.${family}${id}@mail.example`, organisation, city, note];
}
