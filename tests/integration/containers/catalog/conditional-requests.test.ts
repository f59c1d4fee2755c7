import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { etagOf } from '#shared/http/conditional.ts';
import { changeProduct } from '../../../../containers/catalog/commands/change-product.ts';
import { viewOf } from '../../../../containers/catalog/view.ts';
import { tokenOf } from '../../../support/http-caller.ts';
import { base, type RunningCatalog, startCatalog } from '../../../support/running-catalog.ts';

let catalog: RunningCatalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

const stranger = `${base}/${randomUUID()}`;
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  catalog.ask(method, path, { as: undefined, headers });
const patch = (path: string, body: object, ifMatch?: string) =>
  catalog.ask('PATCH', path, { body, ...(ifMatch === undefined ? {} : { headers: jsonIf(ifMatch) }) });
const jsonIf = (ifMatch: string) => ({ 'content-type': 'application/json', 'if-match': ifMatch });
const remove = (path: string, ifMatch: string) => catalog.ask('DELETE', path, { headers: { 'if-match': ifMatch } });
const tagOf = async (path: string) => (await get(path)).headers.get('etag') ?? '';

const usd = (amount: number) => ({ amount, currency: 'USD' });

describe('the tag of a product', () => {
  test('is strong, and the same for everyone who adds, reads or changes it', async () => {
    const { location, etag } = await catalog.add();
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(await tagOf(location)).toBe(etag);
    const changed = (await patch(location, { name: 'Rat' })).headers.get('etag');
    expect(changed).not.toBe(etag);
    expect(await tagOf(location)).toBe(changed);
  });

  test('changes if and only if what is shown changes', async () => {
    const { location, etag } = await catalog.add();
    expect((await patch(location, { name: 'Mouse' })).headers.get('etag')).toBe(etag);
    const tags = [etag];
    for (const change of [{ name: 'Rat' }, { category: 'pets' }, { price: usd(100) }, { description: 'grey' }])
      tags.push((await patch(location, change)).headers.get('etag') ?? '');
    tags.push((await catalog.add()).etag);
    expect(new Set(tags).size).toBe(6);
    expect((await patch(location, { name: 'Mouse', category: 'accessories' })).status).toBe(200);
    const undone = { price: usd(2_599), description: null };
    expect((await patch(location, undone)).headers.get('etag')).toBe(etag);
  });
});

describe('a conditional change', () => {
  test('is made once to the state that it names', async () => {
    const { location, etag } = await catalog.add();
    expect((await patch(location, { price: usd(100) }, etag)).status).toBe(200);
    expect((await patch(location, { price: usd(200) }, etag)).body).toMatchObject({
      status: 412,
      type: 'urn:cloudservices:problem:precondition-failed',
    });
    expect((await get(location)).body).toMatchObject({ price: usd(100) });
  });

  test('succeeds for one of ten who saw the same state', async () => {
    const { location, etag } = await catalog.add();
    const prices = Array.from({ length: 10 }, (_, index) => 100 + index);
    const answers = await Promise.all(prices.map((amount) => patch(location, { price: usd(amount) }, etag)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
    expect((await get(location)).body).toEqual(answers.find(({ status }) => status === 200)?.body);
  });

  test.each<[number, string, (etag: string) => string]>([
    [200, 'any state', () => '*'],
    [200, 'this and others', (etag) => `"other",${etag} , W/"weak"`],
    [200, 'this, in a list with holes', (etag) => `, ,${etag},,`],
    [412, 'another state', () => '"other"'],
    [412, 'a tag with a comma and blanks around it', () => ' "a,b" '],
    [412, 'the empty tag', () => '""'],
    [412, 'this, but weakly', (etag) => `W/${etag}`],
    [412, 'this within another tag', (etag) => `"a", W/${etag}, "${etag.slice(1, -2)}"`],
    [400, 'no tag', () => 'state'],
    [400, 'a tag without quotes', (etag) => etag.slice(1, -1)],
    [400, 'half a tag', (etag) => etag.slice(0, -1)],
    [400, 'tags without a comma', (etag) => `"a" ${etag}`],
    [400, 'a tag and any state', (etag) => `*, ${etag}`],
    [400, 'a small w', (etag) => `w/${etag}`],
    [400, 'a blank in a tag', (etag) => `"a b", ${etag}`],
    [400, 'nothing', () => ' '],
    [400, 'only holes', () => ', ,'],
  ])('gets a %i when it names %s', async (status, _, ifMatch) => {
    const { location, etag } = await catalog.add();
    expect((await patch(location, { name: 'Rat' }, ifMatch(etag))).status).toBe(status);
    expect((await get(location)).body).toMatchObject({ name: status === 200 ? 'Rat' : 'Mouse' });
    expect((await remove(location, ifMatch(status === 200 ? await tagOf(location) : etag))).status).toBe(
      status === 200 ? 204 : status,
    );
    expect((await get(location)).status).toBe(status === 200 ? 404 : 200);
  });

  test('is refused for other reasons before its state is checked', async () => {
    const { location } = await catalog.add();
    expect((await patch(stranger, { name: 'Rat' }, '*')).status).toBe(404);
    expect((await remove(stranger, '"other"')).status).toBe(404);
    const headers = { 'if-match': '"other"' };
    expect((await catalog.ask('DELETE', location, { headers, as: undefined })).status).toBe(401);
    expect((await catalog.ask('DELETE', location, { headers, as: tokenOf(randomUUID(), 'operator') })).status).toBe(403);
  });

  test('succeeds again for a product that has already been archived', async () => {
    const { location, etag } = await catalog.add();
    expect((await remove(location, etag)).status).toBe(204);
    expect((await remove(location, etag)).status).toBe(204);
    expect((await patch(location, { name: 'Rat' }, '*')).status).toBe(404);
  });

  test('counts as made when only the store’s response was lost', async () => {
    const { location } = await catalog.add();
    const productId = location.slice(-36);
    const before = await catalog.products.find(productId);
    const writes: number[] = [];
    const products = {
      ...catalog.products,
      replace: async (product: NonNullable<typeof before>) => {
        writes.push(product.version);
        await catalog.products.replace(product);
        throw new VersionConflictError('said of the write that was repeated');
      },
    };
    const ifMatch = before && etagOf(viewOf(before));
    expect(await changeProduct({ productId, patch: { name: 'Rat' }, ifMatch }, { products })).toMatchObject({ name: 'Rat' });
    expect(writes).toEqual([2]);
  });
});

describe('a conditional read', () => {
  const reads = async () => {
    const { location } = await catalog.add();
    return [location, `${base}?category=accessories`, `${base}?name=mou&limit=1`, '/v1/catalog/categories'];
  };

  test.each<[string, (etag: string) => string]>([
    ['its tag', (etag) => etag],
    ['its tag among others', (etag) => `"other", W/"weak",${etag}`],
    ['its tag, weakened on the way', (etag) => `W/${etag}`],
    ['any', () => '*'],
  ])('returns no body to a caller who has %s', async (_, ifNoneMatch) => {
    for (const path of await reads()) {
      const whole = await get(path);
      for (const method of ['GET', 'HEAD']) {
        const { status, text, headers } = await get(
          path,
          { 'if-none-match': ifNoneMatch(whole.headers.get('etag') ?? '') },
          method,
        );
        expect([status, text]).toEqual([304, '']);
        for (const name of ['etag', 'cache-control']) expect(headers.get(name)).toBe(whole.headers.get(name));
        expect(headers.get('content-type')).toBeNull();
      }
    }
  });

  test.each(['"other"', 'W/"weak", "other"', 'nonsense', '', '"*"'])(
    'returns the full body to a caller who has %j',
    async (ifNoneMatch) => {
      for (const path of await reads()) {
        const whole = await get(path);
        expect(await get(path, { 'if-none-match': ifNoneMatch })).toMatchObject({ status: 200, text: whole.text });
      }
    },
  );

  test('is cacheable for a while, and HEAD gets the same headers as GET', async () => {
    for (const path of await reads()) {
      const [whole, head] = [await get(path), await get(path, {}, 'HEAD')];
      expect(whole.headers.get('cache-control')).toBe('public, max-age=30, stale-while-revalidate=300');
      expect([head.status, head.text]).toEqual([200, '']);
      for (const name of ['etag', 'cache-control', 'content-type']) expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
  });

  test('never gets a cacheable refusal', async () => {
    for (const path of [stranger, `${base}?limit=0`, `${base}?cursor=x`, `${base}/x`]) {
      const { status, headers } = await get(path, { 'if-none-match': '*' });
      expect([404, 422]).toContain(status);
      expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
    }
  });
});

test('all these responses are documented', () => {
  expect(catalog.undocumented().filter((status) => !status.startsWith('HEAD'))).toEqual([]);
});
