import { describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { createRounds, type RoundsOptions } from '#shared/timing/rounds.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { someEvent } from '../../../support/some-event.ts';

/** Rounds that each find what the list says; after them nothing is due. */
function roundsOf(rounds: (readonly Event[] | Error)[], options: Partial<RoundsOptions<Event>> = {}) {
  const { log, messages } = silentLog();
  const published: Event[] = [];
  let claims = 0;
  const running = createRounds({
    name: 'announcing',
    take: async () => {
      const due = rounds[claims++] ?? [];
      if (due instanceof Error) throw due;
      return due;
    },
    each: async (event) => void published.push(event),
    intervalMilliseconds: 1,
    log,
    random: () => 0,
    ...options,
  });
  return { ...running, published, messages, claims: () => claims };
}

describe('processing what is due', () => {
  it('publishes what is due, round after round', async () => {
    const [a, b, c] = [someEvent(), someEvent(), someEvent()];
    const running = roundsOf([[a, b], [], [c]]);
    running.start();
    await eventually(() => running.claims() > 3);
    await running.stop();
    expect(running.published).toEqual([a, b, c]);
  });

  it('publishes the rest of a round even when one fails', async () => {
    const [good, bad] = [someEvent(), someEvent()];
    const accepted: (Event | undefined)[] = [];
    const announce = async (event: Event) => {
      if (event === bad) throw new Error('refused');
      accepted.push(event);
    };
    const running = roundsOf([[bad, good]], { each: announce });
    running.start();
    await eventually(() => running.messages('warn').length > 0);
    await running.stop();
    expect(accepted).toEqual([good]);
    expect(running.messages('warn')).toEqual(['announcing fails']);
  });

  it('continues after a failure, and logs only its start and end', async () => {
    const event = someEvent();
    const down = new Error('down');
    const running = roundsOf([down, down, [event]]);
    running.start();
    await eventually(() => running.published.length === 1);
    await running.stop();
    expect(running.messages('warn')).toEqual(['announcing fails']);
    expect(running.messages('info')).toEqual(['announcing works again']);
  });
});

describe('the pause between rounds', () => {
  const full = () => [someEvent(), someEvent()];
  const unbounded = { sizeMax: 2, intervalMilliseconds: 60_000 };

  it('is skipped after a full round, because there is more', async () => {
    const running = roundsOf([full(), full(), [someEvent()]], unbounded);
    running.start();
    await eventually(() => running.published.length === 5);
    await running.stop();
    expect(running.claims()).toBe(3);
  });

  it('does not grow when some of a round fail, but does when all do', async () => {
    const each = async () => {
      if (++count % 2 === 1) throw new Error('refused');
    };
    let count = 0;
    const running = roundsOf([full(), full(), full()], { ...unbounded, each });
    running.start();
    await eventually(() => running.claims() === 4);
    await running.stop();

    const failing = roundsOf([full(), full()], { ...unbounded, each: () => Promise.reject(new Error('refused')) });
    failing.start();
    await eventually(() => failing.messages('warn').length > 0);
    await failing.stop();
    expect(failing.claims()).toBe(1);
  });
});

describe('stopping', () => {
  it('does not wait for the next round', async () => {
    const running = roundsOf([], { intervalMilliseconds: 60_000 });
    running.start();
    await eventually(() => running.claims() === 1);
    await running.stop();
    expect(running.claims()).toBe(1);
  });

  it('lets the round in progress end', async () => {
    const gate = Promise.withResolvers<void>();
    let claims = 0;
    const claim = async () => (claims++ === 0 ? [someEvent()] : []);
    const done: string[] = [];
    const announce = () => gate.promise.then(() => void done.push('published'));
    const running = roundsOf([], { take: claim, each: announce });
    running.start();
    await eventually(() => claims === 1);
    const stopped = running.stop();
    gate.resolve();
    await stopped;
    expect(done).toEqual(['published']);
    expect(claims).toBe(1);
  });

  it('is immediate when it was never started', async () => {
    await roundsOf([]).stop();
  });
});
