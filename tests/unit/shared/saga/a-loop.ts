import type { Draft, Event } from '#events/index.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { createLoop, type LoopOptions, type RowStore } from '#shared/saga/loop.ts';
import type { Task } from '#shared/saga/task.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import { causeOf } from '../../../support/an-order.ts';

/** In these tests a row's state is a word. One with a question mark asks for an effect, whose result is the word without it. */
type Word = 'none' | 'waiting' | 'reserved' | 'committed' | 'rejected' | 'asking?' | 'asking' | 'undoing?' | 'undoing' | 'noted';

type Step = Task<string>['step'];

/** Which words a step changes, and to what; it leaves all others unchanged. */
const stepTo =
  (moves: Partial<Record<Word, Word | 'tooEarly' | 'refused'>>): Step =>
  (word) =>
    (moves as Record<string, string>)[word] ?? word;

export const steps = {
  wait: stepTo({ none: 'waiting' }),
  reserve: stepTo({ none: 'reserved', waiting: 'reserved' }),
  commit: stepTo({ none: 'tooEarly', waiting: 'tooEarly', reserved: 'committed' }),
  ask: stepTo({ none: 'asking?' }),
  undo: stepTo({ 'asking?': 'undoing?', asking: 'undoing?' }),
  demand: stepTo({ none: 'refused', waiting: 'refused', 'asking?': 'refused', reserved: 'committed' }),
};

export const tellings: Record<string, Draft> = {
  reserved: { type: 'StockReserved', data: { lines: [] } },
  committed: { type: 'StockCommitted', data: { lines: [] } },
  rejected: { type: 'StockRejected', data: { shortages: [] } },
  asking: { type: 'ShipmentBooked', data: { trackingNumber: 'T1' } },
  undoing: { type: 'ShipmentCancelled', data: {} },
};

export type Shelf = ReturnType<typeof aShelf>;

/** An in-memory table that records its use and can be told to refuse. */
export function aShelf() {
  const rows = new Map<string, Versioned<string>>();
  const log: string[] = [];

  const store: RowStore<string> = {
    async load(orderId) {
      log.push('load');
      return rows.get(orderId);
    },
    async save(after, before) {
      log.push(`save ${after.state}`);
      await shelf.onSave(after);
      if ((rows.get(after.orderId)?.version ?? 0) !== before.version) throw new VersionConflictError('changed meanwhile');
      rows.set(after.orderId, after);
    },
  };

  const shelf = { store, rows, log, onSave: async (_after: Versioned<string>): Promise<void> => undefined };
  return shelf;
}

/** A loop on a shelf, which several may share like replicas. Everything it does is recorded in the shelf's log. */
export function aLoop({ shelf = aShelf(), ...options }: Partial<LoopOptions<string>> & { shelf?: Shelf } = {}) {
  const { log, rows, store } = shelf;
  const told: Event[] = [];
  const loop = createLoop<string>({
    store,
    none: 'none',
    toEvent: (word) => tellings[word],
    effects: {
      isAsked: (word) => word.endsWith('?'),
      async run(_, word) {
        log.push(`run ${word}`);
        return word.slice(0, -1);
      },
    },
    async publish(event) {
      log.push(`publish ${event.type}`);
      told.push(event);
    },
    ...options,
  });

  /** Takes the order through a step, and records when that may be acknowledged. */
  async function take(orderId: string, step: keyof typeof steps, more: Partial<Task<string>> = {}): Promise<void> {
    await loop.take({ cause: causeOf(orderId), step: steps[step], ...more });
    log.push(`done ${step}`);
  }

  return { loop, take, shelf, log, rows, told, wordOf: (orderId: string) => rows.get(orderId)?.state };
}
