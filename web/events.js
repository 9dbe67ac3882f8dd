// What the user did, packed for the worker (wasm/messages.h, EventKind). Movement waits for the
// next animation frame, of which only the newest position counts; everything else leaves at the
// end of the present task, with what moved before it, so that the order is kept.
//
// Messages are numbered. The worker says up to which one it had read when it drew what it sends, so
// that what it says is never taken for an answer to something newer: whoever writes an event keeps
// `turn`, and asks isAnswered(turn) before the worker's word replaces what the user did.

import { Writer } from './codec.js';
import { EventKind, TextAction } from './messages.js';

/**
 * @typedef {object} PointerFields
 * @property {number} action
 * @property {number} source
 * @property {number} button
 * @property {number} modifiers
 * @property {number} x
 * @property {number} y
 * @property {number} target
 */

export class EventQueue {
  #writer = new Writer();
  #send;
  /** @type {PointerFields | undefined} */
  #move;
  #wheel = { x: 0, y: 0, dx: 0, dy: 0, modifiers: 0, pending: false };
  #flushing = false;
  #frame = 0;
  #sent = 0;
  #answered = 0;
  /** How many were sent before the present worker was there. */
  #sentBefore = 0;

  /** @param {(bytes: ArrayBuffer) => void} send */
  constructor(send) {
    this.#send = send;
  }

  /** The number of the message in which an event written now leaves. */
  get turn() {
    return this.#sent + 1;
  }

  /** @param {number} turn */
  isAnswered(turn) {
    return turn <= this.#answered;
  }

  /** The worker has read so many of our messages. @param {number} count */
  answer(count) {
    this.#answered = this.#sentBefore + count;
  }

  /** Another worker begins to count. */
  startAnew() {
    this.#sentBefore = this.#sent;
  }

  /** @param {PointerFields} fields */
  move(fields) {
    this.#move = fields;
    this.#atNextFrame();
  }

  /** @param {PointerFields} fields */
  pointer(fields) {
    this.#settle();
    this.#writePointer(fields);
    this.#soon();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} dx
   * @param {number} dy
   * @param {number} modifiers
   */
  wheel(x, y, dx, dy, modifiers) {
    const wheel = this.#wheel;
    if (wheel.pending && wheel.modifiers !== modifiers) this.#settle();
    this.#wheel = {
      x, y, dx: wheel.pending ? wheel.dx + dx : dx, dy: wheel.pending ? wheel.dy + dy : dy,
      modifiers, pending: true,
    };
    this.#atNextFrame();
  }

  /**
   * @param {boolean} down
   * @param {number} modifiers
   * @param {string} code
   * @param {string} key
   * @param {number} target
   */
  key(down, modifiers, code, key, target) {
    this.#begin(EventKind.key).u8(down).u8(modifiers).text(code).text(key).u64(target);
  }

  /** @param {number} node */
  activate(node) {
    this.#begin(EventKind.activate).u64(node);
  }

  /**
   * @param {number} node
   * @param {number} serial
   */
  focus(node, serial) {
    this.#begin(EventKind.focus).u64(node).u32(serial);
  }

  /**
   * @param {number} node
   * @param {keyof typeof TextAction} action
   * @param {string} text
   * @param {boolean} byEnter
   */
  text(node, action, text, byEnter = false) {
    this.#begin(EventKind.text).u64(node).u8(TextAction[action]).text(text).u8(byEnter);
  }

  /**
   * @param {number} width
   * @param {number} height
   * @param {number} pixelRatio
   */
  resize(width, height, pixelRatio) {
    this.#begin(EventKind.resize).f32(width).f32(height).f32(pixelRatio);
  }

  /** @param {Record<'dark' | 'highContrast' | 'reducedMotion' | 'coarse', boolean>} media */
  media(media) {
    this.#begin(EventKind.media)
      .u8(media.dark).u8(media.highContrast).u8(media.reducedMotion).u8(media.coarse);
  }

  /** @param {string} fragment */
  route(fragment) {
    this.#begin(EventKind.route).text(fragment);
  }

  /** @param {boolean} visible */
  visibility(visible) {
    this.#begin(EventKind.visibility).u8(visible);
  }

  flush() {
    this.#settle();
    if (this.#writer.size === 0) return;
    ++this.#sent;
    this.#send(this.#writer.take());
  }

  /** @param {number} kind */
  #begin(kind) {
    this.#settle();
    this.#soon();
    return this.#writer.u8(kind);
  }

  #settle() {
    if (this.#move) this.#writePointer(this.#move);
    this.#move = undefined;
    const { x, y, dx, dy, modifiers, pending } = this.#wheel;
    if (!pending) return;
    this.#wheel.pending = false;
    this.#writer.u8(EventKind.wheel).f32(x).f32(y).f32(dx).f32(dy).u8(modifiers);
  }

  /** @param {PointerFields} fields */
  #writePointer({ action, source, button, modifiers, x, y, target }) {
    this.#writer.u8(EventKind.pointer)
      .u8(action).u8(source).u8(button).u8(modifiers).f32(x).f32(y).u64(target);
  }

  #soon() {
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => {
      this.#flushing = false;
      this.flush();
    });
  }

  #atNextFrame() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.flush();
    });
  }
}
