import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { troubleText } from '../../../../web/parts/trouble-text.ts';
import { beABrowser } from './browser.ts';

const { fetch } = globalThis;
beforeEach(beABrowser);
afterEach(() => {
  Object.assign(globalThis, { fetch });
  jest.restoreAllMocks();
});

/** The page's API client, and a server whose connection is gone without a word; `timeIsUp` makes the time for an answer end. */
async function silence() {
  const asked = Promise.withResolvers<void>();
  const never = (request: Request, { signal = request.signal }: { signal?: AbortSignal } = {}) => {
    asked.resolve();
    return new Promise<Response>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  const limit = new AbortController();
  const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
  Object.assign(globalThis, { fetch: never });
  const { api } = await import('../../../../web/app/api.ts');
  const timeIsUp = () => limit.abort(new DOMException('The operation timed out', 'TimeoutError'));
  return { api, asked: asked.promise, timeout, timeIsUp };
}

describe('a request that is never answered', () => {
  it('ends after the gateway would have given up, and is shown as unanswered', async () => {
    const { api, asked, timeout, timeIsUp } = await silence();
    const asking = api.GET('/v1/catalog/categories').catch((error: unknown) => error);
    await asked;
    timeIsUp();
    const error = await asking;
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(troubleText(error).title).toBe('No answer');
    expect(timeout).toHaveBeenCalledWith(35_000);
  });

  it('can still be given up earlier', async () => {
    const { api, asked } = await silence();
    const giveUp = new AbortController();
    const asking = api.GET('/v1/catalog/categories', { signal: giveUp.signal });
    await asked;
    giveUp.abort();
    await expect(asking).rejects.toThrow('aborted');
  });
});
