// One run of Kith, in a fresh profile.
// @ts-check

export async function runKith() {
  return {};
}
