import { startHttpProxy } from '../../../local/wire-proxy.ts';
import type { Tally } from '../tally.ts';

/** The proxy between those that verify tokens and the keys that auth publishes. */
export async function startKeysProxy(tally: Tally, auth: Promise<string>) {
  let isDown = false;
  const { url, stop } = await startHttpProxy(
    async (path) => ({ target: new URL(path, await auth), whose: {} }),
    async (_, pass) => {
      if (!isDown) return pass();
      tally.count('signing keys unreachable');
      return undefined;
    },
  );
  return {
    url,
    stop,
    /** Every read is hung up on, until it is called with false. */
    breakDown(down: boolean): void {
      isDown = down;
    },
  };
}
