import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Event } from '#events/index.ts';
import { build } from './build.ts';
import { createClient, expectStatus } from './demo/client.ts';
import { castOn } from './demo/deployment.ts';
import { type Cast, type Scenario, scenarios } from './demo/scenarios.ts';
import { differences, traceOf } from './demo/trace.ts';
import { createWitness, type Witness } from './demo/witness.ts';
import { findRunning, type Running } from './running.ts';
import { runCommand, StartError } from './start-error.ts';
import { onTemporaryStack } from './temporary-stack.ts';

const root = join(import.meta.dirname, '..');

/**
 * Plays every outcome against the running stack, or a temporary one, and compares each order's trace with the golden trace. With
 * `--url` and `--grant` it plays against a deployment and its real providers.
 */
async function main(): Promise<void> {
  const { url, grant } = parseArgs({ options: { url: { type: 'string' }, grant: { type: 'string' } } }).values;
  if (url !== undefined || grant !== undefined) {
    process.exitCode = await playOnDeployment(url, grant);
    return;
  }
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

/** We cannot query its stores, so a trace has the timeline alone. Skips outcomes that only a stand-in can produce. */
async function playOnDeployment(url = '', grant = ''): Promise<number> {
  if (!URL.canParse(url) || !grant)
    throw new StartError('A deployment needs both --url and --grant.', {
      hint: 'Terraform prints them: `terraform output -raw api_url` and `terraform output -raw grant_role_command`.',
    });
  console.log(`Playing on ${url}\n`);
  const { cast, productId, leave } = await castOn({ url, grant });
  const played = scenarios.filter(({ needsStandIn }) => !needsStandIn);
  try {
    return await play(played, { cast, productId });
  } finally {
    await leave();
  }
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
  const exitCode = await play(scenarios, { cast: { customer, operator, admin }, witness });
  witness.close();
  return exitCode;
}

/** The client that plays, the product to order if not the mouse, and the witness that reads the stores, if they can be read. */
type Stage = { cast: Cast; productId?: string; witness?: Witness };

async function play(played: readonly Scenario[], stage: Stage): Promise<number> {
  let failed = 0;
  for (const scenario of played) {
    const problems = await playOne(scenario, stage);
    for (const text of problems) console.log(`  ${text}`);
    if (problems.length > 0) failed++;
  }
  console.log(failed === 0 ? `All ${played.length} traces match.` : `${failed} of ${played.length} traces do not match.`);
  return failed === 0 ? 0 : 1;
}

/** Plays one scenario and prints its trace. Returns the differences. */
async function playOne(scenario: Scenario, { cast, productId, witness }: Stage): Promise<string[]> {
  const { title, file, play } = scenario;
  const began = performance.now();
  showProgress(`${title} ...`);
  try {
    const deadLettersBefore = (await witness?.deadLetters()) ?? 0;
    const { orderId } = await play(cast, productId);
    const golden = goldenTrace(file, { whole: witness !== undefined });
    const events = await wholeTimeline(cast, orderId, golden);
    const trace = traceOf(title, events, await witness?.slate(orderId, { deadLettersBefore }));
    showProgress('');
    console.log(`${trace.join('\n')}\n(${Math.round(performance.now() - began)} ms)\n`);
    return differences(trace, golden);
  } catch (error) {
    showProgress('');
    return [`${title}: ${error instanceof Error ? error.message : error}`];
  }
}

/** The last line says what is left in the stores. */
function goldenTrace(file: string, { whole }: { whole: boolean }): string[] {
  const lines = readFileSync(join(root, 'tests/saga/traces', file), 'utf8')
    .trimEnd()
    .split('\n');
  return whole ? lines : lines.slice(0, -1);
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
    await sleep(100);
  }
}

await runCommand(main);
