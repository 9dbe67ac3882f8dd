// Runs Kith and its peers in turn, several times, and prints one JSON line per figure and peer:
//
//   node bench.mjs --modules DIR [--dist DIR --relay PROGRAM --contacts CSV] [--runs 5] [NAME...]
//
// What is measured and against what is in README.md. Lines go to the standard output; the machine's
// load, the progress and the worst value of each figure to the standard error. Without --dist only
// the peers run.
// @ts-check
import { loadavg } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { crdtPeers, runCrdt } from './crdt.mjs';
import { figures, line, rounded } from './figures.mjs';
import { runKith } from './kith.mjs';
import { peers, runPeer } from './peers.mjs';
import { serve } from './server.mjs';
import { brotliBytes } from './size.mjs';

const { values: options, positionals } = parseArgs({
  options: {
    modules: { type: 'string', default: 'node_modules' },
    dist: { type: 'string' },
    relay: { type: 'string', default: 'kith-relay' },
    contacts: { type: 'string', default: 'contacts.csv' },
    runs: { type: 'string', default: '5' },
  },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(figures);
const unknown = names.filter((name) => !figures[name]);
if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(', ')}. There are:`,
    Object.keys(figures).join(' '));
  process.exit(2);
}

/** Values by contender (a peer's name, or `kith`) and figure. @type {Map<string, number[]>} */
const values = new Map();
/** @type {Map<string, number>} */
const digests = new Map();

/** @param {string} contender @param {Record<string, number>} found */
function keep(contender, { digest, ...found }) {
  if (digest !== undefined) digests.set(contender, digest);
  for (const [name, value] of Object.entries(found)) {
    const key = `${contender} ${name}`;
    values.set(key, [...values.get(key) ?? [], value]);
  }
}

/** @param {string} contender @param {string} name */
const valuesOf = (contender, name) => values.get(`${contender} ${name}`) ?? [];

/** @param {string} text */
const say = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ` +
  `load ${loadavg().map((load) => load.toFixed(2)).join(' ')}  ${text}`);

async function runAll() {
  const here = dirname(fileURLToPath(import.meta.url));
  const origin = await serve({ bench: here, node_modules: options.modules });
  const parts = new Set(names.map((name) => figures[name].part));
  const peersFill = names.some((name) => figures[name].peersFill);
  const peersRun = names.some((name) => figures[name].peersFill !== undefined);
  if (names.includes('first_load_brotli_bytes')) {
    for (const [peer, { files }] of Object.entries(peers)) {
      keep(peer, { first_load_brotli_bytes: brotliBytes(options.modules, files) });
    }
  }
  // In turn, so that a machine that gets slower or busier does so for everybody.
  for (let run = 1; run <= Number(options.runs); ++run) {
    if (options.dist) {
      say(`run ${run}: kith`);
      keep('kith', await runKith({ dist: options.dist, relay: options.relay,
        contacts: options.contacts, parts }));
    }
    for (const peer of peersRun ? Object.keys(peers) : []) {
      say(`run ${run}: ${peer}`);
      keep(peer, await runPeer(peer, origin, peersFill));
    }
    for (const peer of names.some((name) => figures[name].crdt) ? crdtPeers : []) {
      say(`run ${run}: ${peer}`);
      keep(peer, await runCrdt(peer, resolve(options.modules)));
    }
  }
}

function report() {
  for (const name of names) {
    const own = valuesOf('kith', name);
    console.log(line(name, own, null, []));
    for (const peer of Object.keys(peers)) {
      const theirs = valuesOf(peer, name);
      if (theirs.length > 0) console.log(line(name, own, peers[peer].package, theirs));
    }
    for (const peer of crdtPeers) {
      const theirs = valuesOf(peer, name);
      if (theirs.length > 0) console.log(line(name, own, peer, theirs));
    }
    const worst = figures[name].higherIsBetter ? Math.min(...own) : Math.max(...own);
    if (own.length > 0) say(`${name}: worst of ${own.length} runs ${rounded(worst)}`);
  }
}

await runAll();
report();
if (new Set(digests.values()).size > 1) {
  console.error('The tables were not the same:', Object.fromEntries(digests));
  process.exit(1);
}
process.exit(0);  // connections kept alive would hold Node open
