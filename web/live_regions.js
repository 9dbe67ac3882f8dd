// Screen readers speak a live region only when it was there before its text changed. Toasts and
// errors are drawn and gone, so their words also go through two regions that always stay.

import { Role } from './messages.js';

/** @import { DrawnNode } from './difference.js' */

/** @param {'polite' | 'assertive'} manner */
function makeRegion(manner) {
  const region = document.createElement('div');
  region.className = 'spoken';
  region.setAttribute('aria-live', manner);
  document.body.append(region);
  return region;
}

export class LiveRegions {
  #polite = makeRegion('polite');
  #assertive = makeRegion('assertive');
  /** @type {Map<number, string>} */
  #said = new Map();

  /** @param {DrawnNode} node */
  update(node) {
    if (node.role !== Role.status && node.role !== Role.alert) return;
    const text = node.name || node.value;
    if (this.#said.get(node.id) === text) return;
    this.#said.set(node.id, text);
    (node.role === Role.alert ? this.#assertive : this.#polite).textContent = text;
  }

  /** @param {number} id */
  remove(id) {
    this.#said.delete(id);
  }
}
