import { createDynamoClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog } from '#shared/logging/logger.ts';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { createProductStore } from './store.ts';

await runMain(async () => {
  const config = loadConfig(configSchema, process.env);
  const log = createLog('catalog', config.LOG_LEVEL);
  const tokens = createTokenVerifier({ issuer: config.TOKEN_ISSUER, audience: config.TOKEN_AUDIENCE, jwksUrl: config.JWKS_URL });
  const products = createProductStore(createDynamoClient(), config.PRODUCTS_TABLE);
  const app = createApp({ products, log, verifyToken: tokens.verify, ready: products.ping });
  await runService({
    app,
    host: config.HOST,
    port: config.PORT,
    graceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    log,
    parts: [],
  });
});
