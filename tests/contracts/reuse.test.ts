import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { events } from '#events/index.ts';
import { orderSaga } from '#events/order-saga.ts';
import { blocksIn, read, root } from './support/pages.ts';
import { changed, changesIn, newFilesIn } from './support/recipe.ts';

// It runs the generators and the compiler.
jest.setTimeout(300_000);
const page = 'docs/reuse.md';
const files = newFilesIn(page);
const changes = changesIn(page);
const ofWishlist = changes.filter(({ hunks }) => hunks.includes('wishlist'));

let copy: string;

/** Runs a program in the copy; resolves with what it prints, and how it ended if it failed. */
const inCopy = async (program: string, ...args: string[]) => {
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const run = promisify(execFile)(program, args, { cwd: copy, env: { ...process.env, PATH } });
  return run.then(
    ({ stdout, stderr }) => stdout + stderr,
    ({ stdout, stderr, message }) => `${stdout}${stderr}${message}`,
  );
};

/** Type-checks what the changes touch, without what imports every app, which takes a minute: the generators run those. */
async function typeCheck(): Promise<string> {
  const include = ['containers/wishlist', 'shared/products', 'client', 'local/stack.ts', 'local/generate/tables.ts'];
  const others = ['web/console/overview/overview-query.ts', 'tests/abuse/support/matrix/rules.ts'];
  const compilerOptions = { lib: ['es2024', 'dom', 'dom.iterable'], types: ['node', 'vite/client'] };
  const project = { extends: './tsconfig.json', compilerOptions, include: [...include, ...others], exclude: [] };
  await writeFile(join(copy, 'tsconfig.recipe.json'), JSON.stringify(project));
  return inCopy('node_modules/.bin/tsc', '-p', 'tsconfig.recipe.json');
}

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'reuse-'));
  const left = ['.git', '.local', '.terraform', 'dist', 'node_modules'];
  await cp(root, copy, { recursive: true, filter: (source) => !left.includes(basename(source)) });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(async () => {
  await rm(copy, { recursive: true, force: true });
});

describe('a change that docs/reuse.md shows', () => {
  it.each(changes)('can still be made: in $path', (change) => {
    expect(changed(read(change.path), change)).not.toBe(read(change.path));
  });

  it('has a place for each store that reads products', () => {
    const paths = changes.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['containers/orders/product-store.ts', 'containers/inventory/stock-store.ts']));
  });
});

describe('the service that docs/reuse.md adds', () => {
  it('is new: it has files of its own, and changes others', () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['containers/wishlist/main.ts', 'containers/wishlist/store.ts', 'infra/wishlist.tf']),
    );
    expect(ofWishlist.length).toBeGreaterThan(8);
    expect(read('local/services.ts')).not.toContain('wishlist');
  });

  it('passes the compiler and the import rules once all is generated, and can be called', async () => {
    for (const { path, content } of files) {
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await writeFile(join(copy, path), content);
    }
    for (const change of ofWishlist) await writeFile(join(copy, change.path), changed(read(change.path), change));
    expect(await inCopy(process.execPath, 'local/generate.ts')).toBe('');
    expect(await readFile(join(copy, 'infra/routes.json'), 'utf8')).toContain('"PUT /v1/wishlist/{productId}"');
    const caller = blocksIn(page, 'ts').find((block) => block.startsWith('// wish.ts\n')) ?? 'none';
    await writeFile(join(copy, 'client/wish.ts'), caller.replace('./client/', './'));
    expect(await typeCheck()).toBe('');
    expect(await inCopy(process.execPath, 'local/lint-imports.ts')).toMatch(/follow the rules/);
  });
});

describe('the step that CONTRIBUTING.md adds', () => {
  const [row = ''] = blocksIn('CONTRIBUTING.md', 'ts').filter((block) => /^\w+: \{ by: /.test(block));
  const any = (...types: string[]) => ({ any: types });
  const step = Object.entries(new Function('any', `return { ${row} }`)(any)) as [string, Record<string, unknown>][];

  it('is new, and follows events that exist', () => {
    const [[name, { by, on, emits }] = ['', {}]] = step as [string, { by?: string; on?: { any: string[] }; emits?: string }][];
    expect(Object.keys(orderSaga)).not.toContain(name);
    expect(Object.values(events).map(({ publisher }) => publisher)).toContain(by);
    expect(Object.keys(events)).toEqual(expect.arrayContaining(on?.any ?? ['none']));
    expect(Object.keys(events)).not.toContain(emits);
  });
});
