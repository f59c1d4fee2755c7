import { expect, test } from '@jest/globals';
import { createRecentRows } from '#shared/saga/recent-rows.ts';

const row = (orderId: string, version = 1) => ({ orderId, version, state: 'any', event: undefined });

test('the newest version of a row is kept until it is forgotten', () => {
  const recent = createRecentRows<string>();
  recent.note(row('a', 1));
  recent.note(row('a', 2));
  expect(recent.find('a')).toEqual(row('a', 2));
  recent.forget('a');
  expect(recent.find('a')).toBeUndefined();
});

test('beyond two thousand rows, the ones noted longest ago are dropped', () => {
  const recent = createRecentRows<string>();
  for (let count = 0; count < 2_000; count++) recent.note(row(`${count}`));
  recent.note(row('0', 2));
  recent.note(row('one more'));
  expect(recent.find('1')).toBeUndefined();
  expect(recent.find('0')).toEqual(row('0', 2));
  expect(recent.find('2')).toBeDefined();
});
