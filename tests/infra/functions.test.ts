import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { distFolder } from '../../local/build.ts';
import { filesOf } from './support/run-function.ts';

const root = join(import.meta.dirname, '../..');
const migrations = globSync('migrations/**/*.{sql,json}', { cwd: join(root, 'containers/auth') });

describe('what is deployed to Lambda', () => {
  test('is one zip per function, and per service that can run as one', () => {
    expect(globSync('*.zip', { cwd: join(distFolder, 'functions') }).sort()).toEqual([
      'auth-migrate.zip',
      'auth.zip',
      'authorizer.zip',
      'catalog.zip',
      'dead-letters.zip',
      'media.zip',
      'reconcile.zip',
      'timeline.zip',
    ]);
  });

  test.each([
    ['authorizer', []],
    ['timeline', []],
    // The picture decoder is in a thread and in a file that is not JavaScript.
    ['media', ['magick.wasm', 'worker.mjs']],
    ['dead-letters', []],
    ['reconcile', []],
    ['catalog', []],
    ['auth', []],
    ['auth-migrate', migrations],
  ])('contains only the handler and what it reads: %s', async (name, more) => {
    const files = await filesOf(name);
    expect(Object.keys(files).sort()).toEqual(['handler.mjs', ...more].sort());
    const handler = Buffer.from(files['handler.mjs'] ?? []).toString();
    expect(handler).toMatch(/export\s*\{\s*handler\s*\};/);
    // A path of the build machine would make it differ between machines.
    expect(handler).not.toContain(root);
    for (const file of more.filter((file) => migrations.includes(file)))
      expect(Buffer.from(files[file] ?? [])).toEqual(readFileSync(join(root, 'containers/auth', file)));
  });

  test('is the same, byte for byte, when it is built again', () => {
    const before = hashes();
    execFileSync(process.execPath, ['local/build.ts'], { cwd: root, env: { ...process.env, TZ: 'Asia/Tokyo' }, stdio: 'ignore' });
    expect(hashes()).toEqual(before);
  });
});

const hashes = () =>
  globSync('*.zip', { cwd: join(distFolder, 'functions') }).map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(join(distFolder, 'functions', file)))
      .digest('hex'),
  ]);
