import { createDynamoClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { toLambda } from '#shared/http/lambda.ts';
import { createLog } from '#shared/logging/logger.ts';
import { openPool } from '#shared/postgres/open-pool.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { createAccessTokens } from './access-token.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { deriveArgon2idInWasm } from './derive-argon2id-wasm.ts';
import { openKeyRing } from './open-key-ring.ts';
import { createPasswords } from './password.ts';
import { createRevocationStore } from './revocation-store.ts';
import { createStore } from './store.ts';
import { createSweep } from './sweep-store.ts';
import { createThrottle } from './throttle.ts';
import { createThrottleStore } from './throttle-store.ts';

// The whole service as a Lambda function. Clients are created once, at cold start.
const config = loadConfig(configSchema, process.env);
const trust = { issuer: config.TOKEN_ISSUER, audience: config.TOKEN_AUDIENCE };
const log = createLog('auth', config.LOG_LEVEL);
const keys = await openKeyRing(config.SIGNING_KEYS, log);
const db = openPool('auth', config);

export const handler = toLambda(
  createApp({
    store: createStore(db),
    revocations: createRevocationStore(createDynamoClient(), config.REVOCATIONS_TABLE),
    passwords: createPasswords({ derive: deriveArgon2idInWasm }),
    throttle: createThrottle({ store: createThrottleStore(db), sweep: createSweep(db) }),
    cdnSecret: config.CDN_SECRET,
    usesUserPool: config.COGNITO_USER_POOL_ID !== undefined,
    keys,
    issueAccessToken: createAccessTokens({ keys, ...trust }),
    log,
    verifyToken: openTokenVerifier(config).verify,
    ready: db.ping,
  }),
);
