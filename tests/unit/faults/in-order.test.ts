import { expect, test } from '@jest/globals';
import { inOrder } from '../../faults/proxy/postgres.ts';
import { eventually } from '../../support/eventually.ts';

test('what arrives after a slow connection has become fast does not overtake what came before', async () => {
  const written: string[] = [];
  const write = inOrder((bytes) => written.push(String(bytes)));
  write(Buffer.from('fast'), 0);
  expect(written).toEqual(['fast']);
  write(Buffer.from('slow'), 40);
  write(Buffer.from('slower'), 50);
  write(Buffer.from('fast again'), 0);
  expect(written).toEqual(['fast']);
  await eventually(() => written.length === 4);
  expect(written).toEqual(['fast', 'slow', 'slower', 'fast again']);
  write(Buffer.from('and on'), 0);
  expect(written).toHaveLength(5);
});
