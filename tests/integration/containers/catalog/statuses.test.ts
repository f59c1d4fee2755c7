import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { narrowTokenOf, tokenOf, unreachable } from '../../../support/http-caller.ts';
import { base, type RunningCatalog, startCatalog } from '../../../support/running-catalog.ts';

let catalog: RunningCatalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

const product = { name: 'Mouse', category: 'accessories', price: { amount: 2_599, currency: 'USD' } };
const upload = { contentType: 'image/png', byteLength: 68 };

/** What an admin may do, with a valid body and the resulting status. */
const commands = (location: string, uploadId: string) =>
  [
    ['POST', base, product, 201],
    ['PATCH', location, { name: 'Rat' }, 200],
    ['POST', `${location}/media`, upload, 201],
    ['GET', `${location}/media/${uploadId}`, undefined, 200],
    ['DELETE', location, { reason: 'sold out' }, 204],
  ] as const;

test('exactly the documented statuses occur', async () => {
  const { ask, add, app, appOver, caller } = catalog;
  const { call } = caller;
  const away = appOver(unreachable, unreachable);
  const admin = tokenOf(randomUUID(), 'admin');
  const { location, etag } = await add();
  const json = { 'content-type': 'application/json' };

  for (const path of [base, location, '/v1/catalog/categories']) {
    const tag = (await ask('GET', path, { as: undefined })).headers.get('etag') ?? '';
    expect((await ask('GET', path, { as: undefined, headers: { 'if-none-match': tag } })).status).toBe(304);
    expect((await call(away, 'GET', path)).status).toBe(503);
  }
  expect((await ask('GET', `${base}/nonsense`)).status).toBe(404);

  const { uploadId } = (await ask('POST', `${location}/media`, { body: upload })).body as { uploadId: string };
  for (const [method, path, body, done] of commands(location, uploadId)) {
    const refused = (request: object) => call(app, method, path, { as: admin, ...request });
    expect((await call(app, method, path, { body })).status).toBe(401);
    expect((await refused({ as: tokenOf(randomUUID(), 'customer'), body })).status).toBe(403);
    expect((await refused({ as: narrowTokenOf(randomUUID(), ['admin'], ['account']), body })).status).toBe(403);
    expect((await call(away, method, path, { as: admin, body })).status).toBe(503);
    const nowhere = path.replace(location, `${base}/nonsense`);
    if (path !== base) expect((await ask(method, nowhere, { body })).status).toBe(404);
    if (body) {
      expect((await refused({ raw: '{', headers: json })).status).toBe(400);
      expect((await refused({ raw: JSON.stringify({ name: 'x'.repeat(65_536) }), headers: json })).status).toBe(413);
      expect((await refused({ raw: 'a=1', headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    }
    if (method !== 'DELETE') expect((await ask(method, path, { body })).status).toBe(done);
  }
  for (const method of ['PATCH', 'DELETE']) {
    const body = method === 'PATCH' ? { name: 'Mouse' } : { reason: 'sold out' };
    for (const [ifMatch, status] of [
      [`${etag.slice(0, -1)}x"`, 412],
      ['nonsense', 400],
    ] as const)
      expect((await ask(method, location, { body, headers: { ...json, 'if-match': ifMatch } })).status).toBe(status);
  }
  expect((await ask('DELETE', location)).status).toBe(204);
  const archival = `${location}/archival`;
  expect((await ask('GET', archival)).status).toBe(200);
  expect((await call(app, 'GET', archival)).status).toBe(401);
  expect((await ask('GET', archival, { as: tokenOf(randomUUID(), 'customer') })).status).toBe(403);
  expect((await ask('GET', `${base}/${randomUUID()}/archival`)).status).toBe(404);
  expect((await call(away, 'GET', archival, { as: admin })).status).toBe(503);
  await caller.refuseStrangers(app);

  expect(caller.unseen()).toEqual([]);
  expect(caller.undocumented()).toEqual([]);
});
