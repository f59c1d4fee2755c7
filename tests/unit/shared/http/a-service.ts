import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Hono } from 'hono';
import { runService } from '#shared/http/run-service.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import type { Log } from '#shared/logging/logger.ts';

// A service for run-service.test.ts: reports what happens to it on standard output, line by line.
const say = (line: string) => void process.stdout.write(`${line}\n`);
const log = {
  info: ({ port }: { port?: number }, message: string) => say(port ? `${message} ${port}` : message),
  warn: (_: object, message: string) => say(message),
} as unknown as Log;
const app = new Hono<ServiceEnv>();
app.get('/fast', (c) => c.text('fast'));
app.get('/readyz', (c) => c.text('ready'));
app.get('/slow', async (c) => {
  say('slow began');
  await once(process.stdin, 'data');
  return c.text('slow');
});

const support = (name: string) => ({ stop: async () => say(`${name} stopped`) });
const worker = (name: string) => ({ ...support(name), start: () => say(`${name} started`) });
const parts = [support('pool'), support('publisher'), worker('worker'), worker('late worker')];
const { PORT = '0', GRACE_SECONDS = '0' } = process.env;
const settings = { HOST: '127.0.0.1', PORT: Number(PORT), SHUTDOWN_GRACE_SECONDS: Number(GRACE_SECONDS) };
// The store is down for as long as this file exists.
const { STORE_AWAY = '' } = process.env;
const store = async () => {
  if (existsSync(STORE_AWAY)) throw new Error('no store');
};
await runService({ app, settings, log, dependencies: { store }, parts });
process.stdin.destroy();
