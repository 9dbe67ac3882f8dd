// Every figure the bench knows: its unit, which way is better, and what part of a run gives it.
// The names are followed over time; see docs/speed.md before changing one.
// @ts-check

/**
 * `part`: what part of a run of Kith gives it. `peersFill`: whether a peer must fill the table for
 * it; not there when no peer has a like figure.
 * `crdt`: whether those that keep a history to be merged are measured beside it.
 * @typedef {'start' | 'table' | 'workspace' | 'undo' | 'merge' | 'frames'} Part
 * @typedef {{ unit: string, higherIsBetter?: boolean, part: Part, peersFill?: boolean,
 *   crdt?: boolean }} Figure
 */

/** @type {Record<string, Figure>} */
export const figures = {
  first_load_brotli_bytes: { unit: 'bytes', part: 'start' },
  cold_start_ms: { unit: 'ms', part: 'start', peersFill: false },
  warm_start_ms: { unit: 'ms', part: 'start' },
  idle_frames_10s: { unit: 'frames', part: 'start' },
  idle_cpu_10s_ms: { unit: 'ms', part: 'start' },
  list_frame_build_p95_ms: { unit: 'ms', part: 'frames' },
  list_draw_p95_ms: { unit: 'ms', part: 'frames' },
  list_mirror_p95_ms: { unit: 'ms', part: 'frames' },
  key_to_pixels_p95_ms: { unit: 'ms', part: 'frames' },
  graph_2000_fps: { unit: 'frames/s', higherIsBetter: true, part: 'frames' },
  durable_edit_ms: { unit: 'ms', part: 'table', peersFill: true },
  insert_rows_per_s: { unit: 'rows/s', higherIsBetter: true, part: 'table', peersFill: true },
  full_scan_ms: { unit: 'ms', part: 'table', peersFill: true },
  point_read_us: { unit: 'us', part: 'table', peersFill: true },
  page_by_key_ms: { unit: 'ms', part: 'table', peersFill: true },
  fts_prefix_ms: { unit: 'ms', part: 'table', peersFill: true },
  fts_build_ms: { unit: 'ms', part: 'table', peersFill: true },
  unlock_100k_ms: { unit: 'ms', part: 'workspace', peersFill: true },
  csv_import_100k_ms: { unit: 'ms', part: 'workspace', peersFill: true },
  list_first_page_ms: { unit: 'ms', part: 'workspace' },
  list_jump_ms: { unit: 'ms', part: 'workspace' },
  commit_edit_ms: { unit: 'ms', part: 'workspace' },
  search_p95_ms: { unit: 'ms', part: 'workspace' },
  segment_ms: { unit: 'ms', part: 'workspace' },
  person_page_ms: { unit: 'ms', part: 'workspace' },
  long_page_ms: { unit: 'ms', part: 'workspace' },
  history_ms: { unit: 'ms', part: 'workspace' },
  undo_import_100k_ms: { unit: 'ms', part: 'undo' },
  apply_100k_ms: { unit: 'ms', part: 'workspace', crdt: true },
  merge_10k_ms: { unit: 'ms', part: 'merge', crdt: true },
  log_bytes_per_op: { unit: 'bytes', part: 'workspace', crdt: true },
  log_bytes_alone: { unit: 'bytes', part: 'workspace' },
  dedupe_100k_ms: { unit: 'ms', part: 'workspace' },
  heap_100k_bytes: { unit: 'bytes', part: 'workspace' },
  vault_bytes: { unit: 'bytes', part: 'workspace' },
};

/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Four significant digits: more would be noise. @param {number | null} value */
export const rounded = (value) => value === null ? null : Number(value.toPrecision(4));

/**
 * The line for a figure next to one peer, or alone when `peer` is null.
 * @param {string} name
 * @param {number[]} values
 * @param {string | null} peer
 * @param {number[]} peerValues
 */
export function line(name, values, peer, peerValues) {
  const { unit, higherIsBetter } = figures[name];
  const value = values.length > 0 ? median(values) : null;
  const peerValue = peerValues.length > 0 ? median(peerValues) : null;
  const ratio = !value || !peerValue ? null
    : higherIsBetter ? value / peerValue : peerValue / value;
  return JSON.stringify({
    name, value: rounded(value), unit, runs: values.length, peer, peer_value: rounded(peerValue),
    ratio: rounded(ratio),
  });
}
