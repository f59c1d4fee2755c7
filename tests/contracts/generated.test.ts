import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { generated } from '../../local/generate.ts';

describe('generated files', () => {
  it.each(Object.entries(generated()))('%s is what `npm run generate` writes', (path, content) => {
    expect(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')).toBe(content);
  });
});
