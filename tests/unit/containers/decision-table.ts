import { describe, expect, test } from '@jest/globals';
import type { Publisher } from '#events/define-events.ts';
import { triggerTypes } from '#events/define-saga.ts';
import type { Event, EventType } from '#events/index.ts';
import { rows } from '#events/order-saga.ts';
import { sample } from '../../saga/model/sample-events.ts';

export type DecisionTable<State extends { status: string }> = {
  service: Publisher;
  /** One example of every state; a status may have several. */
  states: Record<State['status'], State> & Record<string, State>;
  decide: (state: State, event: never) => State | 'tooEarly';
  /** Events across, states down; columns are two spaces apart. Cells contain the next status, `tooEarly`, or `-` for no change. */
  table: string;
};

/** One test for every combination of state and consumed event in the saga table; none may be missing. */
export function testDecisions<State extends { status: string }>({ service, states, decide, table }: DecisionTable<State>): void {
  const [events = [], ...rows] = table.trim().split('\n').map(cellsOf);

  test('the table covers every state and every event', () => {
    expect(rows.map(([state]) => state)).toEqual(Object.keys(states));
    expect(new Set(events)).toEqual(heardBy(service));
  });

  describe.each(rows)('given %s', (name, ...cells) => {
    const state = states[name] as State;
    test.each(events.map((type, column) => ({ type, comes: cells[column] })))('when $type, then $comes', ({ type, comes }) => {
      const verdict = decide(state, sample[type as EventType] as Event as never);
      if (comes === '-') expect(verdict).toBe(state);
      else expect(typeof verdict === 'string' ? verdict : verdict.status).toBe(comes);
    });

    test.each(events)('%s that comes again changes nothing', (type) => {
      const event = sample[type as EventType] as Event as never;
      const verdict = decide(state, event);
      if (typeof verdict !== 'string') expect(decide(verdict, event)).toBe(verdict);
    });
  });
}

const cellsOf = (line: string): string[] => line.trim().split(/ {2,}/);

const heardBy = (service: Publisher): Set<string> =>
  new Set(rows.flatMap(([, { by, on }]) => (by === service ? triggerTypes(on) : [])));
