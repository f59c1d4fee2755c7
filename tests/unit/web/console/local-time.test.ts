import { describe, expect, it } from '@jest/globals';
import { changedInstant, localOf } from '../../../../web/console/parts/local-time.ts';

describe('a field for a moment', () => {
  const exact = '2026-11-21T12:00:30.500Z';

  it('shows the minute of an instant, and nothing for what is none', () => {
    expect(new Date(localOf(exact)).toISOString()).toBe('2026-11-21T12:00:00.000Z');
    expect(localOf('yesterday')).toBe('');
    expect(localOf('')).toBe('');
  });

  it('that was not changed still means the same instant, to the millisecond', () => {
    expect(changedInstant(localOf(exact), exact)).toBe(exact);
    expect(changedInstant('', '')).toBe('');
    expect(changedInstant('', 'yesterday')).toBe('');
  });

  it('that was changed or emptied means what it shows', () => {
    expect(changedInstant(localOf('2026-11-21T13:00:00Z'), exact)).toBe('2026-11-21T13:00:00.000Z');
    expect(changedInstant('', exact)).toBe('');
  });
});
