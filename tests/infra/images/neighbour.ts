import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

export type Answer = { status: number; contentType: string | null; body: string };

export type Neighbour = {
  /** Sends the service a request. Rejects when there is no response. */
  ask(path: string, request?: { method?: string; headers?: Record<string, string> }): Promise<Answer>;
  /** Resolves when the service has requested the keys that verify tokens; it waits until they are given. */
  keysAreAskedFor(): Promise<void>;
  giveKeys(keys: readonly unknown[]): void;
  leave(): Promise<void>;
};

type Order =
  | { id: number; ask: { path: string; method?: string; headers?: Record<string, string> } }
  | { giveKeys: readonly unknown[] };
type News = { id: number; answer?: Answer; error?: string } | 'here' | 'asked for keys';

/** Where a neighbour serves the keys. The container has its own network, so the port is free. */
export const keysUrl = 'http://127.0.0.1:8081/jwks.json';

const serviceUrl = 'http://127.0.0.1:8080';

/** Starts one of our processes beside a container's, in the network that only the container uses. */
export async function moveInBeside(containerPid: number): Promise<Neighbour> {
  const child = fork(import.meta.filename, [], {
    execPath: 'nsenter',
    execArgv: ['--target', String(containerPid), '--net', process.execPath],
  });
  const calls = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  const asked = heard(child, 'asked for keys');
  child.on('message', (news: News) => {
    if (typeof news === 'string') return;
    if (news.answer) calls.get(news.id)?.resolve(news.answer);
    else calls.get(news.id)?.reject(new Error(news.error));
  });
  await heard(child, 'here');
  const tell = (order: Order) => void child.send(order);
  return {
    ask: (path, request) =>
      new Promise((resolve, reject) => {
        const id = calls.size;
        calls.set(id, { resolve, reject });
        tell({ id, ask: { path, ...request } });
      }),
    keysAreAskedFor: () => asked,
    giveKeys: (keys) => tell({ giveKeys: keys }),
    leave: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function heard(child: ChildProcess, what: News): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (news: News) => news === what && resolve());
    child.once('error', reject);
    child.once('exit', () => what === 'here' && reject(new Error('The neighbour could not enter the network of the container.')));
  });
}

/** What the process beside the container does. */
async function live(): Promise<void> {
  const say = (news: News) => void process.send?.(news);
  const waiting: ServerResponse[] = [];
  const server = createServer((_, response) => {
    waiting.push(response);
    say('asked for keys');
  });
  process.on('message', async (order: Order) => {
    if ('giveKeys' in order) {
      const keys = JSON.stringify({ keys: order.giveKeys });
      for (const response of waiting.splice(0)) response.writeHead(200, { 'content-type': 'application/json' }).end(keys);
      return;
    }
    const { path, ...request } = order.ask;
    try {
      const response = await fetch(serviceUrl + path, request);
      const answer = { status: response.status, contentType: response.headers.get('content-type'), body: await response.text() };
      say({ id: order.id, answer });
    } catch (error) {
      say({ id: order.id, error: String(error instanceof Error && error.cause ? error.cause : error) });
    }
  });
  process.once('disconnect', () => process.exit());
  const { hostname, port } = new URL(keysUrl);
  await once(server.listen(Number(port), hostname), 'listening');
  say('here');
}

if (import.meta.main) await live();
