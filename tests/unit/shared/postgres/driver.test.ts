import { afterAll, expect, test } from '@jest/globals';
import { build, stop } from 'esbuild';

afterAll(() => stop());

test('a PostgreSQL error keeps its name in a minified bundle, so that logs can be searched for it', async () => {
  const entryPoints = ['shared/postgres/driver.ts'];
  const options = { bundle: true, write: false, platform: 'node', format: 'esm', minify: true } as const;
  const { outputFiles } = await build({ entryPoints, ...options });
  const { postgres } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
  expect(new postgres.PostgresError({ message: 'duplicate key', code: '23505' }).name).toBe('PostgresError');
});
