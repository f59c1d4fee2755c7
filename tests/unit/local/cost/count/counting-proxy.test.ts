import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CountingProxy, startCountingProxy } from '../../../../../local/cost/count/counting-proxy.ts';
import { type Serving, serve } from '../../../../../local/resources/serve.ts';

let emulator: Serving;
let proxy: CountingProxy;
const asked: { path: string | undefined; body: string }[] = [];

beforeEach(async () => {
  asked.length = 0;
  emulator = await serve(answering(), { port: 0, release: () => undefined });
  proxy = await startCountingProxy();
});

afterEach(async () => {
  await Promise.all([proxy.stop(), emulator.stop()]);
});

/** Answers every request like a small read from DynamoDB. */
function answering(): Server {
  return createServer(async (request, response) => {
    asked.push({ path: request.url, body: await text(request) });
    response.end(JSON.stringify({ Item: {}, ConsumedCapacity: { CapacityUnits: 0.5 } }));
  });
}

const read = () =>
  fetch(`${proxy.environmentOf('orders').AWS_ENDPOINT_URL_DYNAMODB}/`, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
    body: JSON.stringify({ TableName: 'products' }),
  });

describe('the counting proxy', () => {
  it('holds a call until it knows the target, forwards it and returns the response', async () => {
    const answer = read();
    proxy.connect({ messaging: emulator.url, dynamodb: emulator.url });
    expect(await (await answer).json()).toMatchObject({ Item: {} });
    expect(asked).toEqual([{ path: '/', body: JSON.stringify({ TableName: 'products', ReturnConsumedCapacity: 'TOTAL' }) }]);
  });

  it('records who called what, and forgets it once it has been taken', async () => {
    proxy.connect({ messaging: emulator.url, dynamodb: emulator.url });
    await (await read()).text();
    expect(proxy.take()).toEqual([
      { caller: 'orders', operation: 'DynamoDB GetItem', entries: 1, readUnits: 0.5, writeUnits: 0 },
    ]);
    expect(proxy.take()).toEqual([]);
  });
});
