import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { castOn, grantCommand } from '../../../../local/demo/deployment.ts';

const overrides = JSON.stringify({
  containerOverrides: [{ command: ['/app/grant-role.mjs', 'you@example.com', 'admin'], name: 'auth' }],
});
const ofTerraform = `aws ecs run-task --cluster admin-shop-dev --task-definition admin-shop-dev-auth --overrides '${overrides}'`;

describe('the command that grants a role', () => {
  it('grants the given role to the given user, and is otherwise unchanged', () => {
    const command = grantCommand(ofTerraform, 'demo@example.com', 'operator');
    expect(command).toBe(ofTerraform.replace('you@example.com', 'demo@example.com').replace('"admin"', '"operator"'));
  });

  it('may end with the role, instead of having it in JSON', () => {
    expect(grantCommand('grant-role you@example.com admin', 'x@example.com', 'operator')).toBe(
      'grant-role x@example.com operator',
    );
  });

  it.each(['', 'null', 'grant-role you@example.com', 'grant-role me@example.com admin'])('is refused if it is %j', (command) => {
    expect(() => grantCommand(command, 'x@example.com', 'admin')).toThrow('does not contain');
  });
});

describe('a cast on a deployment', () => {
  type Seen = { method?: string | undefined; path: string; role: string; body: Record<string, unknown> };
  const roles = new Map<string, string>();
  let seen: Seen[] = [];
  let url: string;

  // What a deployment answers, as far as the cast asks; a role is there only at the second sign-in after it was granted.
  const answers: Record<string, (body: Record<string, unknown>) => [number, unknown]> = {
    'POST /v1/auth/register': () => [201, {}],
    'POST /v1/auth/login': ({ email }) => {
      const role = roles.get(String(email)) ?? 'customer';
      if (role.endsWith(' soon')) roles.set(String(email), role.replace(' soon', ''));
      return [200, { accessToken: tokenOf(role.endsWith(' soon') ? 'customer' : role) }];
    },
    'GET /grant': () => [204, undefined],
    'POST /v1/catalog/products': () => [201, { productId: 'p-1' }],
    'POST /v1/inventory/p-1/adjustments': () => [200, {}],
    'DELETE /v1/catalog/products/p-1': () => [204, undefined],
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    if (pathname === '/grant') roles.set(searchParams.get('email') ?? '', `${searchParams.get('role')} soon`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    const role = JSON.parse(Buffer.from(request.headers.authorization?.split('.')[1] ?? 'e30', 'base64url').toString())
      .roles?.[0];
    seen.push({ method: request.method, path: pathname, role: role ?? 'nobody', body });
    const [status, answer] = answers[`${request.method} ${pathname}`]?.(body) ?? [404, {}];
    response.writeHead(status, { 'content-type': 'application/json' }).end(answer && JSON.stringify(answer));
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    seen = [];
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const grant = () =>
    `node -e "fetch('${url}/grant?email=' + process.argv[1] + '&role=' + process.argv[2])" you@example.com admin`;

  it('waits for its roles, uses them to offer a product, and finally takes it off sale', async () => {
    const { productId, leave } = await castOn({ url, grant: grant(), everyMilliseconds: 1 });
    expect(productId).toBe('p-1');
    expect(new Set(seen.filter(({ path }) => path === '/v1/auth/register').map(({ body }) => body.email)).size).toBe(3);
    await leave();
    const offered = seen.filter(({ path }) => /catalog|inventory/.test(path)).map(({ method, role }) => `${method} ${role}`);
    expect(offered).toEqual(['POST admin', 'POST admin', 'DELETE admin']);
  });

  it('gives up on a role that never arrives, and says which', async () => {
    const never = 'true you@example.com admin';
    await expect(castOn({ url, grant: never, everyMilliseconds: 1, roleSeconds: 0 })).rejects.toThrow(
      /did not get the role (operator|admin)/,
    );
  });
});

const tokenOf = (role: string) => `x.${Buffer.from(JSON.stringify({ roles: [role] })).toString('base64url')}.x`;
