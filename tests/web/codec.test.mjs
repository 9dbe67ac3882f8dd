import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Reader, Writer } from '../../web/codec.js';

// Each kind of value, and how it is written and read.
const kinds = {
  u8: 200, u32: 4_000_000_000, u64: 2 ** 53 - 1, f32: 0.5, f64: 0.1, varint: 300, text: 'Ana 李',
};

test('what is written is read again, wherever the buffer grows', () => {
  for (const [kind, value] of Object.entries(kinds)) {
    for (let before = 240; before < 260; ++before) {
      const writer = new Writer();
      for (let i = 0; i < before; ++i) writer.u8(i % 256);
      writer[kind](value);
      const reader = new Reader(writer.take());
      for (let i = 0; i < before; ++i) assert.equal(reader.u8(), i % 256);
      assert.equal(reader[kind](), value, `${kind} behind ${before} bytes`);
    }
  }
});

test('a writer that was emptied begins anew', () => {
  const writer = new Writer().text('first');
  writer.take();
  assert.equal(new Reader(writer.text('second').take()).text(), 'second');
});
