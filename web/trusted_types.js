// The one Trusted Types policy: it makes addresses of our own scripts and nothing else, so that no
// other code can turn a text into something that runs.

/**
 * @typedef {object} Policy
 * @property {(name: string) => string} createScriptURL
 */

const scripts = ['worker.js', 'service-worker.js'];

/** @type {{createPolicy: (name: string, rules: Policy) => Policy} | undefined} */
const factory = /** @type {any} */ (globalThis).trustedTypes;

const policy = factory?.createPolicy('kith', {
  createScriptURL(name) {
    if (!scripts.includes(name)) throw new TypeError(`not a script of this page: ${name}`);
    return name;
  },
});

/** @param {string} name */
export function scriptUrl(name) {
  return policy ? policy.createScriptURL(name) : name;
}
