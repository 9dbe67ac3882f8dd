// Going about by keys alone: what has the focus is asked for by role and name.
import assert from 'node:assert/strict';

const stepsMax = 60;
const stepMs = 500;

/** What has the focus, in words that two places do not share. */
const focused = () => {
  const element = document.activeElement;
  return `${element?.id} ${element?.getAttribute('aria-activedescendant')}`;
};

/** @param {import('playwright-core').Locator} locator */
export const hasFocus = (locator) => locator.evaluateAll(
  (elements) => elements.some((element) => element === document.activeElement));

/** @param {() => import('playwright-core').Page} pageNow */
export function keysOf(pageNow) {
  /** Until the focus is there of itself. */
  async function focusComes(locator) {
    await locator.first().waitFor();
    for (let tries = 0; !await hasFocus(locator); ++tries) {
      assert.ok(tries < 100, `the focus comes to ${locator}`);
      await pageNow().waitForTimeout(50);
    }
  }

  /** One step, to its end: where an arrow leads, the worker says. */
  async function step(key) {
    const from = await pageNow().evaluate(focused);
    await pageNow().keyboard.press(key);
    for (const end = Date.now() + stepMs; Date.now() < end;) {
      if (await pageNow().evaluate(focused) !== from) return;
      await pageNow().waitForTimeout(10);
    }
  }

  /** Presses `key` until the focus is there. */
  async function goBy(key, locator) {
    await locator.first().waitFor({ timeout: 30_000 });
    for (let steps = 0; !await hasFocus(locator); ++steps) {
      assert.ok(steps < stepsMax, `${key} comes to ${locator}`);
      await step(key);
    }
  }

  const tabTo = (role, name, exact = false) => (
    goBy('Tab', pageNow().getByRole(role, { name, exact })));

  async function press(role, name, exact = false) {
    await tabTo(role, name, exact);
    await pageNow().keyboard.press('Enter');
  }

  async function type(name, text) {
    await tabTo('textbox', name, true);
    await pageNow().keyboard.press('Control+A');
    await pageNow().keyboard.type(text);
  }

  return { focusComes, goBy, tabTo, press, type };
}
