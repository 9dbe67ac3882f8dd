// The encodings of core/base/codec.h: LEB128 numbers, texts with their length, little-endian fixed
// widths. Ids are u64 below 2^53, so that they are numbers here.

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();
const highUnit = 2 ** 32;

export class Writer {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #size = 0;

  get size() {
    return this.#size;
  }

  // Before the view is named: it may be another one afterwards.
  /** @param {number} count */
  #grow(count) {
    const wanted = this.#size + count;
    if (wanted > this.#bytes.length) {
      const bytes = new Uint8Array(Math.max(wanted, 2 * this.#bytes.length));
      bytes.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer);
    }
    const at = this.#size;
    this.#size = wanted;
    return at;
  }

  /** @param {number | boolean} value */
  u8(value) {
    const at = this.#grow(1);
    this.#view.setUint8(at, Number(value));
    return this;
  }

  /** @param {number} value */
  u32(value) {
    const at = this.#grow(4);
    this.#view.setUint32(at, value, true);
    return this;
  }

  /** @param {number} value */
  u64(value) {
    const at = this.#grow(8);
    this.#view.setUint32(at, value % highUnit, true);
    this.#view.setUint32(at + 4, Math.floor(value / highUnit), true);
    return this;
  }

  /** @param {number} value */
  f32(value) {
    const at = this.#grow(4);
    this.#view.setFloat32(at, value, true);
    return this;
  }

  /** @param {number} value */
  f64(value) {
    const at = this.#grow(8);
    this.#view.setFloat64(at, value, true);
    return this;
  }

  /** @param {number} value */
  varint(value) {
    while (value >= 128) {
      this.u8((value % 128) | 128);
      value = Math.floor(value / 128);
    }
    return this.u8(value);
  }

  /** @param {Uint8Array} bytes */
  bytes(bytes) {
    this.varint(bytes.length);
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  /** @param {string} value */
  text(value) {
    return this.bytes(utf8.encode(value));
  }

  /** Gives what was written, as a buffer to transfer, and forgets it. */
  take() {
    const taken = this.#bytes.buffer.slice(0, this.#size);
    this.#bytes.fill(0, 0, this.#size);
    this.#size = 0;
    return taken;
  }
}

export class Reader {
  #bytes;
  #view;
  #at = 0;

  /** @param {ArrayBuffer} buffer */
  constructor(buffer) {
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
  }

  /** @param {number} size */
  #step(size) {
    const at = this.#at;
    this.#at += size;
    return at;
  }

  u8() {
    return this.#view.getUint8(this.#step(1));
  }

  u32() {
    return this.#view.getUint32(this.#step(4), true);
  }

  u64() {
    const low = this.u32();
    return low + this.u32() * highUnit;
  }

  f32() {
    return this.#view.getFloat32(this.#step(4), true);
  }

  f64() {
    return this.#view.getFloat64(this.#step(8), true);
  }

  varint() {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.u8();
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  }

  signedVarint() {
    const folded = this.varint();
    return folded % 2 ? -(folded + 1) / 2 : folded / 2;
  }

  /** @param {number} size */
  raw(size) {
    const at = this.#step(size);
    return this.#bytes.subarray(at, at + size);
  }

  bytes() {
    return this.raw(this.varint());
  }

  text() {
    return fromUtf8.decode(this.bytes());
  }
}
