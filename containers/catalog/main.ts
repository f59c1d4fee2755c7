import { createDynamoClient, createS3Client } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { createRevocations } from '#shared/dynamodb/revocations.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog } from '#shared/logging/logger.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { refuseRevoked } from '#shared/tokens/refuse-revoked.ts';
import { startTelemetry } from '#shared/tracing/start.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { createOfferStore } from './offer-store.ts';
import { createProductStore } from './store.ts';
import { createUploadRecords } from './upload-record-store.ts';
import { createUploadStore } from './upload-store.ts';

await runMain(async () => {
  const config = loadConfig(configSchema, process.env);
  const log = createLog('catalog', config.LOG_LEVEL);
  const telemetry = await startTelemetry('catalog', config, log);
  const dynamo = createDynamoClient();
  const { verify } = openTokenVerifier(config);
  const products = createProductStore(dynamo, config.PRODUCTS_TABLE);
  const offers = createOfferStore(dynamo, config.OFFERS_TABLE);
  const uploads = createUploadStore(createS3Client(), config.MEDIA_BUCKET);
  const app = createApp({
    products,
    uploads,
    offers,
    records: createUploadRecords(dynamo, config.UPLOADS_TABLE),
    mediaUrl: config.MEDIA_URL,
    log,
    verifyToken: refuseRevoked(verify, createRevocations(dynamo, config.REVOCATIONS_TABLE)),
    ready: products.ping,
  });
  // Reading the categories also moves products that an older build has listed by other rules.
  products.categories().catch((error: unknown) => log.warn({ err: error }, 'could not check product lists'));
  await runService({
    app,
    settings: config,
    log,
    dependencies: { DynamoDB: products.ping },
    parts: telemetry,
  });
});
