import { describe, expect, test } from '@jest/globals';
import { route } from '#shared/http/route.ts';
import { createServiceApp } from '#shared/http/service-app.ts';
import type { Role } from '#shared/tokens/access-claims.ts';
import type { Scope } from '#shared/tokens/scopes.ts';
import { createCaller, narrowTokenOf, verifyToken } from '../../../support/http-caller.ts';
import { silentLog } from '../../../support/silent-log.ts';

const common = { method: 'get', responses: { 204: { description: 'Let in' } } } as const;

function aService() {
  const app = createServiceApp({ service: 'test', log: silentLog().log, verifyToken, ready: async () => undefined });
  const admissions = [
    { access: 'optional', scope: 'stock:read' },
    { access: 'signedIn', scope: 'orders:read' },
    { access: 'operator', scope: 'shipments:write' },
    { access: 'staff', scope: 'accounts:read' },
  ] as const;
  for (const admission of admissions)
    app.openapi(route({ ...common, ...admission, path: `/${admission.access}` }), (c) =>
      c.body(null, 204, { 'x-user': c.var.actor?.userId ?? 'nobody' }),
    );
  return { app, ...createCaller(app) };
}

describe('a token whose role suffices', () => {
  const { app, call } = aService();
  const ask = (path: string, roles: Role[], scopes: Scope[]) =>
    call(app, 'GET', path, { as: narrowTokenOf('ada', roles, scopes) });

  test.each<[string, Role]>([
    ['orders:read', 'customer'],
    ['shipments:write', 'operator'],
  ])('is accepted with the scope %s and told about the missing scope without it', async (scope, role) => {
    const path = role === 'operator' ? '/operator' : '/signedIn';
    const letIn = await ask(path, [role], ['account', scope as Scope]);
    expect([letIn.status, letIn.headers.get('x-user')]).toEqual([204, 'ada']);

    const refusal = await ask(path, [role], ['account', 'stock:write']);
    expect(refusal).toMatchObject({ status: 403, body: { type: 'urn:cloudservices:problem:insufficient-scope' } });
    expect(refusal.headers.get('www-authenticate')).toBe(`Bearer error="insufficient_scope", scope="${scope}"`);
  });

  test('counts as none where a token is optional and its scope does not match', async () => {
    expect((await ask('/optional', ['admin'], ['stock:read'])).headers.get('x-user')).toBe('ada');
    expect((await ask('/optional', ['admin'], ['account'])).headers.get('x-user')).toBe('nobody');
  });
});

test('a scope grants no role', async () => {
  const { app, call } = aService();
  const refusal = await call(app, 'GET', '/operator', { as: narrowTokenOf('ada', ['customer'], ['shipments:write']) });
  expect(refusal).toMatchObject({ status: 403, body: { type: 'urn:cloudservices:problem:forbidden' } });
});

test('a route for staff is for operators and for admins', async () => {
  const { app, call } = aService();
  const ask = (...held: Role[]) => call(app, 'GET', '/staff', { as: narrowTokenOf('ada', held, ['accounts:read']) });
  expect([(await ask('operator')).status, (await ask('customer', 'admin')).status]).toEqual([204, 204]);
  const forbidden = { type: 'urn:cloudservices:problem:forbidden', title: 'This requires the operator or admin role' };
  for (const held of [[], ['customer']] as Role[][]) expect(await ask(...held)).toMatchObject({ status: 403, body: forbidden });
});

test('the description names the scope of every protected route', () => {
  const { paths = {} } = aService().app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'test', version: '1' } });
  const security = Object.entries(paths).map(([path, item]) => [path, item?.get?.security]);
  expect(Object.fromEntries(security)).toEqual({
    '/optional': [{}, { bearer: ['stock:read'] }],
    '/signedIn': [{ bearer: ['orders:read'] }],
    '/operator': [{ bearer: ['shipments:write'] }],
    '/staff': [{ bearer: ['accounts:read'] }],
    '/v1/test/readiness': [{ bearer: ['ops:read'] }],
  });
});

// The compiler is the test: it complains where one of these lines is not an error.
test('a protected route without a scope, or one for anyone with a scope, does not compile', () => {
  // @ts-expect-error a protected route needs a scope
  route({ ...common, path: '/', access: 'signedIn' });
  // @ts-expect-error a scope must be one of the list
  route({ ...common, path: '/', access: 'admin', scope: 'catalog:wriet' });
  // @ts-expect-error anyone has no token, and so no scope
  route({ ...common, path: '/', access: 'anyone', scope: 'account' });
  expect(route({ ...common, path: '/', access: 'admin', scope: 'catalog:write' })).toMatchObject({
    security: [{ bearer: ['catalog:write'] }],
  });
});
