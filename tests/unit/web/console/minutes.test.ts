import { expect, it } from '@jest/globals';
import { everyMinute } from '../../../../web/console/overview/minutes.ts';

it('shows each of the last 60 minutes, including those without an order', () => {
  const known = { at: '2026-11-21T11:58:00.000Z', placed: 3, confirmed: 2, cancelled: 1 };
  const shown = everyMinute([known], Date.parse('2026-11-21T12:00:30.000Z'));
  expect(shown).toHaveLength(60);
  expect(shown[0]?.at).toBe('2026-11-21T11:01:00.000Z');
  expect(shown.at(-1)).toEqual({ at: '2026-11-21T12:00:00.000Z', placed: 0, confirmed: 0, cancelled: 0 });
  expect(shown.at(-3)).toEqual(known);
});
