import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { fail } from '#shared/config/run-main.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { ServiceEnv } from './access.ts';

/** A part of a service. One that can be started takes in work by itself, as a consumer does; the others serve, as a pool does. */
export type Part = { start?: () => void; stop: () => Promise<void> };

export type RunOptions = {
  app: Pick<Hono<ServiceEnv>, 'fetch'>;
  host: string;
  port: number;
  /** How long requests are served after the signal to leave: what a balancer takes to send its requests elsewhere. */
  graceSeconds: number;
  log: Log;
  /** In the order they need each other. On leaving, first those stop that take in work, all at once, then, after the grace, the server, then the others. */
  parts: readonly Part[];
};

// Longer than any balancer in front keeps an idle connection (API Gateway and ALB: 60 s), so that it never sends into one we just closed.
const keepAliveMilliseconds = 65_000;
const shutdownMillisecondsMax = 25_000;
const idleSweepMilliseconds = 20;

/** Serves until SIGTERM or SIGINT, then finishes what is under way and leaves with exit code 0. */
export async function runService({ app, host, port, graceSeconds, log, parts }: RunOptions): Promise<void> {
  let isStopping = false;
  // Whoever balances load should look elsewhere from now on, while what it still sends is answered.
  const fetch: typeof app.fetch = (request, ...rest) =>
    isStopping && request.url.endsWith('/readyz') ? new Response('stopping', { status: 503 }) : app.fetch(request, ...rest);
  const server = serve({ fetch, hostname: host, port }, ({ port }) => {
    for (const part of parts) part.start?.();
    log.info({ port }, 'listening');
  });
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = keepAliveMilliseconds;
  server.on('error', (error) => fail(error));
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  isStopping = true;
  log.info({}, 'stopping');
  const graceMilliseconds = graceSeconds * 1000;
  setTimeout(() => fail(new Error('did not stop in time')), graceMilliseconds + shutdownMillisecondsMax).unref();
  const [workers, supports] = [parts.filter((part) => part.start), parts.filter((part) => !part.start)];
  await Promise.all([pause(graceMilliseconds), ...workers.map((worker) => worker.stop())]);
  await close(server);
  for (const support of supports.toReversed()) await support.stop();
  log.info({}, 'stopped');
}

/** Lets requests in flight finish. The connection of each turns idle only then, and would linger for its keep-alive time. */
async function close(server: ServerType): Promise<void> {
  const sweep = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), idleSweepMilliseconds);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(sweep);
}
