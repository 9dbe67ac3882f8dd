// The element that stands for a drawn item: a native one where HTML has it, otherwise a role.

import { Role, State } from './messages.js';

/** @import { DrawnNode } from './difference.js' */

/**
 * @typedef {object} Shape
 * @property {string} tag
 * @property {string} [role]   explicit, where the tag alone does not say it
 * @property {string} [type]   of input and button
 * @property {boolean} [named] its text is its name, while it has no children
 * @property {boolean} [through] a container: pointers go through it to what lies below
 * @property {boolean} [selects] tells selected and not selected apart
 */

/** @type {Record<number, Shape>} */
const shapes = {
  [Role.none]: { tag: 'div', through: true },
  [Role.banner]: { tag: 'div', role: 'banner', through: true },
  [Role.navigation]: { tag: 'nav', through: true },
  [Role.main]: { tag: 'main', through: true },
  [Role.region]: { tag: 'section', role: 'region', through: true },
  [Role.heading]: { tag: 'h2', named: true },
  [Role.text]: { tag: 'p', named: true },
  [Role.link]: { tag: 'a', named: true },
  [Role.button]: { tag: 'button', type: 'button', named: true },
  [Role.text_field]: { tag: 'input', type: 'text' },
  [Role.search_field]: { tag: 'input', type: 'search' },
  [Role.checkbox]: { tag: 'input', type: 'checkbox' },
  [Role.radio]: { tag: 'input', type: 'radio' },
  [Role.toggle]: { tag: 'input', type: 'checkbox', role: 'switch' },
  [Role.tab_list]: { tag: 'div', role: 'tablist', through: true },
  [Role.tab]: { tag: 'button', type: 'button', role: 'tab', named: true, selects: true },
  [Role.tab_panel]: { tag: 'div', role: 'tabpanel', through: true },
  [Role.list]: { tag: 'ul', role: 'list', through: true },
  [Role.list_item]: { tag: 'li', named: true },
  [Role.list_box]: { tag: 'div', role: 'listbox', through: true },
  [Role.option]: { tag: 'div', role: 'option', named: true, selects: true },
  [Role.combo_box]: { tag: 'button', type: 'button', role: 'combobox' },
  [Role.grid]: { tag: 'div', role: 'grid', through: true },
  [Role.row]: { tag: 'div', role: 'row', selects: true },
  [Role.column_header]: { tag: 'div', role: 'columnheader', named: true },
  [Role.cell]: { tag: 'div', role: 'gridcell', named: true },
  [Role.menu]: { tag: 'div', role: 'menu' },
  [Role.menu_item]: { tag: 'button', type: 'button', role: 'menuitem', named: true },
  [Role.dialog]: { tag: 'div', role: 'dialog' },
  [Role.alert]: { tag: 'div', role: 'alert', named: true },
  [Role.status]: { tag: 'div', role: 'status', named: true },
  [Role.progress]: { tag: 'div', role: 'progressbar' },
  [Role.image]: { tag: 'div', role: 'img' },
  [Role.separator]: { tag: 'hr' },
  [Role.group]: { tag: 'div', role: 'group', through: true },
  [Role.form]: { tag: 'div', role: 'form', through: true },
};

/** @param {DrawnNode} node */
export function isTextField(node) {
  return node.role === Role.text_field || node.role === Role.search_field;
}

/** @param {DrawnNode} node */
function tagOf(node) {
  if (node.role === Role.heading) return `h${Math.min(Math.max(node.level, 1), 6)}`;
  if (isTextField(node) && node.is(State.state_multiline)) return 'textarea';
  return shapes[node.role].tag;
}

/** Two nodes with the same key can share an element. @param {DrawnNode} node */
export function shapeKey(node) {
  return `${node.role} ${tagOf(node)}`;
}

/** @param {DrawnNode} node */
export function makeElement(node) {
  const shape = shapes[node.role];
  const element = document.createElement(tagOf(node));
  if (shape.role) element.setAttribute('role', shape.role);
  if (shape.type) element.setAttribute('type', shape.type);
  element.classList.toggle('through', shape.through ?? false);
  if (node.role === Role.dialog) element.setAttribute('aria-modal', 'true');
  // Spoken by the page's own live regions, which are there before their text is (live_regions.js).
  if (node.role === Role.status || node.role === Role.alert) {
    element.setAttribute('aria-live', 'off');
  }
  return element;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | number | boolean | undefined} value  undefined: no such attribute
 */
export function setAttribute(element, name, value) {
  if (value === undefined) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, String(value));
  }
}

/**
 * @param {HTMLElement} element
 * @param {DrawnNode} node
 */
export function applyStates(element, node) {
  const shape = shapes[node.role];
  const flag = (/** @type {number} */ state) => (node.is(state) ? true : undefined);
  setAttribute(element, 'aria-disabled', flag(State.state_disabled));
  setAttribute(element, 'aria-pressed', flag(State.state_pressed));
  setAttribute(element, 'aria-required', flag(State.state_required));
  setAttribute(element, 'aria-invalid', flag(State.state_invalid));
  setAttribute(element, 'aria-busy', flag(State.state_busy));
  setAttribute(element, 'aria-current', node.is(State.state_current) ? 'page' : undefined);
  setAttribute(element, 'aria-haspopup', node.is(State.state_offers_menu) ? 'menu' : undefined);
  setAttribute(element, 'aria-selected',
    shape.selects ? node.is(State.state_selected) : flag(State.state_selected));
  setAttribute(element, 'aria-expanded', node.is(State.state_expanded) ? true
    : node.is(State.state_collapsed) ? false : undefined);
  if (element instanceof HTMLInputElement && /checkbox|radio/.test(element.type)) {
    element.checked = node.is(State.state_checked);
  } else if (node.role === Role.menu_item) {
    setAttribute(element, 'aria-checked', flag(State.state_checked));
  }
  applyFocusability(element, node);
  element.inert = node.is(State.state_inert);
  element.classList.toggle('clipped', node.is(State.state_clipped));
  element.classList.toggle('scrolls', node.is(State.state_scrolls));
  element.classList.toggle('selectable', node.is(State.state_selectable));
  element.classList.toggle('strong', node.is(State.state_strong));
}

/**
 * @param {HTMLElement} element
 * @param {DrawnNode} node
 */
function applyFocusability(element, node) {
  if (node.is(State.state_focusable)) element.tabIndex = 0;
  else if (node.is(State.state_roving) || element.tabIndex === 0) element.tabIndex = -1;
}

/**
 * What it is called and what it says.
 * @param {HTMLElement} element
 * @param {DrawnNode} node
 * @param {boolean} hasChildren
 */
export function applyTexts(element, node, hasChildren) {
  element.classList.toggle('leaf', !hasChildren);
  const inside = shapes[node.role].named && !hasChildren;
  const text = inside ? node.name : node.role === Role.combo_box ? node.value : '';
  const first = element.firstChild;
  if (first instanceof Text) {
    if (text === '') first.remove();
    else if (first.data !== text) first.data = text;
  } else if (text !== '') {
    element.prepend(text);
  }
  setAttribute(element, 'aria-label', inside || !node.name ? undefined : node.name);
  setAttribute(element, 'aria-description', node.description || undefined);
  setAttribute(element, 'aria-keyshortcuts', node.shortcut || undefined);
  if (node.role === Role.progress) {
    setAttribute(element, 'aria-valuenow',
      node.progress < 0 ? undefined : Math.round(node.progress * 100));
    setAttribute(element, 'aria-valuetext', node.value || undefined);
  }
}

/**
 * What it leads to. A field that controls a list of options is a combobox: the focus stays in it
 * while its active option is told.
 * @param {HTMLElement} element
 * @param {DrawnNode} node
 */
export function applyReferences(element, node) {
  const to = (/** @type {number} */ id) => (id ? `n${id}` : undefined);
  setAttribute(element, 'aria-controls', to(node.controls));
  setAttribute(element, 'aria-activedescendant', to(node.active));
  if (!isTextField(node)) return;
  const isCombobox = node.controls !== 0;
  setAttribute(element, 'role', isCombobox ? 'combobox' : undefined);
  setAttribute(element, 'aria-autocomplete', isCombobox ? 'list' : undefined);
  setAttribute(element, 'aria-expanded', isCombobox ? true : undefined);
}

/**
 * Where it stands in a larger whole.
 * @param {HTMLElement} element
 * @param {DrawnNode} node
 * @param {DrawnNode | undefined} parent
 */
export function applyCounts(element, node, parent) {
  const place = (/** @type {number} */ index) => (index < 0 ? undefined : index + 1);
  const count = (/** @type {number} */ value) => (value < 0 ? undefined : value);
  switch (node.role) {
    case Role.grid:
      setAttribute(element, 'aria-rowcount', count(node.rowCount));
      break;
    case Role.row:
      setAttribute(element, 'aria-rowindex', place(node.rowIndex));
      break;
    case Role.cell:
    case Role.column_header:
      setAttribute(element, 'aria-colindex', place(node.columnIndex));
      break;
    case Role.list_item:
    case Role.option:
      setAttribute(element, 'aria-posinset', place(node.rowIndex));
      setAttribute(element, 'aria-setsize',
        node.rowIndex < 0 ? undefined : count(parent?.rowCount ?? -1));
      break;
  }
}
