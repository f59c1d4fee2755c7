import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Defect, defects, withDefect } from '../../faults/defects.ts';

describe('a defect planted by the harness', () => {
  test.each(Object.entries<Defect>(defects))('applies to the current source: %s', (_, defect) => {
    const source = readFileSync(join(import.meta.dirname, '../../..', defect.file), 'utf8');
    const changed = withDefect(defect);
    expect(changed).not.toBe(source);
    expect(changed).toContain(defect.replace);
  });

  test('is refused when the source has changed', () => {
    expect(() => withDefect({ file: 'package.json', find: 'nowhere to be found', replace: '' })).toThrow(
      'does not contain exactly once',
    );
  });
});
