import { type Publisher, publishers } from '#events/define-events.ts';
import { products } from '../../local/seed.ts';
import type { Chance } from './chance.ts';
import { poisonNames } from './fault-names.ts';

/** The strikes from outside, and how often each happens per minute of faults. */
const perMinute = {
  kill: 100,
  killFunction: 10,
  crash: 45,
  zombie: 4,
  leave: 3,
  killBackends: 30,
  restartPostgres: 5,
  readOnly: 1,
  slowPostgres: 1,
  halfOpen: 1,
  cut: 2,
  killDynamo: 1,
  poison: 8,
  keysUnreachable: 1,
  madeUpKeys: 8,
} as const;

/** However short the faults. Every kind of poison has its turn. */
const leastOf = (kind: StrikeKind): number => (kind === 'poison' ? poisonNames.length : 1);

export type StrikeKind = keyof typeof perMinute;

/** The functions that are killed. Nobody uploads pictures here, so `media` would have nothing to lose. */
export const fedFunctions = ['timeline', 'dead-letters'] as const;
export type FedFunction = (typeof fedFunctions)[number];

/** `at`: milliseconds after the faults begin. */
export type Strike = {
  kind: StrikeKind;
  at: number;
  victim: Publisher;
  /** The function it strikes, if it strikes one. They take turns. */
  victimFunction: FedFunction;
  /** Whether it strikes the service's second process, if there is one. */
  isReplica: boolean;
  /** How wrong the victim's clock is afterwards. */
  skewMilliseconds: number;
  seconds: number;
  number: number;
};

/** All strikes of a run, decided by the seed alone. None comes at the very end, where it would have no effect. */
export function strikesOf(chance: Chance, faultSeconds: number): Strike[] {
  const firstFunction = chance.stream('functions').below(fedFunctions.length);
  const strikes = (Object.keys(perMinute) as StrikeKind[]).flatMap((kind) => {
    const own = chance.stream(kind);
    const count = Math.max(leastOf(kind), Math.round((perMinute[kind] * faultSeconds) / 60));
    return Array.from({ length: count }, (_, number): Strike => {
      // Spread evenly, with some jitter: two restarts at the same moment would be one.
      const at = ((number + own.between(0.1, 0.9)) / count) * faultSeconds * 1000 * 0.92;
      const skewMilliseconds = own.happens(0.35) ? Math.round(own.between(-600_000, 600_000)) : 0;
      const strike: Strike = {
        ...{ kind, at, number, skewMilliseconds },
        victim: own.pick(publishers),
        victimFunction: fedFunctions[(firstFunction + number) % fedFunctions.length] as FedFunction,
        isReplica: own.happens(0.3),
        seconds: own.between(1.5, 4),
      };
      // Every run has a process that would expire orders too early if it used its own clock.
      return kind === 'kill' && number === 0
        ? { ...strike, victim: 'orders', isReplica: true, skewMilliseconds: 300_000 }
        : strike;
    });
  });
  return strikes.sort((a, b) => a.at - b.at);
}

/** One order as its customer wants it, and what else they do with it. */
export type OrderPlan = {
  number: number;
  /** Milliseconds after the load begins. */
  at: number;
  customer: number;
  key: string;
  lines: { productId: string; quantity: number }[];
  paymentMethod: string;
  postalCode: string;
  /** Seconds after the acknowledgement. */
  cancelAfter?: number;
  isDispatched: boolean;
  /** Another customer, who tries to look at it. */
  snoop: number;
};

export const customersCount = 6;

const lineCounts = [1, 1, 1, 2, 3];

const cards = {
  pm_card_visa: 66,
  pm_card_mastercard: 8,
  pm_card_chargeDeclined: 9,
  pm_card_chargeDeclinedInsufficientFunds: 3,
  pm_card_captureFails: 5,
  pm_card_authenticationRequired: 2,
  pm_card_processing: 3,
  pm_card_lockTimeout: 2,
  pm_card_rateLimit: 2,
};

/** The product that sells out and is restocked. */
export const scarce = products.laptop;
/** The product that never sells out, and that many want at the same moment. */
export const hot = products.monitor;
const plenty = [products.mouse, products.keyboard, products.headphones, products.monitor];

/** Of every 60 orders, these come at the same moment and want one product. */
export const rushes = {
  scarce: { product: scarce, first: 0, size: 4 },
  hot: { product: hot, first: 20, size: 20 },
};

/** A stretch of the load at one rate. */
export type Phase = { seconds: number; perSecond: number };

type Demand = { phases: readonly Phase[]; rushes?: readonly (typeof rushes)[keyof typeof rushes][] };

/** All orders of a run, decided by the seed alone. */
export function ordersOf(chance: Chance, { phases, rushes: some = Object.values(rushes) }: Demand): OrderPlan[] {
  const count = Math.round(phases.reduce((sum, { seconds, perSecond }) => sum + seconds * perSecond, 0));
  return Array.from({ length: count }, (_, number) => {
    const own = chance.stream(`order ${number}`);
    const rush = some.find(({ first, size }) => number % 60 >= first && number % 60 < first + size);
    const kinds = rush ? [rush.product] : own.shuffled(plenty).slice(0, own.pick(lineCounts));
    const lines = kinds.map(({ productId }) => ({ productId, quantity: 1 + own.below(3) }));
    // People do order the same product on two lines.
    if (own.happens(0.05)) lines.push({ ...(lines[0] as (typeof lines)[number]) });
    return {
      number,
      at: secondsUntil(rush ? number - (number % 60) + rush.first : number + own.next(), phases) * 1000,
      customer: own.below(customersCount),
      key: `order-${number}`,
      lines,
      paymentMethod: own.weighed(cards),
      postalCode: own.happens(0.06) ? '00000' : 'SW1Y 4JH',
      ...(own.happens(0.1) ? { cancelAfter: own.between(0, 3) } : {}),
      isDispatched: own.happens(0.05),
      snoop: own.below(customersCount),
    };
  });
}

/** Orders of the hot product alone, at an even rate. Nothing but that product can delay or cancel any of them. */
export const hotOrdersOf = (chance: Chance, phase: Phase): OrderPlan[] =>
  ordersOf(chance, { phases: [phase], rushes: [] }).map(({ cancelAfter, ...plan }) => ({
    ...plan,
    lines: [{ productId: hot.productId, quantity: 1 }],
    paymentMethod: 'pm_card_visa',
    postalCode: 'SW1Y 4JH',
    isDispatched: false,
  }));

/** When so many orders have been placed; the fraction of an order counts too. */
function secondsUntil(placed: number, phases: readonly Phase[]): number {
  let [left, passed] = [placed, 0];
  for (const { seconds, perSecond } of phases) {
    if (left <= seconds * perSecond) return passed + left / perSecond;
    left -= seconds * perSecond;
    passed += seconds;
  }
  return passed;
}
