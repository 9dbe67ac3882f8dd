// Passkeys (WebAuthn): the browser asks the user's authenticator, which computes a secret from what
// the program gives it (the PRF extension). Only a page can ask. There is no server here that would
// check a signature, so challenges are random and nobody looks at them; what opens the workspace is
// the secret alone.

import { PasskeyAnswer, PasskeyTask } from './messages.js';

/**
 * What TypeScript's own types do not know yet.
 * @typedef {{enabled?: boolean, results?: {first?: ArrayBuffer}}} PrfOutput
 * @typedef {{
 *   getClientCapabilities?: () => Promise<Record<string, boolean>>,
 *   signalUnknownCredential?: (which: object) => Promise<void>,
 *   signalAllAcceptedCredentials?: (which: object) => Promise<void>,
 * }} Newer
 */

const es256 = -7;
const ed25519 = -8;
const rs256 = -257;

const newer = () => /** @type {Newer} */ (/** @type {unknown} */ (PublicKeyCredential));

/** A passkey belongs to a name; an address of numbers has none. */
export async function passkeysOffered() {
  const isName = /[a-z]/i.test(location.hostname) && !location.hostname.includes(':');
  if (!isName || typeof PublicKeyCredential !== 'function') return false;
  // An older browser does not say; then making one does.
  const can = await newer().getClientCapabilities?.().catch(() => undefined);
  return can?.['extension:prf'] !== false;
}

/** @param {PublicKeyCredential} credential */
function prfOf(credential) {
  const { prf } = /** @type {{prf?: PrfOutput}} */ (credential.getClientExtensionResults());
  return prf ?? {};
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What has no use must not be offered to the user again, where the browser lets us say so. */
async function forget(/** @type {Promise<void> | undefined} */ signal) {
  await signal?.catch(() => {});
}

/** @param {Uint8Array<ArrayBuffer>} input */
function common(input) {
  return {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    extensions: /** @type {AuthenticationExtensionsClientInputs} */ (
      { prf: { eval: { first: input } } }),
  };
}

/**
 * @param {Uint8Array<ArrayBuffer>} input
 * @param {AbortSignal} signal
 * @param {PublicKeyCredentialDescriptor[]} [allowCredentials]
 */
async function use(input, signal, allowCredentials) {
  const credential = await navigator.credentials.get({
    signal,
    publicKey: {
      ...common(input), rpId: location.hostname, userVerification: 'required', allowCredentials,
    },
  });
  return prfOf(/** @type {PublicKeyCredential} */ (credential)).results?.first;
}

/**
 * The name is what the user's list of passkeys shows, on other devices too: it tells one from
 * another, and nothing of the workspace.
 * @param {Uint8Array<ArrayBuffer>} input
 * @param {Uint8Array<ArrayBuffer>} owner
 * @param {AbortSignal} signal
 */
async function make(input, owner, signal) {
  const credential = /** @type {PublicKeyCredential} */ (await navigator.credentials.create({
    signal,
    publicKey: {
      ...common(input),
      rp: { id: location.hostname, name: 'Kith' },
      user: {
        id: owner,
        name: `Kith workspace, ${new Date().toLocaleDateString()}`,
        displayName: 'Kith workspace',
      },
      pubKeyCredParams: [es256, ed25519, rs256].map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: {
        residentKey: 'required', requireResidentKey: true, userVerification: 'required',
      },
      attestation: 'none',
    },
  }));
  const { enabled, results } = prfOf(credential);
  if (results?.first) return results.first;
  // Many authenticators compute only when a passkey is used.
  if (enabled) return use(input, signal, [{ type: 'public-key', id: credential.rawId }]);
  await forget(newer().signalUnknownCredential?.(
    { rpId: location.hostname, credentialId: credential.id }));
  return undefined;
}

/** What went wrong, as the program is told. @param {unknown} error */
function reason(error) {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError') return PasskeyAnswer.declined;
  const isUnfit = name === 'NotSupportedError' || name === 'ConstraintError';
  return isUnfit ? PasskeyAnswer.unsupported : PasskeyAnswer.failed;
}

export class Passkeys {
  #tell;
  #asking = new AbortController();

  /** @param {(bytes: ArrayBuffer) => void} tell  the answer, which is wiped where it arrives */
  constructor(tell) {
    this.#tell = tell;
  }

  /** Nobody waits for an answer any more. */
  callOff() {
    this.#asking.abort();
    this.#asking = new AbortController();
  }

  /**
   * @param {number} task
   * @param {Uint8Array<ArrayBuffer>} input
   * @param {Uint8Array<ArrayBuffer>} owner
   */
  async carryOut(task, input, owner) {
    if (task === PasskeyTask.drop) {
      return forget(newer().signalAllAcceptedCredentials?.(
        { rpId: location.hostname, userId: base64url(owner), allAcceptedCredentialIds: [] }));
    }
    this.callOff();
    const { signal } = this.#asking;
    const secret = await (task === PasskeyTask.make ? make(input, owner, signal)
      : use(input, signal)).catch(reason);
    const answer = new Uint8Array(33);
    if (secret instanceof ArrayBuffer) {
      const bytes = new Uint8Array(secret);
      answer.set(bytes.subarray(0, 32), 1);
      bytes.fill(0);
    }
    answer[0] = typeof secret === 'number' ? secret
      : secret ? PasskeyAnswer.given : PasskeyAnswer.unsupported;
    if (signal.aborted) answer.fill(0);
    else this.#tell(answer.buffer);
  }
}
