import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { productItem } from '../../containers/catalog/schema.ts';
import { orderView } from '../../containers/orders/view.ts';
import { banner } from '../../local/banner.ts';
import { products } from '../../local/seed.ts';
import { startDescribedApi } from './support/described-api.ts';
import { blocksIn, pages, root } from './support/pages.ts';

// Each example starts a dozen small programs, one after the other.
jest.setTimeout(300_000);
const run = promisify(execFile);
const moby = { ...products.laptop, name: 'Moby-Dick' };
const order = { orderId: '01a2009f-0c90-7c9e-b880-46e95d71d928', status: 'CONFIRMED' };
const accounts = [{ role: 'customer', email: 'customer@example.com', password: 'correct horse battery' }];

let api: Awaited<ReturnType<typeof startDescribedApi>>;
let folder: string;

beforeAll(async () => {
  api = await startDescribedApi({
    login: { accessToken: 'a.b.c', refreshToken: 'r', tokenType: 'Bearer', expiresIn: 300 },
    placeOrder: { ...order, status: 'PLACED' },
    getOrder: order,
    getTimeline: { items: [] },
    listOrders: { items: [order] },
    listProducts: { items: [moby, products.mouse] },
    addProduct: moby,
    adjustStock: {},
  });
  folder = await mkdtemp(join(tmpdir(), 'docs-'));
  await mkdir(join(folder, '.local'));
  await writeFile(join(folder, '.local/accounts.json'), JSON.stringify(accounts));
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true });
});

/** What the API was asked while this ran; what it refused is not among it. */
async function askedBy(program: () => Promise<{ stdout: string }>) {
  const before = api.asked.length;
  const { stdout } = await program();
  const asked = api.asked.slice(before);
  return { stdout, names: asked.map(({ operationId }) => operationId), bodies: asked.map(({ body }) => body) };
}

/** Runs lines for a shell in a folder with accounts, with a curl that needs no installation. */
const inShell = (lines: string) => {
  const curl = `curl() { '${process.execPath}' '${join(import.meta.dirname, 'support/curl.ts')}' "$@"; }`;
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  return run('sh', ['-ec', `${curl}\n${lines}`], { cwd: folder, env });
};

describe('the first order', () => {
  it('is placed and read by the commands in docs/api.md', async () => {
    const [block = ''] = blocksIn('docs/api.md', 'sh');
    expect(block).toMatch(/^SHOP=http:\/\/127.0.0.1:8080$/m);
    const { names, bodies, stdout } = await askedBy(() => inShell(block.replace(/^SHOP=.+/, `SHOP=${api.url}`)));
    expect(names).toEqual(['login', 'placeOrder', 'getOrder', 'getTimeline']);
    expect(stdout).toContain('CONFIRMED');
    expect(bodies[1]).toMatchObject({ lines: [{ productId: products.mouse.productId }] });
  });

  it('is placed by the commands that npm start prints', async () => {
    const printed = banner({ gatewayUrl: api.url, accounts });
    const { names } = await askedBy(() => inShell(printed.slice(printed.indexOf('SHOP='), printed.indexOf('  Ctrl-C'))));
    expect(names).toEqual(['login', 'listProducts', 'placeOrder', 'listOrders']);
  });

  it('reads as the API describes an order', () => {
    const [json = ''] = blocksIn('docs/api.md', 'json');
    const { '...': _, ...shown } = JSON.parse(json);
    expect(Object.keys(shown).length).toBeGreaterThan(3);
    expect(orderView.partial().strict().parse(shown)).toEqual(shown);
  });
});

describe('docs/reuse.md', () => {
  const [program = ''] = blocksIn('docs/reuse.md', 'ts');

  it('imports products, counts them, and removes the others', async () => {
    const args = ['--input-type=module-typescript', '-e', program, 'import.ts', 'admin@example.com', 'a password', api.url];
    const { names } = await askedBy(() => run(process.execPath, args, { cwd: root }));
    const oneBook = ['addProduct', 'adjustStock'];
    expect(names).toEqual(['login', ...oneBook, ...oneBook, 'listProducts', 'removeProduct']);
  });

  it('shows a row that the catalog can read', () => {
    const [json = ''] = blocksIn('docs/reuse.md', 'json');
    expect(productItem.parse(JSON.parse(json))).toMatchObject({ name: 'Desk lamp', price: { amount: 3900 } });
  });
});

describe('an example in TypeScript', () => {
  const examples = pages.flatMap((page) => blocksIn(page, 'ts').map((code) => ({ page, code, begins: code.split('\n')[0] })));

  it.each(examples)('is a program, or a part of one: $begins ($page)', ({ code }) => {
    expect(examples.length).toBeGreaterThan(4);
    // A row of a table is no statement.
    expect(() => stripTypeScriptTypes(/^\w+: /.test(code) ? `({ ${code} })` : code)).not.toThrow();
  });
});
