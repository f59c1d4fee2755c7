import type { Basis } from './basis.ts';
import { billableCalls, countedCalls, pollsPerHour } from './counted-calls.ts';
import type { Inventory } from './inventory.ts';
import { type Line, type Part, parts } from './line.ts';
import { computeLines } from './parts/compute.ts';
import { dataLines } from './parts/data.ts';
import { edgeLines } from './parts/edge.ts';
import { messagingLines } from './parts/messaging.ts';
import { networkLines } from './parts/network.ts';
import { operationLines } from './parts/operation.ts';
import { runningHours } from './running-hours.ts';
import type { Usage } from './usage.ts';

export type Estimate = { lines: Line[]; usd: number; parts: { part: Part; usd: number; share: number }[] };

/** The unrounded monthly bill in USD of a deployment and its use. */
export function estimate(inventory: Inventory, usage: Usage): Estimate {
  const counted = countedCalls();
  const basis: Basis = {
    inventory,
    usage,
    // A single order shares no batch, so the estimate is an upper bound.
    calls: billableCalls(counted.alone),
    pollsPerHour: pollsPerHour(counted.idle),
    hours: runningHours(inventory.night),
  };
  const estimators = [computeLines, dataLines, messagingLines, networkLines, edgeLines, operationLines];
  const lines = estimators.flatMap((linesFor) => linesFor(basis));
  const sum = (of: readonly Line[]) => of.reduce((total, { usd }) => total + usd, 0);
  const usd = sum(lines);
  const subtotals = parts.map((part) => ({ part, usd: sum(lines.filter((line) => line.part === part)) }));
  return { lines, usd, parts: subtotals.map((each) => ({ ...each, share: usd === 0 ? 0 : each.usd / usd })) };
}
