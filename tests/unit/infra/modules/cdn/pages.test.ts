import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { isPage } from '../../../../../local/site.ts';

const code = readFileSync(join(import.meta.dirname, '../../../../../infra/modules/cdn/pages.js'), 'utf8');
/** As CloudFront runs it. */
const served = (uri: string): string => runInNewContext(`${code}; handler(event)`, { event: { request: { uri } } }).uri;

describe('the page of the shop and the console', () => {
  it.each([
    '/',
    '/cart',
    '/orders/01a2009f-0c90-7c9e-b880-46e95d71d928',
    '/console',
    '/console/orders/',
    '/v2',
    '/documents',
    '/a.b/c',
  ])('is served at %s, as by the stand-in', (path) => {
    expect(served(path)).toBe('/index.html');
    expect(isPage(path)).toBe(true);
  });

  it.each(['/assets/index-7j2bCqAV.js', '/favicon.ico', '/robots.txt', '/.env', '/openapi.json'])(
    'is not served in place of the file %s',
    (path) => {
      expect(served(path)).toBe(path);
      expect(isPage(path)).toBe(false);
    },
  );

  it.each(['/v1/nothing', '/docs', '/docs/nothing', '/media/products/nothing'])(
    'is not served at %s, which CloudFront sends elsewhere',
    (path) => expect(isPage(path)).toBe(false),
  );
});
