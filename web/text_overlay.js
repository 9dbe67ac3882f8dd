// Text is edited in real fields over the canvas, so that input methods, dictation, spelling, undo,
// long-press menus and screen readers work as anywhere. A field is seen only while it is edited;
// the rest of the time the canvas shows its text. What is typed streams to the worker; Enter or
// leaving commits, Escape takes it back.

import { InputKind, Role, State } from './messages.js';
import { setAttribute } from './elements.js';

/** @import { DrawnNode } from './difference.js' */
/** @import { EventQueue } from './events.js' */

const checkAgainMs = 400;
// In UTF-16 units; the record engine has the exact limits, in bytes.
const textMax = 64 * 1024;
const longTextMax = 192 * 1024;

/** @type {Record<number, {type: string, mode?: string}>} */
const kinds = {
  [InputKind.text]: { type: 'text' },
  [InputKind.email]: { type: 'email', mode: 'email' },
  [InputKind.phone]: { type: 'tel', mode: 'tel' },
  [InputKind.url]: { type: 'url', mode: 'url' },
  // A field of type number does not give the text that it refuses.
  [InputKind.number]: { type: 'text', mode: 'decimal' },
  [InputKind.search]: { type: 'search', mode: 'search' },
};

export class TextOverlay {
  #element;
  #events;
  #node;
  /** What Escape goes back to. */
  #before = '';
  #edited = false;

  /**
   * @param {HTMLInputElement | HTMLTextAreaElement} element
   * @param {DrawnNode} node
   * @param {EventQueue} events
   */
  constructor(element, node, events) {
    this.#element = element;
    this.#node = node;
    this.#events = events;
    element.classList.add('field', 'leaf');
    element.dir = 'auto';
    // What a browser remembers of a field lies unencrypted in its profile.
    element.autocomplete = 'off';
    element.addEventListener('input', () => this.#input());
    element.addEventListener('keydown', (event) => {
      this.#key(/** @type {KeyboardEvent} */ (event));
    });
    element.addEventListener('focus', () => {
      this.#before = element.value;
      this.#edited = false;
    });
  }

  /** Takes over what the worker says of the field. */
  update() {
    const element = this.#element;
    const node = this.#node;
    const kind = node.role === Role.search_field ? InputKind.search : node.input;
    if (element instanceof HTMLInputElement) {
      const type = node.is(State.state_password) ? 'password' : kinds[kind].type;
      if (element.type !== type) element.type = type;
    }
    element.spellcheck = node.is(State.state_multiline);
    element.maxLength = node.is(State.state_multiline) ? longTextMax : textMax;
    element.placeholder = node.placeholder;
    element.readOnly = node.is(State.state_read_only) || node.is(State.state_disabled);
    setAttribute(element, 'inputmode', kinds[kind].mode);
    setAttribute(element, 'enterkeyhint',
      kind === InputKind.search ? 'search' : node.is(State.state_multiline) ? 'enter' : 'done');
    if (kind !== InputKind.text || node.is(State.state_password)) element.autocapitalize = 'off';
    const { style } = element;
    style.fontSize = `${node.fontPx}px`;
    style.lineHeight = `${Math.floor((node.fontPx * 29 + 10) / 20)}px`;  // ui/semantics/node.h
    style.paddingLeft = `${node.insetLeft}px`;
    style.paddingRight = `${node.insetRight}px`;
    style.paddingTop = `${node.is(State.state_multiline) ? node.insetTop : 0}px`;
    this.#showValue();
  }

  /** The program changes the text under edit. @param {string} text */
  replace(text) {
    this.#element.value = text;
    this.#before = text;
    this.#edited = false;
  }

  /** The field is being left, or the page is. */
  leave() {
    // What was typed may be refused, and then nothing tells that the value stays as it was.
    setTimeout(() => this.#showValue(), checkAgainMs);
    if (!this.#edited) return;
    this.#edited = false;
    this.#before = this.#element.value;
    this.#events.text(this.#node.id, 'commit', this.#text);
  }

  // The same passphrase typed on another system must be the same bytes.
  get #text() {
    const { value } = this.#element;
    return this.#node.is(State.state_password) ? value.normalize('NFKC') : value;
  }

  // The field in edit is the user's; only replace() puts another text into it. The worker never
  // sends a passphrase back, so its field keeps what it has.
  #showValue() {
    const inEdit = this.#element === document.activeElement;
    if (!inEdit && !this.#node.is(State.state_password)) this.#element.value = this.#node.value;
  }

  #input() {
    this.#edited = true;
    this.#events.text(this.#node.id, 'input', this.#text);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // 229: Safari tells of the Enter that ended a composition only after the composition's end.
    if (event.isComposing || event.keyCode === 229) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (event.key === 'Enter') {
      const ends = this.#node.is(State.state_multiline)
        ? event.ctrlKey || event.metaKey : plain;
      if (!ends) return;
      event.preventDefault();
      this.#edited = false;
      this.#before = this.#element.value;
      this.#events.text(this.#node.id, 'commit', this.#text, true);
    } else if (event.key === 'Escape' && plain) {
      event.preventDefault();
      this.#edited = false;
      this.#element.value = this.#before;
      this.#events.text(this.#node.id, 'cancel', this.#before);
    }
  }
}
