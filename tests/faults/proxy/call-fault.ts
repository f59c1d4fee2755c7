import type { Pass, WireAnswer, WireCall } from '../../../local/wire-proxy.ts';
import type { Chance } from '../chance.ts';
import type { Trouble } from '../weather.ts';

/** One way in which a call goes wrong. Its probability is between 0 and 1. At most one of those that fit a call strikes. */
export type CallFault<Call = WireCall> = {
  probability: number;
  fits: (call: Call & { operation: string }) => boolean;
  strike: (call: Call & { operation: string }, pass: Pass, chance: Chance) => Promise<WireAnswer | undefined>;
};

/** Lets a fault strike now and then. With the same seed, the same calls of the same caller get the same faults. */
export function withFaults<Call extends { caller: string }>(faults: readonly CallFault<Call>[], { weather, chance }: Trouble) {
  const streams = new Map<string, Chance>();

  return (call: Call, operation: string, pass: Pass): Promise<WireAnswer | undefined> => {
    if (!weather.isBad) return pass();
    const name = `${call.caller} ${operation}`;
    const own = streams.get(name) ?? chance.stream(name);
    streams.set(name, own);
    const named = { ...call, operation };
    let left = own.next();
    for (const { fits, probability, strike } of faults) {
      if (!fits(named)) continue;
      left -= probability;
      if (left < 0) return strike(named, pass, own);
    }
    return pass();
  };
}
