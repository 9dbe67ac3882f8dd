// Who knows whom: the picture and the way to somebody, with the pointer and by keys alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { accessibilityFaults } from './helpers.mjs';
import { keysOf } from './keys.mjs';
import { openedWorkspace } from './opened.mjs';
import { goTo, openPerson } from './workspace.mjs';

const opened = openedWorkspace(async (page) => {
  for (const name of ['Ana Okafor', 'Ben Weir', 'Cai Lund', 'Dee Park']) {
    await goTo(page, 'People');
    await page.getByRole('button', { name: 'Add person' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name }).waitFor();
  }
});
const { focusComes, goBy, press } = keysOf(() => opened.page);
const picture = () => opened.page.getByRole('listbox', { name: 'Ties' });
const person = (name) => picture().getByRole('option', { name });

async function tie(who, name, relation, whom) {
  const { page } = opened;
  await openPerson(page, who, name);
  await page.getByRole('tab', { name: 'Ties' }).click();
  await page.getByRole('button', { name: 'Add a tie' }).click();
  await page.getByRole('textbox', { name: 'Relation' }).fill(relation);
  await page.getByRole('textbox', { name: 'Of whom' }).fill(whom);
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Ties' }).getByText(whom).first().waitFor();
}

test('without ties the room says what it is for', async () => {
  const { page } = opened;
  await goTo(page, 'Ties');
  await page.getByText('Nobody is tied to anybody yet').first().waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
});

test('ties that are written down are in the picture', async () => {
  const { page } = opened;
  await tie('ana', /Ana Okafor/, 'sister', 'Ben Weir');
  await tie('ben', /Ben Weir/, 'teacher', 'Cai Lund');
  await tie('cai', /Cai Lund/, 'friend', 'Dee Park');
  await page.getByRole('link', { name: 'See them in a picture' }).click();
  await person('Cai Lund').waitFor();
  assert.equal(await picture().getByRole('option').count(), 3);
  await goTo(page, 'Ties');
  await person('Ana Okafor').waitFor();
  assert.equal(await picture().getByRole('option').count(), 4);
  await person('Ben Weir').click();
  await page.getByRole('heading', { name: 'Ben Weir' }).waitFor();
  assert.equal(await person('Ben Weir').getAttribute('aria-selected'), 'true');
  assert.deepEqual(await accessibilityFaults(page), []);
});

test('dragging moves everybody and chooses nobody', async () => {
  const { page } = opened;
  const before = await person('Dee Park').boundingBox();
  await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
  await page.mouse.down();
  await page.mouse.move(before.x + 20, before.y + 40, { steps: 4 });
  await page.mouse.move(before.x + before.width / 2 + 60, before.y + before.height / 2 + 30,
    { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(([name, x]) => [...document.querySelectorAll('[role=option]')]
    .some((option) => option.textContent?.includes(name)
      || (option.getAttribute('aria-label') ?? '').includes(name)
        && Math.abs(option.getBoundingClientRect().x - x) < 3), ['Dee Park', before.x + 60]);
  assert.equal(await person('Dee Park').getAttribute('aria-selected'), 'false');
});

test('the way to somebody is found by keys alone, and has an address', async () => {
  const { page } = opened;
  await goBy('Tab', picture().getByRole('option').and(page.locator('[tabindex="0"]')));
  await page.keyboard.press('Digit0');
  for (let steps = 0; ; ++steps) {
    const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label')
      ?? document.activeElement?.textContent);
    if (name?.includes('Ana Okafor')) break;
    assert.ok(steps < 40, 'arrow keys come to everybody');
    await page.keyboard.press(['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'][
      Math.floor(steps / 4) % 4]);
    await page.waitForTimeout(60);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ana Okafor' }).waitFor();
  await press('button', 'Who leads to somebody');
  await focusComes(page.getByRole('searchbox', { name: 'Who should be reached' }));
  await page.keyboard.type('dee');
  await goBy('Tab', page.getByRole('grid', { name: 'Found' }).getByRole('row'));
  await page.keyboard.press('Enter');
  const way = page.getByText('Ana Okafor → Ben Weir → Cai Lund → Dee Park');
  await way.waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.goBack();
  await way.waitFor({ state: 'detached' });
  await page.goForward();
  await way.waitFor();
  assert.deepEqual(opened.complaints, []);
});
