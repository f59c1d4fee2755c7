import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Defect, defects, withDefect } from '../../faults/defects.ts';

describe('a defect that the harness plants', () => {
  test.each(Object.entries<Defect>(defects))('changes the source as it is today: %s', (_, defect) => {
    const source = readFileSync(join(import.meta.dirname, '../../..', defect.file), 'utf8');
    const changed = withDefect(defect);
    expect(changed).not.toBe(source);
    expect(changed).toContain(defect.replace);
  });

  test('is refused when the source has moved on', () => {
    expect(() => withDefect({ file: 'package.json', find: 'nowhere to be found', replace: '' })).toThrow('does not hold once');
  });
});
