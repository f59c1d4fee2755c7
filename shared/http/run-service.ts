import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail } from '#shared/config/run-main.ts';
import { ProblemError } from '#shared/errors/problem.ts';
import type { Log } from '#shared/logging/logger.ts';
import { sleep } from '#shared/timing/sleep.ts';
import { type Dependencies, waitForDependencies } from './dependencies.ts';
import { createHttpServer } from './http-server.ts';
import { type Fetch, problemResponse } from './request-listener.ts';

/** A part of a service. Parts with `start`, such as a consumer, take in work on their own; the others, such as a pool, support them. */
export type Part = { start?: () => void; stop: () => Promise<void> };

export type RunOptions = {
  app: { fetch: Fetch };
  /** The grace period is how long requests are still served after the signal to stop, until the load balancer sends them elsewhere. */
  settings: { HOST: string; PORT: number; SHUTDOWN_GRACE_SECONDS: number };
  log: Log;
  /** What must answer before the parts start. Until then the service is alive, but not ready. It gives up after two minutes. */
  dependencies: Dependencies;
  /**
   * In dependency order. On shutdown, the parts that take in work stop first, all at once; then, after the grace period, the
   * server; then the others, last one first.
   */
  parts: readonly Part[];
};

const shutdownMillisecondsMax = 25_000;
const idleSweepMilliseconds = 20;

/** Serves until SIGTERM or SIGINT, then finishes what is in progress and exits with code 0. */
export async function runService({ app, settings, log, dependencies, parts }: RunOptions): Promise<void> {
  const stop = new AbortController();
  // Tells the load balancer to stop sending requests. Requests that still arrive are answered.
  const server = createHttpServer((request, ...rest) =>
    stop.signal.aborted && request.url.endsWith('/readyz') ? problemResponse(stopping()) : app.fetch(request, ...rest),
  );
  server.on('error', (error) => fail(error));
  const startParts = async () => {
    await waitForDependencies(dependencies, { log, signal: stop.signal });
    if (!stop.signal.aborted) for (const part of parts) part.start?.();
  };
  server.listen(settings.PORT, settings.HOST, () => {
    log.info({ port: (server.address() as AddressInfo).port }, 'listening');
    startParts().catch(fail);
  });
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  stop.abort();
  log.info({}, 'stopping');
  const graceMilliseconds = settings.SHUTDOWN_GRACE_SECONDS * 1000;
  setTimeout(() => fail(new Error('did not stop in time')), graceMilliseconds + shutdownMillisecondsMax).unref();
  const [workers, supports] = [parts.filter((part) => part.start), parts.filter((part) => !part.start)];
  await Promise.all([sleep(graceMilliseconds), ...workers.map((worker) => worker.stop())]);
  await close(server);
  for (const support of supports.toReversed()) await support.stop();
  log.info({}, 'stopped');
}

const stopping = () => new ProblemError(503, 'unavailable', { title: 'This replica is stopping' });

/** Lets requests in flight finish. Each connection becomes idle only then, and would stay open for its keep-alive time. */
async function close(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), idleSweepMilliseconds);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(sweep);
}
