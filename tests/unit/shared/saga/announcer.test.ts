import { describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { type AnnouncerOptions, createAnnouncer } from '#shared/saga/announcer.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { someEvent } from '../../../support/some-event.ts';

/** An announcer over a list of rounds, each what one claim finds due; after them nothing is due. */
function announcerOver(rounds: (readonly Event[] | Error)[], options: Partial<AnnouncerOptions<Event>> = {}) {
  const { log, messages } = silentLog();
  const published: Event[] = [];
  let claims = 0;
  const announcer = createAnnouncer({
    claim: async () => {
      const due = rounds[claims++] ?? [];
      if (due instanceof Error) throw due;
      return due;
    },
    announce: async (event) => void published.push(event),
    intervalMilliseconds: 1,
    log,
    random: () => 0,
    ...options,
  });
  return { ...announcer, published, messages, claims: () => claims };
}

describe('announcing', () => {
  it('publishes what is due, round after round', async () => {
    const [a, b, c] = [someEvent(), someEvent(), someEvent()];
    const announcer = announcerOver([[a, b], [], [c]]);
    announcer.start();
    await eventually(() => announcer.claims() > 3);
    await announcer.stop();
    expect(announcer.published).toEqual([a, b, c]);
  });

  it('publishes the others of a round even when one is refused', async () => {
    const [good, bad] = [someEvent(), someEvent()];
    const accepted: (Event | undefined)[] = [];
    const announce = async (event: Event) => {
      if (event === bad) throw new Error('refused');
      accepted.push(event);
    };
    const announcer = announcerOver([[bad, good]], { announce });
    announcer.start();
    await eventually(() => announcer.messages('warn').length > 0);
    await announcer.stop();
    expect(accepted).toEqual([good]);
    expect(announcer.messages('warn')).toEqual(['announcing fails']);
  });

  it('goes on after a failure, and logs only that it began and ended', async () => {
    const event = someEvent();
    const down = new Error('down');
    const announcer = announcerOver([down, down, [event]]);
    announcer.start();
    await eventually(() => announcer.published.length === 1);
    await announcer.stop();
    expect(announcer.messages('warn')).toEqual(['announcing fails']);
    expect(announcer.messages('info')).toEqual(['announcing works again']);
  });
});

describe('stopping an announcer', () => {
  it('does not wait for the next round', async () => {
    const announcer = announcerOver([], { intervalMilliseconds: 60_000 });
    announcer.start();
    await eventually(() => announcer.claims() === 1);
    await announcer.stop();
    expect(announcer.claims()).toBe(1);
  });

  it('lets the round in progress end', async () => {
    const gate = Promise.withResolvers<void>();
    let claims = 0;
    const claim = async () => (claims++ === 0 ? [someEvent()] : []);
    const done: string[] = [];
    const announce = () => gate.promise.then(() => void done.push('published'));
    const announcer = announcerOver([], { claim, announce });
    announcer.start();
    await eventually(() => claims === 1);
    const stopped = announcer.stop();
    gate.resolve();
    await stopped;
    expect(done).toEqual(['published']);
    expect(claims).toBe(1);
  });

  it('is done at once when it was never started', async () => {
    await announcerOver([]).stop();
  });
});
