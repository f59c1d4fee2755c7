import { expect, it } from '@jest/globals';
import { oldestMessageText } from '../../../../web/console/overview/oldest-message-text.ts';

it.each([
  [0, '0 seconds'],
  [40, '40 seconds'],
  [60, '1 minute'],
  [3_599, '59 minutes'],
  [7_200, '2 hours'],
])('the oldest message of a queue is %i seconds old: %s', (oldestMessageSeconds, text) => {
  expect(oldestMessageText({ waiting: 1, inFlight: 0, oldestMessageSeconds }, 'en-US')).toBe(text);
  expect(oldestMessageText({ waiting: 0, inFlight: 1, oldestMessageSeconds }, 'en-US')).toBe(text);
});

it('an empty queue has no oldest message', () => {
  expect(oldestMessageText({ waiting: 0, inFlight: 0 })).toBe('');
});

it('the age is unknown while CloudWatch does not report it', () => {
  expect(oldestMessageText({ waiting: 1, inFlight: 0 })).toBe('unknown');
});
