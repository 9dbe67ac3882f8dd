// Reads what changed between two frames (ui/semantics/difference.h describes the bytes).

import { Reader } from './codec.js';
import { NodeField, difference_forgets, difference_version } from './messages.js';

/** One drawn item, as ui/semantics/node.h has it. */
export class DrawnNode {
  parent = 0;
  previous = 0;
  role = 0;
  states = 0;
  x = 0;
  y = 0;
  width = 0;
  height = 0;
  name = '';
  value = '';
  description = '';
  href = '';
  placeholder = '';
  shortcut = '';
  level = 0;
  input = 0;
  fontPx = 14;
  insetLeft = 0;
  insetRight = 0;
  insetTop = 0;
  rowCount = -1;
  rowIndex = -1;
  columnIndex = -1;
  progress = -1;
  controls = 0;
  active = 0;

  /** @param {number} id */
  constructor(id) {
    this.id = id;
  }

  /** @param {number} state */
  is(state) {
    return (this.states & state) !== 0;
  }
}

/** @type {readonly (readonly [number, (reader: Reader, node: DrawnNode) => void])[]} */
const fieldReaders = [
  [NodeField.field_place, (reader, node) => {
    node.parent = reader.u64();
    node.previous = reader.u64();
  }],
  [NodeField.field_role, (reader, node) => { node.role = reader.u8(); }],
  [NodeField.field_states, (reader, node) => { node.states = reader.varint(); }],
  [NodeField.field_rect, (reader, node) => {
    node.x = reader.f32();
    node.y = reader.f32();
    node.width = reader.f32();
    node.height = reader.f32();
  }],
  [NodeField.field_name, (reader, node) => { node.name = reader.text(); }],
  [NodeField.field_value, (reader, node) => { node.value = reader.text(); }],
  [NodeField.field_description, (reader, node) => { node.description = reader.text(); }],
  [NodeField.field_href, (reader, node) => { node.href = reader.text(); }],
  [NodeField.field_placeholder, (reader, node) => { node.placeholder = reader.text(); }],
  [NodeField.field_shortcut, (reader, node) => { node.shortcut = reader.text(); }],
  [NodeField.field_form, (reader, node) => {
    node.level = reader.u8();
    node.input = reader.u8();
    node.fontPx = reader.u8();
    node.insetLeft = reader.u8();
    node.insetRight = reader.u8();
    node.insetTop = reader.u8();
  }],
  [NodeField.field_row_count, (reader, node) => { node.rowCount = reader.signedVarint(); }],
  [NodeField.field_row_index, (reader, node) => { node.rowIndex = reader.signedVarint(); }],
  [NodeField.field_column_index, (reader, node) => { node.columnIndex = reader.signedVarint(); }],
  [NodeField.field_progress, (reader, node) => { node.progress = reader.f32(); }],
  [NodeField.field_controls, (reader, node) => { node.controls = reader.u64(); }],
  [NodeField.field_active, (reader, node) => { node.active = reader.u64(); }],
];

/**
 * @typedef {object} Difference
 * @property {boolean} forgets
 * @property {number[]} removed
 * @property {(known: (id: number) => DrawnNode, changed: (node: DrawnNode, fields: number) => void)
 *   => void} readChanged  calls `changed` for each changed node, already updated, in order
 */

/**
 * @param {ArrayBuffer} buffer
 * @returns {Difference}
 */
export function readDifference(buffer) {
  const reader = new Reader(buffer);
  const version = reader.u8();
  if (version !== difference_version) throw new Error(`mirror difference of version ${version}`);
  const forgets = (reader.u8() & difference_forgets) !== 0;
  const removed = Array.from({ length: reader.varint() }, () => reader.u64());
  return {
    forgets,
    removed,
    readChanged(known, changed) {
      for (let left = reader.varint(); left > 0; --left) {
        const node = known(reader.u64());
        const fields = reader.varint();
        for (const [bit, read] of fieldReaders) {
          if (fields & bit) read(reader, node);
        }
        changed(node, fields);
      }
    },
  };
}
