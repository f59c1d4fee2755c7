import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { banner } from './banner.ts';
import { build } from './build.ts';
import { type SeededStack, startSeededStack } from './seeded-stack.ts';
import { isService, type ServiceName } from './services.ts';
import type { Stack } from './stack.ts';
import { runCommand, StartError } from './start-error.ts';
import { readPublishableKey } from './stripe-publishable-key.ts';

const dataFolder = join(import.meta.dirname, '..', '.local');
const restartDelaySeconds = 1;

/** Runs the stack until Ctrl-C, or until an essential part has died. */
async function main(): Promise<void> {
  const { gatewayPort, ...wanted } = readSettings();
  const leave = new AbortController();
  whenAskedToLeave(() => leave.abort());

  const onUnexpectedExit = (name: string, error: StartError) => void survive(name, error);
  let seeded: SeededStack | undefined;
  const survive = async (name: string, error: StartError) => {
    if (leave.signal.aborted || name.startsWith('function-')) return;
    if (!seeded || !isService(name)) return leave.abort(error);
    console.error(`\n${error.message}`);
    await restart(seeded.stack, name, leave.signal);
  };

  try {
    seeded = await startSeededStack({
      dataFolder,
      gatewayPort,
      ...wanted,
      built: build(),
      signal: leave.signal,
      onProgress,
      onUnexpectedExit,
    });
  } catch (error) {
    if (isAskedFor(leave.signal)) return;
    throw error;
  }
  console.log(`\n  Ready after ${seconds(process.uptime() * 1000)}.\n${banner(seeded.running)}`);
  if (!leave.signal.aborted) await once(leave.signal, 'abort');
  console.log('\n  Stopping.');
  await seeded.stack.stop();
  if (!isAskedFor(leave.signal)) throw leave.signal.reason;
}

function whenAskedToLeave(leave: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, leave);
  // If our output can no longer be written, we must still stop what we started.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leave);
  // npm passes a signal on to its shell, which then ends without telling us.
  const parent = process.ppid;
  const leaveWithParent = () => process.ppid !== parent && leave();
  if (process.env.npm_lifecycle_event) setInterval(leaveWithParent, 200).unref();
}

const onProgress = (name: string, milliseconds: number) =>
  console.log(`  ${name.padEnd(24)}${seconds(milliseconds).padStart(8)}`);

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

/** Restarts a service that died, as ECS does with a task. */
async function restart(stack: Stack, name: ServiceName, signal: AbortSignal): Promise<void> {
  try {
    await sleep(restartDelaySeconds * 1000, undefined, { signal });
    await stack.services[name].start();
    console.log(`  ${name} has been restarted.`);
  } catch (error) {
    if (signal.aborted) return;
    console.error(`${error instanceof Error ? error.message : error}`);
    await restart(stack, name, signal);
  }
}

/** Whether a person stopped us, rather than a part that died. */
const isAskedFor = (signal: AbortSignal) => signal.aborted && !(signal.reason instanceof StartError);

/** @throws StartError for invalid settings */
function readSettings() {
  const gatewayPort = Number(process.env.GATEWAY_PORT || 8080);
  if (!Number.isInteger(gatewayPort) || gatewayPort < 0 || gatewayPort > 65_535) {
    throw new StartError(`GATEWAY_PORT is '${process.env.GATEWAY_PORT}', but must be a number from 0 to 65535.`);
  }
  const stripePublishableKey = readPublishableKey(process.env.STRIPE_PUBLISHABLE_KEY);
  try {
    const flag = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({ options: { fresh: flag, traces: flag } });
    return { fresh: values.fresh, traces: values.traces, gatewayPort, stripePublishableKey };
  } catch (cause) {
    throw new StartError(cause instanceof Error ? cause.message : String(cause), {
      hint: 'Usage: `npm start`; `-- --fresh` deletes the old data first, `-- --traces` collects traces.',
      cause,
    });
  }
}

await runCommand(main);
