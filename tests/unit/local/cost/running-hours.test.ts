import { describe, expect, it } from '@jest/globals';
import { runningHours } from '../../../../local/cost/running-hours.ts';

const week = (hours: number) => (hours / 168) * 730;

describe('the hours that tasks run', () => {
  it('are the whole month without a night schedule', () => {
    expect(runningHours(null)).toBe(730);
  });

  it('are 13 on each working day by default, and none on a weekend', () => {
    const night = { stop: 'cron(0 20 ? * MON-FRI *)', start: 'cron(0 7 ? * MON-FRI *)' };
    expect(runningHours(night)).toBeCloseTo(week(65), 9);
  });

  it('include the weekend when nothing stops them on Friday', () => {
    const night = { stop: 'cron(0 20 ? * MON-THU *)', start: 'cron(0 7 ? * MON-FRI *)' };
    expect(runningHours(night)).toBeCloseTo(week(4 * 13 + 3 * 24), 9);
  });

  it('may pass midnight', () => {
    expect(runningHours({ stop: 'cron(30 2 * * * *)', start: 'cron(0 22 * * * *)' })).toBeCloseTo(week(7 * 4.5), 9);
  });

  it.each(['rate(1 day)', 'cron(0 20 1 * ? *)', 'cron(0 20 ? * NEVER *)'])('cannot be told from %s', (stop) => {
    expect(() => runningHours({ stop, start: 'cron(0 7 ? * MON-FRI *)' })).toThrow(stop);
  });
});
