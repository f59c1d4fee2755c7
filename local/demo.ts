import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '#events/index.ts';
import { build } from './build.ts';
import { createClient, expectStatus } from './demo/client.ts';
import { type Cast, type Scenario, scenarios } from './demo/scenarios.ts';
import { differences, traceOf } from './demo/trace.ts';
import { createWitness, type Witness } from './demo/witness.ts';
import { findRunning, type Running } from './running.ts';
import { runCommand } from './start-error.ts';
import { onTemporaryStack } from './temporary-stack.ts';

const root = join(import.meta.dirname, '..');

/** Plays every outcome against the running stack, or a temporary one, and compares each order's trace with the golden trace. */
async function main(): Promise<void> {
  const running = findRunning(join(root, '.local'));
  if (running) {
    console.log(`Playing on the stack at ${running.gatewayUrl}\n`);
    process.exitCode = await playAll(running);
    return;
  }
  console.log('No stack is running; starting one for the demo.');
  await onTemporaryStack(
    async ({ running: started }) => {
      console.log(`Playing on the stack at ${started.gatewayUrl}\n`);
      process.exitCode = await playAll(started);
    },
    { built: build() },
  );
}

/** Returns the exit code: 1 if any trace differs. */
async function playAll({ gatewayUrl, endpoints, accounts }: Omit<Running, 'pid'>): Promise<number> {
  const witness = createWitness(endpoints);
  const signIn = async (role: string) => {
    const client = createClient(gatewayUrl);
    const account = accounts.find((candidate) => candidate.role === role);
    if (!account) throw new Error(`The stack has no demo account with the role ${role}`);
    await client.signIn(account);
    return client;
  };
  const [customer, operator, admin] = await Promise.all([signIn('customer'), signIn('operator'), signIn('admin')]);
  const cast: Cast = { customer, operator, admin };
  let failed = 0;
  for (const scenario of scenarios) {
    const problems = await playOne(scenario, cast, witness);
    for (const text of problems) console.log(`  ${text}`);
    if (problems.length > 0) failed++;
  }
  witness.close();
  console.log(
    failed === 0
      ? `All ${scenarios.length} traces are as expected.`
      : `${failed} of ${scenarios.length} traces are not as expected.`,
  );
  return failed === 0 ? 0 : 1;
}

/** Plays one scenario and prints its trace. Returns the differences. */
async function playOne(scenario: Scenario, cast: Cast, witness: Witness): Promise<string[]> {
  const { title, file, play } = scenario;
  const began = performance.now();
  showProgress(`${title} ...`);
  try {
    const deadLettersBefore = await witness.deadLetters();
    const { orderId } = await play(cast);
    const golden = readFileSync(join(root, 'tests/saga/traces', file), 'utf8')
      .trimEnd()
      .split('\n');
    const events = await wholeTimeline(cast, orderId, golden);
    const trace = traceOf(title, events, await witness.slate(orderId, { deadLettersBefore }));
    showProgress('');
    console.log(`${trace.join('\n')}\n(${Math.round(performance.now() - began)} ms)\n`);
    return differences(trace, golden);
  } catch (error) {
    showProgress('');
    return [`${title}: ${error instanceof Error ? error.message : error}`];
  }
}

/** Prints a line that the next one replaces, if a terminal is attached. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

type Told = Pick<Event, 'type' | 'source' | 'data'>;

/** Reads the timeline until it contains everything expected, because it may lag behind the order. */
async function wholeTimeline({ customer }: Cast, orderId: string, golden: readonly string[]): Promise<Told[]> {
  const expected = golden.filter((text) => /^[+!-] /.test(text)).map((text) => text.split(' ')[1]);
  const giveUp = Date.now() + 5_000;
  for (;;) {
    const { events } = await expectStatus(customer.call<{ events: Told[] }>('GET', `/v1/orders/${orderId}/timeline`), 200);
    const complete = expected.every((type) => events.some((event) => event.type === type));
    if (complete || Date.now() > giveUp) return events;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

await runCommand(main);
