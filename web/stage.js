// The stage: the canvas and the invisible elements above it (mirror.js) share one place, and this
// is where pointer, wheel, touch, keys, size and the system's wishes are listened to.

import { PointerAction, PointerSource, Modifier } from './messages.js';

/** @import { EventQueue } from './events.js' */
/** @import { Mirror } from './mirror.js' */

const sources = /** @type {Record<string, number>} */ (PointerSource);
const linePx = 20;
const slopPx = 8;

/** @param {MouseEvent | KeyboardEvent} event */
export function modifiersOf(event) {
  return (event.shiftKey ? Modifier.mod_shift : 0) | (event.ctrlKey ? Modifier.mod_control : 0) |
    (event.altKey ? Modifier.mod_alt : 0) | (event.metaKey ? Modifier.mod_meta : 0);
}

/** The name by which the worker asks for a chord: "Control+KeyK". @param {KeyboardEvent} event */
function chordOf(event) {
  return (event.ctrlKey ? 'Control+' : '') + (event.altKey ? 'Alt+' : '') +
    (event.shiftKey ? 'Shift+' : '') + (event.metaKey ? 'Meta+' : '') + event.code;
}

/**
 * The name by which the worker asks for what a key writes, wherever it lies: "?", "Control+z".
 * Keyboards of other scripts have no such letters: there the place counts.
 * @param {KeyboardEvent} event
 */
function meaningOf(event) {
  const place = event.code.startsWith('Key') ? event.code.slice(3) : event.key;
  const sign = (event.key > '\x7f' ? place : event.key).toLowerCase();
  const shift = event.shiftKey && /^[a-z]$/.test(sign);
  return (event.ctrlKey ? 'Control+' : '') + (event.metaKey ? 'Meta+' : '') +
    (event.altKey ? 'Alt+' : '') + (shift ? 'Shift+' : '') + sign;
}

/** A field of several lines while it is edited. @param {EventTarget | null} target */
function scrollsItself(target) {
  return target instanceof HTMLTextAreaElement && target === document.activeElement &&
    target.scrollHeight > target.clientHeight;
}

export class Stage {
  #element;
  #events;
  #mirror;
  /** @type {Set<string>} */
  #chords = new Set();
  #pressed = { x: 0, y: 0 };
  #size = { width: 0, height: 0, ratio: 1 };
  #media = {
    dark: matchMedia('(prefers-color-scheme: dark)'),
    contrast: matchMedia('(prefers-contrast: more)'),
    forced: matchMedia('(forced-colors: active)'),
    still: matchMedia('(prefers-reduced-motion: reduce)'),
    coarse: matchMedia('(pointer: coarse)'),
  };

  /**
   * @param {HTMLElement} element
   * @param {EventQueue} events
   * @param {Mirror} mirror
   */
  constructor(element, events, mirror) {
    this.#element = element;
    this.#events = events;
    this.#mirror = mirror;
    this.#listenToPointers();
    this.#listenToKeys();
    for (const query of Object.values(this.#media)) {
      query.addEventListener('change', () => this.#tellMedia());
    }
    this.#observeSize();
    document.addEventListener('visibilitychange', () => this.#tellVisibility());
  }

  /** All that a worker needs to know at its start. */
  tell() {
    this.#tellMedia();
    this.#tellVisibility();
    this.#tellSize();
  }

  /** The keys that the worker wants now instead of the browser. @param {string[]} chords */
  setChords(chords) {
    this.#chords = new Set(chords);
  }

  /**
   * What the page paints itself follows the theme.
   * @param {boolean} dark
   * @param {number[]} colours  as ui::PageColours, ARGB
   */
  setColours(dark, colours) {
    const { documentElement: root, head } = document;
    root.classList.toggle('dark', dark);
    const texts = colours.map((argb) => `#${(argb % 2 ** 24).toString(16).padStart(6, '0')}`);
    ['background', 'text', 'text-second', 'accent', 'marked'].forEach((name, index) => {
      root.style.setProperty(`--${name}`, texts[index]);
    });
    head.querySelector('meta[name=theme-color]')?.setAttribute('content', texts[0]);
  }

  #listenToPointers() {
    const element = this.#element;
    for (const [type, action] of /** @type {const} */ ([
      ['pointermove', PointerAction.move], ['pointerdown', PointerAction.down],
      ['pointerup', PointerAction.up], ['pointercancel', PointerAction.cancel],
      ['pointerleave', PointerAction.leave],
    ])) {
      element.addEventListener(type, (event) => {
        if (event.isPrimary) this.#point(event, action);
      });
    }
    element.addEventListener('wheel', (event) => {
      if (event.ctrlKey || scrollsItself(event.target)) return;  // ctrl: the browser's own zoom
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? linePx
        : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? element.clientHeight : 1;
      this.#events.wheel(event.clientX, event.clientY, event.deltaX * unit, event.deltaY * unit,
        modifiersOf(event));
    }, { passive: false });
  }

  /**
   * @param {PointerEvent} event
   * @param {number} action
   */
  #point(event, action) {
    const fields = {
      action, source: sources[event.pointerType] ?? PointerSource.mouse,
      button: Math.max(event.button, 0), modifiers: modifiersOf(event),
      x: event.clientX, y: event.clientY, target: this.#mirror.nodeOf(event.target),
    };
    if (action === PointerAction.down) this.#pressed = { x: fields.x, y: fields.y };
    if (action !== PointerAction.move) return this.#events.pointer(fields);
    this.#keepDrag(event);
    this.#events.move(fields);
  }

  // A drag is ours also outside the window; a text field keeps its own for marking text. Not before
  // it is one: a captured press would take the click from the element under it.
  /** @param {PointerEvent} event */
  #keepDrag(event) {
    const { x, y } = this.#pressed;
    const isDrag = event.buttons !== 0 && Math.hypot(event.clientX - x, event.clientY - y) > slopPx;
    if (!isDrag || this.#mirror.textFieldOf(event.target)) return;
    if (!this.#element.hasPointerCapture(event.pointerId)) {
      this.#element.setPointerCapture(event.pointerId);
    }
  }

  // Whether the browser or the worker gets a key must be said at once, so it follows from where
  // the focus is and from the table of chords alone.
  #listenToKeys() {
    document.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      const node = this.#mirror.nodeOf(event.target);
      const isText = this.#mirror.textFieldOf(event.target) !== undefined;
      const wanted = this.#chords.has(chordOf(event)) ||
        (!isText && this.#chords.has(meaningOf(event)));
      if (event.key === 'Tab') {
        this.#events.key(true, modifiersOf(event), event.code, event.key, node);
        if (!wanted) return;
      } else if (isText) {
        if (!wanted) return;
      } else if (!wanted && !this.#ownKey(event)) {
        return;
      }
      event.preventDefault();
      if (event.key === 'Tab') return;
      if (!wanted && (event.key === 'Enter' || event.key === ' ')) {
        if (!event.repeat && node) this.#events.activate(node);
        return;
      }
      this.#events.key(true, modifiersOf(event), event.code, event.key, node);
    });
    document.addEventListener('keyup', (event) => {
      if (event.isComposing || this.#mirror.textFieldOf(event.target)) return;
      // Otherwise Firefox clicks a button at the end of a Space whose beginning was prevented.
      if (event.key === ' ') event.preventDefault();
      this.#events.key(false, modifiersOf(event), event.code, event.key,
        this.#mirror.nodeOf(event.target));
    });
  }

  // Keys that mean something on an element that is not text.
  /** @param {KeyboardEvent} event */
  #ownKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.key === 'Enter' || event.key === ' ') return this.#mirror.nodeOf(event.target) !== 0;
    return /^(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown|Escape)$/.test(event.key);
  }

  #observeSize() {
    const observer = new ResizeObserver((entries) => this.#resized(entries[entries.length - 1]));
    try {
      observer.observe(this.#element, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(this.#element);  // Safari
    }
  }

  #tellMedia() {
    const { dark, contrast, forced, still, coarse } = this.#media;
    this.#events.media({
      dark: dark.matches, highContrast: contrast.matches || forced.matches,
      reducedMotion: still.matches, coarse: coarse.matches,
    });
  }

  #tellVisibility() {
    this.#events.visibility(document.visibilityState === 'visible');
  }

  #tellSize() {
    const { width, height, ratio } = this.#size;
    if (width > 0) this.#events.resize(width, height, ratio);
  }

  /** @param {ResizeObserverEntry} entry */
  #resized(entry) {
    const { width, height } = entry.contentRect;
    // The exact ratio of this box: devicePixelRatio alone rounds differently at odd zooms.
    const exact = entry.devicePixelContentBoxSize?.[0];
    const ratio = exact && width > 0 ? exact.inlineSize / width : devicePixelRatio;
    this.#size = { width, height, ratio };
    this.#tellSize();
  }
}
