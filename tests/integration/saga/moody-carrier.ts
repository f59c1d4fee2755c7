import { createServer, type ServerResponse } from 'node:http';
import { serve } from '../../../local/resources/serve.ts';

/** What the carrier does with an order's shipments: never answers, or answers with this status. */
export type Mood = 'hang' | 500 | 403;

/** A carrier over HTTP that misbehaves for some orders, or for all, until it is healed. */
export async function startMoodyCarrier() {
  const moods = new Map<string, Mood>();
  const asked = new Map<string, number>();
  const booked = new Set<string>();
  const hanging = new Set<ServerResponse>();
  let moodAboutAll: Mood | undefined;

  const server = createServer((request, response) => {
    const reference = request.url?.split('/').at(-1) ?? '';
    asked.set(reference, (asked.get(reference) ?? 0) + 1);
    const mood = moodAboutAll ?? moods.get(reference);
    if (mood === 'hang') return void hanging.add(response);
    if (mood) return void response.writeHead(mood).end('no');
    booked.add(reference);
    response.end(JSON.stringify({ trackingNumber: `T-${reference}` }));
  });
  const { url, stop } = await serve(server, { port: 0, release: () => undefined });

  function heal(): void {
    moods.clear();
    moodAboutAll = undefined;
    for (const response of hanging) response.destroy();
    hanging.clear();
  }

  return {
    url,
    asked,
    booked,
    heal,
    askedCount: () => [...asked.values()].reduce((total, count) => total + count, 0),
    annoy: (orderId: string, mood: Mood) => void moods.set(orderId, mood),
    annoyAll: (mood: Mood) => {
      moodAboutAll = mood;
    },
    async stop(): Promise<void> {
      heal();
      server.closeAllConnections();
      await stop();
    },
  };
}
