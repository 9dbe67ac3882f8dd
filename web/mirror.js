// The mirror: a real element for each thing drawn on the canvas, above it and at the same place. It
// is what screen readers read, what Tab walks, what find in page finds, and what tests click.
//
// 1. The worker says what is there; nothing here decides what the interface shows.
// 2. The page owns the focus. A request for it carries a serial, which comes back with the focus
//    event it caused, so that neither side answers the other's echo; a request made before the
//    worker knew where the user has gone since is outdated.
// 3. An element lives as long as its node keeps its kind, so that focus and marked text survive.

import { DrawnNode, readDifference } from './difference.js';
import {
  applyCounts, applyReferences, applyStates, applyTexts, isTextField, makeElement, shapeKey,
} from './elements.js';
import { LiveRegions } from './live_regions.js';
import { NodeField, Role, State } from './messages.js';
import { TextOverlay } from './text_overlay.js';

/** @import { EventQueue } from './events.js' */

/**
 * @typedef {object} Twin
 * @property {DrawnNode} node
 * @property {HTMLElement} element
 * @property {string} shape
 * @property {TextOverlay} [text]
 */

const checkAgainMs = 400;

export class Mirror {
  #stage;
  #events;
  #live = new LiveRegions();
  /** @type {Map<number, Twin>} */
  #twins = new Map();
  /** @type {WeakMap<Element, Twin>} */
  #byElement = new WeakMap();
  #focusSerial = 0;
  #focused = 0;
  /** When the worker was last told where the user went. */
  #wentIn = 0;
  /** The element with the focus is being put elsewhere, and keeps it. */
  #placing = false;

  /**
   * @param {HTMLElement} stage
   * @param {EventQueue} events
   */
  constructor(stage, events) {
    this.#stage = stage;
    this.#events = events;
    stage.addEventListener('focusin', (event) => {
      if (this.#placing) return;
      if (this.#focusSerial === 0) this.#wentIn = events.turn;
      this.#focusedOn(this.nodeOf(event.target));
    });
    stage.addEventListener('focusout', (event) => {
      if (this.#placing) return;
      this.#twinOf(event.target)?.text?.leave();
      if (!this.#twinOf(event.relatedTarget)) this.#focusedOn(0);
    });
    stage.addEventListener('click', (event) => this.#clicked(event));
  }

  /** The worker has read more of what we sent. */
  answered() {
    for (const { text } of this.#twins.values()) text?.showValue();
  }

  /** The node an element stands for, 0 if none. @param {EventTarget | null} target */
  nodeOf(target) {
    return this.#twinOf(target)?.node.id ?? 0;
  }

  /** @param {EventTarget | null} target */
  textFieldOf(target) {
    return this.#twinOf(target)?.text;
  }

  /** The field in edit is committed: the page may not come back. */
  leave() {
    this.#twins.get(this.#focused)?.text?.leave();
  }

  /** @param {ArrayBuffer} bytes */
  apply(bytes) {
    const difference = readDifference(bytes);
    const gone = difference.forgets ? [...this.#twins.keys()] : difference.removed;
    // What holds the focus may move to another parent: until then its present one stays.
    const held = document.activeElement;
    const emptied = gone.map((id) => this.#forget(id)).filter((element) => {
      const stays = element?.contains(held) && this.#twinOf(held);
      if (!stays) element?.remove();
      return stays;
    });
    /** @type {Set<Twin>} */
    const retold = new Set();
    /** @type {Set<Twin>} */
    const moved = new Set();
    difference.readChanged(
      (id) => this.#twins.get(id)?.node ?? new DrawnNode(id),
      (node, fields) => this.#change(node, fields, retold, moved));
    for (const element of emptied) element?.remove();
    for (const twin of moved) this.#position(twin);
    for (const twin of retold) this.#tell(twin);
    const focused = this.nodeOf(document.activeElement);
    if (focused !== this.#focused) this.#focusedOn(focused);
  }

  /**
   * @param {number} id
   * @param {number} serial
   */
  focus(id, serial) {
    if (!this.#events.isAnswered(this.#wentIn)) return;
    this.#focusSerial = serial;
    const element = this.#twins.get(id)?.element;
    if (element && element !== document.activeElement) {
      if (element.tabIndex < 0) element.tabIndex = -1;  // makes a plain element focusable
      element.focus({ preventScroll: true });
    } else if (id === 0 && document.activeElement instanceof HTMLElement) {
      document.activeElement.blur();
    }
    // Nothing moved, so no event told it.
    if (this.#focusSerial === serial) this.#focusedOn(this.nodeOf(document.activeElement));
  }

  /**
   * @param {number} id
   * @param {string} from
   * @param {string} to
   */
  setText(id, from, to) {
    this.#twins.get(id)?.text?.replace(from, to);
  }

  /** @param {EventTarget | null} target */
  #twinOf(target) {
    return target instanceof Element ? this.#byElement.get(target) : undefined;
  }

  /** @param {number} id */
  #focusedOn(id) {
    const serial = this.#focusSerial;
    // Leaving one element for another is told once, as arriving at the other.
    this.#focusSerial = 0;
    this.#focused = id;
    this.#events.focus(id, serial);
  }

  // Before its element goes: what that blurs is nobody's edit.
  /** @param {number} id */
  #forget(id) {
    const twin = this.#twins.get(id);
    if (!twin) return undefined;
    this.#twins.delete(id);
    this.#byElement.delete(twin.element);
    this.#live.remove(id);
    return twin.element;
  }

  // What takes the focus from an element for a moment only.
  /**
   * @param {() => void} put
   * @param {Element | null} focused  what has it afterwards
   */
  #keepFocus(put, focused = document.activeElement) {
    this.#placing = true;
    put();
    if (focused instanceof HTMLElement && focused !== document.activeElement) {
      focused.focus({ preventScroll: true });
    }
    this.#placing = false;
  }

  /**
   * @param {DrawnNode} node
   * @param {number} fields
   * @param {Set<Twin>} retold
   * @param {Set<Twin>} moved
   */
  #change(node, fields, retold, moved) {
    const twin = this.#twinFor(node);
    if (fields & NodeField.field_place) this.#place(twin, retold);
    if (fields & (NodeField.field_place | NodeField.field_rect)) {
      moved.add(twin);
      for (const child of twin.element.children) {
        const childTwin = this.#byElement.get(child);
        if (childTwin) moved.add(childTwin);
      }
    }
    retold.add(twin);
  }

  /** @param {DrawnNode} node */
  #twinFor(node) {
    const known = this.#twins.get(node.id);
    const shape = shapeKey(node);
    if (known?.shape === shape) return known;
    const element = makeElement(node);
    element.classList.add('twin');
    /** @type {Twin} */
    const twin = { node, element, shape };
    if (isTextField(node)) {
      twin.text = new TextOverlay(
        /** @type {HTMLInputElement | HTMLTextAreaElement} */ (element), node, this.#events);
    }
    this.#twins.set(node.id, twin);
    this.#byElement.set(element, twin);
    if (known) {
      const hadFocus = document.activeElement === known.element;
      this.#byElement.delete(known.element);
      element.append(...known.element.children);
      this.#keepFocus(() => known.element.replaceWith(element), hadFocus ? element : undefined);
      this.#position(twin);
    }
    return twin;
  }

  /**
   * @param {Twin} twin
   * @param {Set<Twin>} retold
   */
  #place({ node, element }, retold) {
    const parent = this.#twins.get(node.parent);
    const container = parent?.element ?? this.#stage;
    if (parent) retold.add(parent);
    const previous = this.#twins.get(node.previous)?.element;
    const next = previous ? previous.nextElementSibling : container.firstElementChild;
    if (element === next) return;
    this.#keepFocus(() => container.insertBefore(element, next));
  }

  // Inside its parent's element, so that what scrolls is cut there.
  /** @param {Twin} twin */
  #position({ node, element }) {
    const parent = this.#twins.get(node.parent)?.node;
    const { style } = element;
    style.left = `${node.x - (parent?.x ?? 0)}px`;
    style.top = `${node.y - (parent?.y ?? 0)}px`;
    style.width = `${node.width}px`;
    style.height = `${node.height}px`;
  }

  /** @param {Twin} twin */
  #tell({ node, element, text }) {
    applyStates(element, node);
    applyCounts(element, node, this.#twins.get(node.parent)?.node);
    if (!text) applyTexts(element, node, element.childElementCount > 0);
    else this.#tellField(node, element, text);
    if (node.role === Role.link && element instanceof HTMLAnchorElement) this.#link(element, node);
    if (node.is(State.state_selectable)) element.style.fontSize = `${node.fontPx}px`;
    applyReferences(element, node);
    const id = `n${node.id}`;
    if (element.id !== id) element.id = id;
    this.#live.update(node);
  }

  /**
   * @param {DrawnNode} node
   * @param {HTMLElement} element
   * @param {TextOverlay} text
   */
  #tellField(node, element, text) {
    element.setAttribute('aria-label', node.name);
    if (node.description) element.setAttribute('aria-description', node.description);
    else element.removeAttribute('aria-description');
    text.update();
  }

  /**
   * @param {HTMLAnchorElement} element
   * @param {DrawnNode} node
   */
  #link(element, node) {
    if (element.getAttribute('href') === node.href) return;
    element.href = node.href;
    element.draggable = false;
    if (node.href.startsWith('#')) return;
    element.target = '_blank';
    element.rel = 'noopener noreferrer';
  }

  // A press and release at a place has gone to the worker as pointer events already; a click
  // without a place comes from a screen reader, a script, or the browser's own access keys.
  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = event.target instanceof Element ? event.target.closest('.twin') : null;
    const twin = this.#twinOf(target);
    if (!twin) return;
    const { node, element } = twin;
    const newTab = event.ctrlKey || event.metaKey || event.shiftKey;
    if (node.role === Role.link && node.href.startsWith('#') && !newTab) event.preventDefault();
    if (event.detail === 0 && !twin.text) this.#events.activate(node.id);
    if (element instanceof HTMLInputElement && !twin.text) {
      // The browser has changed the mark at once; the worker's word counts.
      setTimeout(() => { element.checked = node.is(State.state_checked); }, checkAgainMs);
    }
  }
}
