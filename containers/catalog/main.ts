import { createDynamoClient, createS3Client } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog } from '#shared/logging/logger.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { createProductStore } from './store.ts';
import { createUploadRecords } from './upload-records.ts';
import { createUploadStore } from './upload-store.ts';

await runMain(async () => {
  const config = loadConfig(configSchema, process.env);
  const log = createLog('catalog', config.LOG_LEVEL);
  const tokens = openTokenVerifier(config);
  const dynamo = createDynamoClient();
  const products = createProductStore(dynamo, config.PRODUCTS_TABLE);
  const uploads = createUploadStore(createS3Client(), config.MEDIA_BUCKET);
  const app = createApp({
    products,
    uploads,
    records: createUploadRecords(dynamo, config.UPLOADS_TABLE),
    mediaUrl: config.MEDIA_URL,
    log,
    verifyToken: tokens.verify,
    ready: products.ping,
  });
  await runService({
    app,
    host: config.HOST,
    port: config.PORT,
    graceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    log,
    parts: [],
  });
});
