import { once } from 'node:events';
import { createServer, type IncomingMessage, request as openRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, jest } from '@jest/globals';
import type { Authorizer } from '../../../../../local/resources/gateway/authorize.ts';
import { type GatewaySettings, unthrottled } from '../../../../../local/resources/gateway/settings.ts';
import { type GatewayOptions, startGateway } from '../../../../../local/resources/gateway.ts';

const routes = [
  { routeKey: 'GET /v1/orders/{orderId}', service: 'orders', authorizer: true },
  { routeKey: 'GET /v1/payments/{orderId}', service: 'orders', authorizer: true },
  { routeKey: 'ANY /open/{proxy+}', service: 'orders', authorizer: false },
  { routeKey: 'GET /down', service: 'nobody', authorizer: false },
];

export const settings: GatewaySettings = {
  authorizer: { cacheTtlSeconds: 60, identitySources: ['$request.header.Authorization', '$context.routeKey'] },
  throttle: unthrottled,
  cors: { allowHeaders: ['authorization', 'content-type'], exposeHeaders: ['etag', 'location'], maxAgeSeconds: 60 },
};

/** A gateway in front of one service, for every test of the file; `running.answer` is the service's request handler. */
export function useGateway() {
  const authorizer = jest.fn<Authorizer>();
  const running = { url: '', stop: async () => {}, answer: fine, serviceUrl: '' };
  const service = () => createServer((request, response) => running.answer(request, response));
  let listening: ReturnType<typeof service>;

  const start = (changes: Partial<GatewayOptions> = {}) =>
    startGateway({ port: 0, routes, services: () => ({ orders: running.serviceUrl }), authorizer, settings, ...changes });

  async function restart(changes: Partial<GatewayOptions>): Promise<void> {
    await running.stop();
    Object.assign(running, await start(changes));
  }

  beforeEach(async () => {
    listening = service().listen(0, '127.0.0.1');
    await once(listening, 'listening');
    running.serviceUrl = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    running.answer = fine;
    authorizer.mockReset().mockResolvedValue({ isAuthorized: true });
    Object.assign(running, await start());
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await running.stop();
    listening.closeAllConnections();
    listening.close();
  });

  const get = (path: string, init?: RequestInit) => fetch(`${running.url}${path}`, init);
  const getOrder = (authorization = 'Bearer 1', id = '7') => get(`/v1/orders/${id}`, { headers: { authorization } });

  /** Sends a request with exactly these headers, including repeated ones, which fetch does not allow. */
  async function sendRaw(path: string, headers: string[]) {
    const { hostname, port } = new URL(running.url);
    const request = openRequest({ hostname, port, path, headers: ['host', 'shop.example', ...headers], agent: false }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return { status: response.statusCode, body: await text(response) };
  }

  return { running, authorizer, start, restart, get, getOrder, sendRaw };
}

export const seen = async (response: Response) => ({ status: response.status, body: await response.json() });

const fine: RequestListener = (_, response) => void response.end('fine');
