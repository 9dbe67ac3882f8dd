// One browser at one workspace for all tests of a file, as most files need it.
import { after, before } from 'node:test';

import { newProfile, openBrowser, startServer } from './helpers.mjs';
import { createWorkspace, importFile } from './workspace.mjs';

/** @import { Page } from 'playwright-core' */

/**
 * Makes a workspace before the first test of the file, with some contacts or what `prepare` puts
 * there, and clears all away after the last. What it gives is filled in by then: what openBrowser
 * gives, `profile` and `server`.
 * @param {(page: Page) => Promise<unknown>} prepare
 */
export function openedWorkspace(prepare = (page) => importFile(page, 'google-contacts.csv')) {
  /** @type {any} */
  const opened = {};

  before(async () => {
    opened.server = await startServer();
    opened.profile = newProfile();
    Object.assign(opened, await openBrowser(opened.profile.folder));
    await opened.page.goto(opened.server.address);
    await createWorkspace(opened.page);
    await prepare(opened.page);
  });

  after(async () => {
    await opened.context?.close();
    await opened.server?.stop();
    opened.profile?.remove();
  });

  return opened;
}
