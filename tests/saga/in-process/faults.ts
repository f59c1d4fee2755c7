import type { Publisher } from '#events/define-events.ts';
import type { EventType } from '#events/index.ts';
import type { StepName } from '#events/order-saga.ts';

/** What can go wrong during a piece of work. */
export const workFaults = [
  'fails before commit',
  'fails after commit',
  'publish refused',
  /** The topic accepted the events, but the response is lost. */
  'publish unanswered',
  'acknowledgement lost',
  /** The provider has already done what it was asked, if anything, but the result is not stored. */
  'fails at first commit',
  'fails before second commit',
] as const;

/** What the bus can do to a message. */
export const messageFaults = ['twice at once', 'twice in sequence', 'delayed', 'lost'] as const;

export type WorkFault = (typeof workFaults)[number];
export type MessageFault = (typeof messageFaults)[number];
export type Fault = WorkFault | MessageFault;

/** A piece of work: handling a message, a request, or an announcement. */
export type Work = {
  service: Publisher;
  /** The row of the saga table; undefined for an announcement. */
  step: StepName | undefined;
  /** The event that is handled, or that the request or announcement publishes. */
  type: EventType;
  orderId: string;
  /** 1 for the first receive of this message, or the first attempt of this request. */
  attempt: number;
};

/** Chooses at most one fault for a piece of work. */
export type Plan = (work: Work) => Fault | undefined;

export class InjectedError extends Error {
  override name = 'InjectedError';
}

export type Faults = ReturnType<typeof createFaults>;

/** Carries out a plan, and counts what really happened. */
export function createFaults(plan: Plan) {
  const injected = new Map<Fault, number>();
  const stepsTaken = new Set<StepName>();

  function choose(work: Work): Fault | undefined {
    if (work.step) stepsTaken.add(work.step);
    return plan(work);
  }

  function happens(fault: Fault): void {
    injected.set(fault, (injected.get(fault) ?? 0) + 1);
  }

  /** @throws InjectedError when this is the chosen fault */
  function failIf(chosen: Fault | undefined, fault: WorkFault): void {
    if (chosen !== fault) return;
    happens(fault);
    throw new InjectedError(fault);
  }

  return { choose, happens, failIf, injected, stepsTaken };
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
