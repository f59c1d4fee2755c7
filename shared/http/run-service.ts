import { once } from 'node:events';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { ConfigError } from '#shared/config/load-config.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { ServiceEnv } from './access.ts';

/** A part of a service that works until it is stopped: a consumer, an announcer, a pool. */
export type Part = { start?: () => void; stop: () => Promise<void> };

export type RunOptions = {
  app: Pick<Hono<ServiceEnv>, 'fetch'>;
  host: string;
  port: number;
  log: Log;
  /** Started in this order once the port is open, and stopped in reverse after the last request has been answered. */
  parts: readonly Part[];
};

// Longer than any balancer in front keeps an idle connection (API Gateway and ALB: 60 s), so that it never sends into one we just closed.
const keepAliveMilliseconds = 65_000;
const shutdownMillisecondsMax = 25_000;

/** Serves until SIGTERM or SIGINT, then finishes what is under way and leaves with exit code 0. */
export async function runService({ app, host, port, log, parts }: RunOptions): Promise<void> {
  const server = serve({ fetch: app.fetch, hostname: host, port }, ({ port }) => {
    for (const part of parts) part.start?.();
    log.info({ port }, 'listening');
  });
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = keepAliveMilliseconds;
  server.on('error', (error) => fail(error));
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  log.info({}, 'stopping');
  setTimeout(() => fail(new Error('did not stop in time')), shutdownMillisecondsMax).unref();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  await closed;
  for (const part of parts.toReversed()) await part.stop();
  log.info({}, 'stopped');
}

/** Runs a program's main function; a configuration error is told plainly, any other with its stack, and both end with code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): never {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
