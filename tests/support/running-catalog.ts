import { randomUUID } from 'node:crypto';
import { createApp } from '../../containers/catalog/app.ts';
import { createOfferStore } from '../../containers/catalog/offer-store.ts';
import { tables } from '../../containers/catalog/schema.ts';
import { createProductStore, type ProductStore } from '../../containers/catalog/store.ts';
import { createUploadRecords, type UploadRecords } from '../../containers/catalog/upload-record-store.ts';
import { startTestDynamo } from './dynamodb.ts';
import { createCaller, tokenOf, verifyToken } from './http-caller.ts';
import { silentLog } from './silent-log.ts';

export const base = '/v1/catalog/products';
const mouse = { name: 'Mouse', category: 'accessories', price: { amount: 2_599, currency: 'USD' } };

/** Uploads have their own tests. */
const media = {
  uploads: { offer: async () => ({ url: 'https://bucket.test/', fields: {} }) },
  mediaUrl: 'https://shop.test',
};

export type RunningCatalog = Awaited<ReturnType<typeof startCatalog>>;

/** The catalog over its own DynamoDB, called without a network, as an admin unless `as` says otherwise. */
export async function startCatalog() {
  const emulator = await startTestDynamo(tables);
  const products = createProductStore(emulator.dynamo, 'products', { categoriesKeptSeconds: 0 });
  const offers = createOfferStore(emulator.dynamo, 'offers');
  const records = createUploadRecords(emulator.dynamo, 'uploads');
  const appOver = (store: ProductStore, notes: UploadRecords = records) =>
    createApp({ products: store, offers, records: notes, ...media, log: silentLog().log, verifyToken, ready: store.ping });
  const app = appOver(products);
  const caller = createCaller(app);
  const { call, undocumented } = caller;
  const admin = tokenOf(randomUUID(), 'admin');
  type Options = NonNullable<Parameters<typeof call>[3]>;
  return {
    products,
    appOver,
    undocumented,
    caller,
    app,
    ask: (method: string, path: string, options: Options = {}) => call(app, method, path, { as: admin, ...options }),
    /** Adds a mouse with these changes, and returns its location. */
    add: async (changes: object = {}) => {
      const { status, headers } = await call(app, 'POST', base, { as: admin, body: { ...mouse, ...changes } });
      return { status, location: headers.get('location') ?? '', etag: headers.get('etag') ?? '' };
    },
    stop: emulator.stop,
  };
}
