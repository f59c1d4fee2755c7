import { outcomeOf } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import { type Backoff, backoff } from '#shared/timing/backoff.ts';

type CircuitBreakerOptions = {
  log: Log;
  /** At least this many different orders must fail, with no success in between, before the dependency is blamed and not the orders. */
  ordersMin?: number;
  /** And nothing may have succeeded for this long. */
  quietMilliseconds?: number;
  /** Milliseconds between probes while the circuit is open. */
  pauses?: Omit<Backoff, 'attempt'>;
  random?: (() => number) | undefined;
  now?: () => number;
};

export type CircuitBreaker = ReturnType<typeof createCircuitBreaker>;

type Circuit = { failed: Set<string>; again: Set<string>; succeededAt: number; trials: number; nextTrialAt: number };

/**
 * Tells a dependency that is down (a store, a provider, the topic) from an order that fails on its own. While a circuit is
 * open, the consumer takes one message at a time with a growing pause, so that an outage does not use up the receive count of
 * every message in the queue. A single failing order never opens a circuit.
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

  /** Calls a dependency on behalf of an order and records how the call ended. */
  async function through<T>(dependency: string, orderId: string, work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      succeeded(dependency);
      return result;
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === 'unavailable') failed(dependency, orderId, outcome.reason);
      // A dependency that refuses is up.
      else succeeded(dependency);
      throw error;
    }
  }

  function succeeded(dependency: string): void {
    const circuit = circuitOf(dependency);
    if (isOpen(circuit)) log.info({ dependency }, 'dependency available');
    circuits.set(dependency, { ...newCircuit(), nextTrialAt: circuit.nextTrialAt, succeededAt: now() });
  }

  function failed(dependency: string, orderId: string, reason: string): void {
    const circuit = circuitOf(dependency);
    const wasOpen = isOpen(circuit);
    if (circuit.failed.has(orderId)) circuit.again.add(orderId);
    if (!wasOpen) circuit.failed.add(orderId);
    if (!wasOpen && (circuit.failed.size < ordersMin || now() - circuit.succeededAt < quietMilliseconds)) return;
    if (!wasOpen) log.warn({ dependency, reason }, 'dependency unavailable');
    // Calls that were in flight when it opened, or during a probe, tell us nothing new.
    if (now() < circuit.nextTrialAt) return;
    circuit.trials++;
    circuit.nextTrialAt = now() + backoff({ attempt: circuit.trials, ...pauses }, random);
  }

  function circuitOf(dependency: string): Circuit {
    const circuit = circuits.get(dependency) ?? newCircuit();
    circuits.set(dependency, circuit);
    return circuit;
  }

  /**
   * Whether an order's last failure says nothing about that order: the dependency is down for everyone, or has done nothing for
   * anyone since this order's previous failure.
   */
  const isDependencysFault = (dependency: string, orderId: string): boolean =>
    isOpen(circuitOf(dependency)) || circuitOf(dependency).again.has(orderId);

  const open = () => [...circuits.values()].filter(isOpen);

  /** How long to wait before the next probe; 0 while all circuits are closed. */
  const pauseMilliseconds = () => Math.max(0, ...open().map(({ nextTrialAt }) => nextTrialAt - now()));

  return { through, isDependencysFault, isOpen: () => open().length > 0, pauseMilliseconds };
}

const defaultPauses = { first: 200, max: 5_000, spread: 0.3 };

const newCircuit = (): Circuit => ({ failed: new Set(), again: new Set(), succeededAt: -Infinity, trials: 0, nextTrialAt: 0 });
const isOpen = ({ trials }: Circuit): boolean => trials > 0;
