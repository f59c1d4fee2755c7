import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { beABrowser } from './browser.ts';

const { fetch } = globalThis;
beforeEach(beABrowser);
afterEach(() => void Object.assign(globalThis, { fetch }));

test('the server’s clock follows every answer, even one that says that nothing has changed', async () => {
  const hour = 3_600_000;
  const began = Date.now();
  const answers = [
    () => Response.json({ items: [] }, { headers: { etag: '"a"', date: new Date(began + hour).toUTCString() } }),
    () => new Response(null, { status: 304, headers: { etag: '"a"', date: new Date(began + 3 * hour).toUTCString() } }),
  ];
  const asked = jest.fn(async () => answers.shift()?.() ?? Response.error());
  Object.assign(globalThis, { fetch: asked });
  const { api } = await import('../../../../web/app/api.ts');
  const { serverNow } = await import('../../../../web/app/clock.ts');
  const hoursAhead = () => Math.round((serverNow() - Date.now()) / hour);

  expect((await api.GET('/v1/orders', {})).data).toEqual({ items: [] });
  expect(hoursAhead()).toBe(1);
  expect((await api.GET('/v1/orders', {})).data).toEqual({ items: [] });
  expect(hoursAhead()).toBe(3);
  expect(asked).toHaveBeenCalledTimes(2);
});
