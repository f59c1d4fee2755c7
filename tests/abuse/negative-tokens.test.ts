import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { createAuthorize } from '../../functions/authorizer/authorize.ts';
import { readGatewaySettings, unthrottled } from '../../local/resources/gateway/settings.ts';
import { type GatewayOptions, startGateway } from '../../local/resources/gateway.ts';
import { startTestIdentity, type TestIdentity } from '../support/identity.ts';
import { inLanes } from './support/lanes.ts';
import { createSender, isCut } from './support/sender.ts';
import { algorithms } from './support/tokens/algorithms.ts';
import { carriers } from './support/tokens/carriers.ts';
import { claims } from './support/tokens/claims.ts';
import { startCountedServices } from './support/tokens/counted-services.ts';
import { bearing, createForge, type Forge, type Mutation } from './support/tokens/forge.ts';
import { type GoodRequest, goodRequests } from './support/tokens/good-requests.ts';
import { headers } from './support/tokens/headers.ts';
import { malformed } from './support/tokens/malformed.ts';
import { otherSignature, signatures } from './support/tokens/signatures.ts';

type Way = 'gateway' | 'service';
const ways: readonly Way[] = ['gateway', 'service'];

let identity: TestIdentity;
let forge: Forge;
let services: Awaited<ReturnType<typeof startCountedServices>>;
let gateway: Awaited<ReturnType<typeof startGateway>>;
const sender = createSender();

beforeAll(async () => {
  identity = await startTestIdentity();
  forge = createForge(identity.key);
  services = await startCountedServices(createTokenVerifier(identity.trust).verify);
  gateway = await startGateway({
    port: 0,
    routes,
    services: services.urls,
    // As on AWS, the authorizer is separate and has its own key cache.
    authorizer: createAuthorize(createTokenVerifier(identity.trust)),
    settings: { ...readGatewaySettings(), throttle: unthrottled },
  });
});
afterAll(async () => {
  sender.close();
  await gateway.stop();
  await services.stop();
  await identity.stop();
});

const routes: GatewayOptions['routes'] = JSON.parse(readFileSync(new URL('../../infra/routes.json', import.meta.url), 'utf8'));

async function ask(
  way: Way,
  { service, method, path, body, ...request }: GoodRequest,
  brought: Mutation['headers'],
): Promise<number> {
  const { status } = await sender.send({
    base: way === 'gateway' ? gateway.url : (services.urls[service] ?? ''),
    method,
    path,
    // Node sends a header with several values as several headers.
    headers: { ...request.headers, ...brought } as Record<string, string>,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return status;
}

describe.each(ways)('at the %s', (way) => {
  test.each([
    ['a good token', () => forge.good()],
    ['a good token with the other signature of its content', () => otherSignature(forge.good())],
  ])('%s reaches the handler of every route, so the other tokens’ results mean something', async (_, token) => {
    for (const request of goodRequests) {
      for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
        services.runs = 0;
        const status = await ask(way, request, { authorization: `${scheme} ${token()}` });
        expect({ route: request.key, status, reached: services.runs > 0 }).toEqual({
          route: request.key,
          // Readiness reports that nothing can be reached.
          status: request.key.endsWith('/readiness') ? 200 : 503,
          reached: true,
        });
      }
    }
  });
});

test('no other token reaches any handler, through the gateway or directly at the service', async () => {
  const mutations = [
    ...(await malformed(forge)),
    ...[algorithms, headers, signatures, claims, carriers].flatMap((kind) => kind(forge)),
  ];
  const names = mutations.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  const attempts = mutations.flatMap((mutation) =>
    goodRequests.flatMap((request) => ways.map((way) => ({ mutation, request, way }))),
  );
  const refusable = attempts.filter(({ mutation, request }) => !(mutation.isNobody && request.access === 'optional'));
  services.runs = 0;
  const letThrough: string[] = [];
  const seen = new Map<number, number>();
  await inLanes(refusable, 64, async ({ mutation, request, way }) => {
    const status = await ask(way, request, mutation.headers).catch((error) => {
      // A client with an overlong header may be cut off before it has read the response.
      if (mutation.isTooLong && isCut(error)) return 431;
      throw error;
    });
    seen.set(status, (seen.get(status) ?? 0) + 1);
    const expected = mutation.isTooLong ? [431] : [401, 403];
    if (!expected.includes(status)) letThrough.push(`${status} ${request.key} at the ${way}: ${mutation.name}`);
  });
  process.stdout.write(
    `  negative tokens: ${mutations.length} mutations x ${goodRequests.length} routes x ${ways.length} ways: ${refusable.length} requests, ` +
      `${[...seen].map(([status, count]) => `${count} x ${status}`).join(', ')}, ${services.runs} handler runs\n`,
  );
  expect(letThrough).toEqual([]);
  expect(services.runs).toBe(0);
  expect(mutations.length).toBeGreaterThanOrEqual(60);
  expect(goodRequests.length).toBeGreaterThanOrEqual(19);
  expect(new Set(goodRequests.map(({ service }) => service)).size).toBe(6);
});

test('where a token is optional, one without the scope does not reveal whose it is', async () => {
  const optional = goodRequests.filter(({ access }) => access === 'optional');
  const wrong = [
    bearing('for other things', forge.saying({ scope: 'account' })),
    bearing('unknown', forge.saying({ scope: 'a:b' })),
  ];
  for (const request of optional) for (const { headers } of wrong) expect(await ask('service', request, headers)).toBe(503);
});
