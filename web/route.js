// The address: every place in the program has a fragment of opaque ids, which no server sees.

/** @import { EventQueue } from './events.js' */

const fragmentMax = 500;  // ours are shorter; an address may be anything

export class Route {
  #events;

  /**
   * @param {EventQueue} events
   * @param {() => void} leave  before another place is shown
   */
  constructor(events, leave) {
    this.#events = events;
    addEventListener('popstate', () => {
      leave();
      this.tell();
    });
  }

  tell() {
    this.#events.route(location.hash.slice(0, fragmentMax));
  }

  /**
   * @param {string} fragment
   * @param {boolean} replace
   */
  go(fragment, replace) {
    if (fragment === location.hash) return;
    if (replace) history.replaceState(null, '', fragment);
    else history.pushState(null, '', fragment);
  }
}
