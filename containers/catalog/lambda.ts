import { createDynamoClient, createS3Client } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { toLambda } from '#shared/http/lambda.ts';
import { createLog } from '#shared/logging/logger.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { createOfferStore } from './offer-store.ts';
import { createProductStore } from './store.ts';
import { createUploadRecords } from './upload-record-store.ts';
import { createUploadStore } from './upload-store.ts';

// The whole service as a Lambda function. Clients are created once, at cold start.
const config = loadConfig(configSchema, process.env);
const tokens = openTokenVerifier(config);
const dynamo = createDynamoClient();
const products = createProductStore(dynamo, config.PRODUCTS_TABLE);

export const handler = toLambda(
  createApp({
    products,
    uploads: createUploadStore(createS3Client(), config.MEDIA_BUCKET),
    offers: createOfferStore(dynamo, config.OFFERS_TABLE),
    records: createUploadRecords(dynamo, config.UPLOADS_TABLE),
    mediaUrl: config.MEDIA_URL,
    log: createLog('catalog', config.LOG_LEVEL),
    verifyToken: tokens.verify,
    ready: products.ping,
  }),
);
