import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readGatewaySettings } from '../../local/resources/gateway/settings.ts';

const routesFile = join(import.meta.dirname, '../../infra/routes.json');
const routeKeys = (JSON.parse(readFileSync(routesFile, 'utf8')) as { routeKey: string }[]).map(({ routeKey }) => routeKey);
const { throttle, authorizer, cors } = readGatewaySettings();

describe('the limits of the gateway', () => {
  it('are for existing routes', () => {
    expect(Object.keys(throttle.routes).filter((routeKey) => !routeKeys.includes(routeKey))).toEqual([]);
  });

  it('allow more reads of the catalog than other requests, all by the same limit', () => {
    const reads = routeKeys.filter(
      (routeKey) => routeKey.startsWith('GET /v1/catalog/') && !/\/media\/|\/(readiness|archival)$/.test(routeKey),
    );
    expect(reads.length).toBeGreaterThan(2);
    const [first] = reads.map((routeKey) => throttle.routes[routeKey]);
    expect(first?.rate).toBeGreaterThan(throttle.rate);
    for (const routeKey of reads) expect(throttle.routes[routeKey]).toEqual(first);
  });

  it('allow far fewer requests where passwords are hashed', () => {
    for (const route of ['register', 'login', 'password'])
      expect(throttle.routes[`POST /v1/auth/${route}`]?.rate).toBeLessThanOrEqual(throttle.rate / 4);
  });

  it('never mistake one token for another, and cache none for longer than a withdrawn key may be trusted', () => {
    expect(authorizer.identitySources).toEqual(['$request.header.Authorization', '$context.routeKey']);
    expect(authorizer.cacheTtlSeconds).toBeLessThanOrEqual(60);
  });

  it('allow pages to send every header that routes read, and to read every header that they set', () => {
    expect(cors.allowHeaders).toEqual([
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'traceparent',
    ]);
    expect(cors.exposeHeaders).toEqual(expect.arrayContaining(['etag', 'location', 'retry-after']));
  });
});
