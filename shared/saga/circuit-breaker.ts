import { outcomeOf } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import { type Backoff, backoff } from '#shared/timing/backoff.ts';

type CircuitBreakerOptions = {
  log: Log;
  /** So many different orders must fail, with no success in between, before it is the dependency's trouble and not theirs. */
  ordersMin?: number;
  /** And for so long nothing may have succeeded. */
  quietMilliseconds?: number;
  /** Milliseconds between trials while it is open. */
  pauses?: Omit<Backoff, 'attempt'>;
  random?: (() => number) | undefined;
  now?: () => number;
};

export type CircuitBreaker = ReturnType<typeof createCircuitBreaker>;

type Circuit = { failed: Set<string>; succeededAt: number; trials: number; nextTrialAt: number };

/**
 * Tells a dependency that is away (a store, a provider, the topic) from an order that has trouble of its own. While a circuit is
 * open a consumer takes one message at a time, with a growing pause, so that an outage does not use up the receives of
 * everything in the queue. What is one order's own trouble opens nothing.
 */
export function createCircuitBreaker(options: CircuitBreakerOptions) {
  const {
    log,
    ordersMin = 5,
    quietMilliseconds = 1_000,
    pauses = defaultPauses,
    random,
    now = () => performance.now(),
  } = options;
  const circuits = new Map<string, Circuit>();

  /** Has a dependency do something for an order, and learns from how that ends. */
  async function through<T>(dependency: string, orderId: string, work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      succeeded(dependency);
      return result;
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === 'unavailable') failed(dependency, orderId, outcome.reason);
      // Whoever refuses is there.
      else succeeded(dependency);
      throw error;
    }
  }

  function succeeded(dependency: string): void {
    const circuit = circuitOf(dependency);
    if (isOpen(circuit)) log.info({ dependency }, 'dependency available');
    circuit.succeededAt = now();
    circuit.trials = 0;
    circuit.failed.clear();
  }

  function failed(dependency: string, orderId: string, reason: string): void {
    const circuit = circuitOf(dependency);
    const wasOpen = isOpen(circuit);
    if (!wasOpen) circuit.failed.add(orderId);
    if (!wasOpen && (circuit.failed.size < ordersMin || now() - circuit.succeededAt < quietMilliseconds)) return;
    if (!wasOpen) log.warn({ dependency, reason }, 'dependency unavailable');
    // Those that were in flight when it opened, or during a trial, tell nothing new.
    if (now() < circuit.nextTrialAt) return;
    circuit.trials++;
    circuit.nextTrialAt = now() + backoff({ attempt: circuit.trials, ...pauses }, random);
  }

  function circuitOf(dependency: string): Circuit {
    const circuit = circuits.get(dependency) ?? newCircuit();
    circuits.set(dependency, circuit);
    return circuit;
  }

  const open = () => [...circuits.values()].filter(isOpen);

  /** How long to wait before the next trial; 0 while all circuits are closed. */
  const pauseMilliseconds = () => Math.max(0, ...open().map(({ nextTrialAt }) => nextTrialAt - now()));

  return { through, isOpen: () => open().length > 0, pauseMilliseconds };
}

const defaultPauses = { first: 200, max: 5_000, spread: 0.3 };

const newCircuit = (): Circuit => ({ failed: new Set(), succeededAt: -Infinity, trials: 0, nextTrialAt: 0 });
const isOpen = ({ trials }: Circuit): boolean => trials > 0;
