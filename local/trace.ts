import { join } from 'node:path';
import { findRunning } from './running.ts';
import { runCommand, StartError } from './start-error.ts';
import type { Collected } from './traces/collected.ts';
import { waterfall } from './traces/waterfall.ts';

/** Prints the traces of an order on the local stack as waterfalls. */
async function main(): Promise<void> {
  const [orderId, ...rest] = process.argv.slice(2);
  if (!orderId || rest.length > 0) throw new StartError('Usage: `npm run trace <orderId>`; the beginning of the id is enough.');
  const running = findRunning(join(import.meta.dirname, '..', '.local'));
  if (!running?.traces)
    throw new StartError('This stack does not collect traces.', { hint: 'Start the stack with `npm start -- --traces`.' });
  const response = await fetch(new URL(`/traces?order=${encodeURIComponent(orderId)}`, running.traces));
  const spans = (await response.json()) as Collected[];
  if (spans.length === 0) throw new StartError(`There is no trace of an order whose id begins with ${orderId}.`);
  console.log(waterfall(spans));
}

await runCommand(main);
