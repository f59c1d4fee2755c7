import { createDynamoClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { toLambda } from '#shared/http/lambda.ts';
import { createLog } from '#shared/logging/logger.ts';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { createProductStore } from './store.ts';

// The whole service as a Lambda function. Its clients are made once, when it starts, and serve every request after that.
const config = loadConfig(configSchema, process.env);
const tokens = createTokenVerifier({ issuer: config.TOKEN_ISSUER, audience: config.TOKEN_AUDIENCE, jwksUrl: config.JWKS_URL });
const products = createProductStore(createDynamoClient(), config.PRODUCTS_TABLE);

export const handler = toLambda(
  createApp({ products, log: createLog('catalog', config.LOG_LEVEL), verifyToken: tokens.verify, ready: products.ping }),
);
