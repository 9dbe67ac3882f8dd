// Which tab has the workspace, as the page sees it: wants it when somebody looks at this page, says
// where it is while another has it, and answers for a worker that is too busy to (baton.js).

import { channelName } from './baton.js';
import { BatonAt, TabWord } from './messages.js';
import { hideElsewhere, onUseHere, showElsewhere } from './notice.js';

/** @import { Said } from './baton.js' */

/**
 * Without the files nothing is drawn anew: the picture keeps its size, in a window of any other.
 * @param {boolean} isKept
 */
function keepPicture(isKept) {
  const canvas = document.querySelector('canvas');
  if (!canvas) return;
  const { width, height } = canvas.getBoundingClientRect();
  canvas.style.width = isKept ? `${width}px` : '';
  canvas.style.height = isKept ? `${height}px` : '';
}

export class Tabs {
  #stage;
  #tellFront;
  #channel = new BroadcastChannel(channelName);
  #isHere = false;
  #askedAt = 0;
  /** @type {Element | null} */
  #focused = null;

  /**
   * @param {HTMLElement} stage
   * @param {(front: boolean) => void} tellFront  tells the worker whether this tab is looked at
   */
  constructor(stage, tellFront) {
    this.#stage = stage;
    this.#tellFront = tellFront;
    for (const type of ['focus', 'blur', 'pageshow']) addEventListener(type, () => this.tell());
    document.addEventListener('visibilitychange', () => this.tell());
    onUseHere(() => this.#front(true));
    this.#channel.addEventListener('message', ({ data }) => {
      const { word } = /** @type {Said} */ (data);
      if (word === TabWord.want && this.#isHere) {
        this.#channel.postMessage({ word: TabWord.alive, job: '' });
      }
    });
  }

  tell() {
    this.#front(document.visibilityState === 'visible' && document.hasFocus());
  }

  /** Another worker begins, without it. */
  startAnew() {
    this.#isHere = false;
    this.tell();
  }

  /**
   * The worker says where it is. Meanwhile the screen stays as it was, and does nothing.
   * @param {number} baton
   * @param {string} job  of the tab that has it
   */
  told(baton, job) {
    const wasHere = this.#isHere;
    this.#isHere = baton === BatonAt.here;
    if (!this.#isHere) {
      if (!this.#stage.inert) this.#focused = document.activeElement;
      keepPicture(true);
      this.#stage.inert = true;
      showElsewhere(baton, job);
      return;
    }
    if (!wasHere && this.#askedAt > 0) performance.measure('kith-baton', { start: this.#askedAt });
    this.#askedAt = 0;
    this.#stage.inert = false;
    keepPicture(false);
    hideElsewhere();
    if (this.#focused instanceof HTMLElement && this.#focused.isConnected) {
      this.#focused.focus({ preventScroll: true });
    }
    this.#focused = null;
  }

  /** @param {boolean} front */
  #front(front) {
    if (front && !this.#isHere && this.#askedAt === 0) this.#askedAt = performance.now();
    if (!front) this.#askedAt = 0;
    this.#tellFront(front);
  }
}
