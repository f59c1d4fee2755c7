import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toRequestListener } from '#shared/http/request-listener.ts';
import type { VerifyToken } from '#shared/tokens/actor.ts';
import { createApp as createAuth } from '../../../../containers/auth/app.ts';
import { createApp as createBilling } from '../../../../containers/billing/app.ts';
import { createApp as createCatalog } from '../../../../containers/catalog/app.ts';
import { createApp as createInventory } from '../../../../containers/inventory/app.ts';
import { createApp as createOrders } from '../../../../containers/orders/app.ts';
import { createApp as createShipping } from '../../../../containers/shipping/app.ts';
import { networkError } from '../../../support/http-caller.ts';
import { silentLog } from '../../../support/silent-log.ts';

/**
 * All services over HTTP, without backends: any call to a store counts as a run of the handler, and fails as if the network were down.
 */
export async function startCountedServices(verifyToken: VerifyToken) {
  const state = { runs: 0 };
  const counted = new Proxy({} as never, { get: () => () => fail() });
  function fail(): Promise<never> {
    state.runs++;
    return Promise.reject(networkError());
  }
  const common = { log: silentLog().log, verifyToken, ready: fail };
  const apps = {
    auth: createAuth({
      ...common,
      store: counted,
      revocations: counted,
      passwords: counted,
      throttle: counted,
      keys: counted,
      issueAccessToken: fail,
    }),
    catalog: createCatalog({
      ...common,
      products: counted,
      uploads: counted,
      offers: counted,
      records: counted,
      mediaUrl: 'https://media.test',
    }),
    orders: createOrders({
      ...common,
      orders: counted,
      operatorStore: counted,
      products: counted,
      timelines: counted,
      deadLetters: counted,
      redrive: fail,
      reconciliations: counted,
      announce: fail,
      countMessages: fail,
      messageAges: fail,
      deadlineSeconds: 900,
      ask: fail,
      publishSoon: () => undefined,
    }),
    inventory: createInventory({ ...common, stock: counted, adjustments: counted, books: counted }),
    billing: createBilling({ ...common, payments: counted, ledger: counted, provider: counted, ask: fail }),
    shipping: createShipping({ ...common, shipments: counted, carrier: counted, ask: fail }),
  };
  const servers = await Promise.all(Object.values(apps).map((app) => serve(toRequestListener(app.fetch))));
  const urls = Object.fromEntries(Object.keys(apps).map((name, index) => [name, servers[index]?.url ?? '']));
  return Object.assign(state, { urls, stop: () => Promise.all(servers.map((server) => server.stop())) });
}

async function serve(listener: ReturnType<typeof toRequestListener>) {
  const server = createServer({ maxHeaderSize: 16 * 1024 }, listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
