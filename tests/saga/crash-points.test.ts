import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { distFolder } from '../../local/build.ts';
import { buildForFaults } from '../faults/bundles.ts';

// Found only in bundles with crash points, where the fault harness kills services.
const marks = ['ARMAMENT_FILE', 'SIGUSR2', 'crashpoint'];
const marksIn = (file: string) => marks.filter((mark) => readFileSync(file, 'utf8').includes(mark));

describe('crash points', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'crash-points-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are not in any deployed bundle', () => {
    const files = globSync('**/*.mjs', { cwd: distFolder }).map((file) => join(distFolder, file));
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => marksIn(file).length > 0)).toEqual([]);
  });

  test('are in every service that the harness runs', async () => {
    const bundles = await buildForFaults(folder);
    for (const bundle of Object.values(bundles)) expect(marksIn(bundle)).toEqual(marks);
  });
});
