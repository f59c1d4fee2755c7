import { expect, test } from '@jest/globals';
import { sizeTable } from '../../../../local/build/size-table.ts';

test('sizes are told in KB, one line for each', () => {
  const sizes = [
    { name: 'authorizer', bundleBytes: 782_083, packedBytes: 126_464 },
    { name: 'timeline', bundleBytes: 1_024, packedBytes: 0 },
  ];
  expect(sizeTable('function', 'zip', sizes).split('\n')).toEqual([
    '  function          bundle       zip',
    '  authorizer        764 KB    124 KB',
    '  timeline            1 KB      0 KB',
  ]);
});
