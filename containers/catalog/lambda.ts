import { createDynamoClient, createS3Client } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { createRevocations } from '#shared/dynamodb/revocations.ts';
import { toLambda } from '#shared/http/lambda.ts';
import { createLog } from '#shared/logging/logger.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { refuseRevoked } from '#shared/tokens/refuse-revoked.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { createOfferStore } from './offer-store.ts';
import { createProductStore } from './store.ts';
import { createUploadRecords } from './upload-record-store.ts';
import { createUploadStore } from './upload-store.ts';

// The whole service as a Lambda function. Clients are created once, at cold start.
const config = loadConfig(configSchema, process.env);
const dynamo = createDynamoClient();
const { verify } = openTokenVerifier(config);
const products = createProductStore(dynamo, config.PRODUCTS_TABLE);

export const handler = toLambda(
  createApp({
    products,
    uploads: createUploadStore(createS3Client(), config.MEDIA_BUCKET),
    offers: createOfferStore(dynamo, config.OFFERS_TABLE),
    records: createUploadRecords(dynamo, config.UPLOADS_TABLE),
    mediaUrl: config.MEDIA_URL,
    log: createLog('catalog', config.LOG_LEVEL),
    verifyToken: refuseRevoked(verify, createRevocations(dynamo, config.REVOCATIONS_TABLE)),
    ready: products.ping,
  }),
);
