// Text is edited in real fields over the canvas, so that input methods, dictation, spelling, undo,
// long-press menus and screen readers work as anywhere. A field is seen only while it is edited;
// the rest of the time the canvas shows its text. What is typed streams to the worker; Enter or
// leaving commits, Escape takes it back.
//
// 1. What was typed stands until the worker has read it: its word about an older text is no answer.
// 2. Of what was typed since it came here or was committed, only replace() changes anything, and it
//    keeps what stands behind the text that it replaces: the next line may be begun before the
//    worker has taken the last one.

import { InputKind, Role, State } from './messages.js';
import { setAttribute } from './elements.js';

/** @import { DrawnNode } from './difference.js' */
/** @import { EventQueue } from './events.js' */
/** @import { TextAction } from './messages.js' */

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
  /** When the worker was last told of the text. */
  #toldIn = 0;

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
    this.showValue();
  }

  /**
   * The program changes the text under edit.
   * @param {string} from  what it replaces; of a passphrase the worker does not say it
   * @param {string} to
   */
  replace(from, to) {
    const { value } = this.#element;
    const isSecret = this.#node.is(State.state_password);
    const typedOn = !isSecret && value.startsWith(from) ? value.slice(from.length) : '';
    const isKnown = isSecret ? this.#events.isAnswered(this.#toldIn) : value === from + typedOn;
    if (!isKnown) return;
    this.#before = to;
    this.#edited = false;
    this.#element.value = to + typedOn;
    if (typedOn) this.#input();
  }

  /** The field is being left, or the page is. */
  leave() {
    if (!this.#edited) return;
    this.#edited = false;
    this.#before = this.#element.value;
    this.#tell('commit', this.#text);
  }

  // What is being typed is the user's. The worker never sends a passphrase back, but says whether
  // there is one (ui/semantics/node.h).
  showValue() {
    const { value } = this.#node;
    if (this.#edited) return;
    if (!this.#events.isAnswered(this.#toldIn)) return;
    if (this.#node.is(State.state_password) && value !== '') return;
    if (this.#element.value === value) return;
    this.#element.value = value;
    this.#before = value;
  }

  // The same passphrase typed on another system must be the same bytes.
  get #text() {
    const { value } = this.#element;
    return this.#node.is(State.state_password) ? value.normalize('NFKC') : value;
  }

  /**
   * @param {keyof typeof TextAction} action
   * @param {string} text
   * @param {boolean} byEnter
   */
  #tell(action, text, byEnter = false) {
    this.#toldIn = this.#events.turn;
    this.#events.text(this.#node.id, action, text, byEnter);
  }

  #input() {
    this.#edited = true;
    this.#tell('input', this.#text);
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
      this.#tell('commit', this.#text, true);
    } else if (event.key === 'Escape' && plain) {
      event.preventDefault();
      this.#edited = false;
      this.#element.value = this.#before;
      this.#tell('cancel', this.#before);
    }
  }
}
