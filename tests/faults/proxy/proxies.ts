import type { Backends } from '../../../local/backends.ts';
import type { Surplus } from '../../../local/stack-services.ts';
import type { Trouble } from '../weather.ts';
import { startAwsProxy } from './aws.ts';
import { startKeysProxy } from './keys.ts';
import { startPostgresProxy } from './postgres.ts';
import { createReceipts } from './receipts.ts';
import { startStripeProxy } from './stripe.ts';

export type Proxies = Awaited<ReturnType<typeof startProxies>>;

/** The proxies in front of everything that the services depend on, whose addresses are known later. */
export async function startProxies(trouble: Trouble) {
  const told = Promise.withResolvers<Addresses>();
  const whereIs = <T>(of: (addresses: Addresses) => T): Promise<T> => told.promise.then(of);
  const receipts = createReceipts();
  const [aws, keys, stripe, postgres] = await Promise.all([
    startAwsProxy(trouble, { messaging: whereIs(({ messaging }) => messaging.endpoint), receipts }),
    startKeysProxy(
      trouble.tally,
      whereIs(({ authUrl }) => authUrl),
    ),
    startStripeProxy(
      trouble,
      whereIs((addresses) => addresses.stripe.url),
    ),
    startPostgresProxy(whereIs((addresses) => Number(new URL(addresses.postgres.adminUrl).port))),
  ]);

  /** What makes each service and function use them. */
  function environments(addresses: Addresses): Surplus {
    told.resolve(addresses);
    aws.connect({ messaging: addresses.messaging.endpoint, dynamodb: addresses.dynamodb.endpoint });
    const database = (role: string) => ({ DATABASE_URL: withPort(addresses.postgres.urlOf(role), postgres.port) });
    const verifying = { JWKS_URL: `${keys.url}/v1/auth/.well-known/jwks.json` };
    const through = (name: string) => ({ ...aws.environmentOf(name), ...verifying });
    return {
      auth: { ...verifying, ...database('auth') },
      catalog: verifying,
      authorizer: verifying,
      orders: { ...through('orders'), ...database('orders') },
      inventory: through('inventory'),
      billing: { ...through('billing'), ...database('billing'), STRIPE_API_URL: stripe.url },
      shipping: { ...through('shipping'), ...database('shipping') },
      timeline: aws.environmentOf('timeline'),
    };
  }

  return {
    keys,
    postgres,
    receipts,
    environments,
    /** What makes a second process another caller than the first. */
    environmentOf: aws.environmentOf,
    stop: () => Promise.all([aws, keys, stripe, postgres].map((proxy) => proxy.stop())),
  };
}

type Addresses = Backends & { authUrl: string };

function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}
