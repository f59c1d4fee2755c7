import { createDynamoClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog } from '#shared/logging/logger.ts';
import { openPool } from '#shared/postgres/open-pool.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { startTelemetry } from '#shared/tracing/start.ts';
import { createAccessTokens } from './access-token.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { deriveArgon2id } from './derive-argon2id.ts';
import { openKeyRing } from './open-key-ring.ts';
import { createPasswords } from './password.ts';
import { createRevocationStore } from './revocation-store.ts';
import { createStore } from './store.ts';
import { createSweep } from './sweep-store.ts';
import { createThrottle } from './throttle.ts';
import { createThrottleStore } from './throttle-store.ts';

await runMain(async () => {
  const config = loadConfig(configSchema, process.env);
  const trust = { issuer: config.TOKEN_ISSUER, audience: config.TOKEN_AUDIENCE };
  const log = createLog('auth', config.LOG_LEVEL);
  const telemetry = await startTelemetry('auth', config, log);
  const keys = await openKeyRing(config.SIGNING_KEYS, log);
  const db = openPool('auth', config);
  const app = createApp({
    store: createStore(db),
    revocations: createRevocationStore(createDynamoClient(), config.REVOCATIONS_TABLE),
    passwords: createPasswords({ derive: deriveArgon2id }),
    throttle: createThrottle({ store: createThrottleStore(db), sweep: createSweep(db) }),
    cdnSecret: config.CDN_SECRET,
    usesUserPool: config.COGNITO_USER_POOL_ID !== undefined,
    addressHeader: config.CLIENT_ADDRESS_HEADER,
    keys,
    issueAccessToken: createAccessTokens({ keys, ...trust }),
    log,
    verifyToken: openTokenVerifier(config).verify,
    ready: db.ping,
  });
  await runService({
    app,
    settings: config,
    log,
    dependencies: { PostgreSQL: db.ping },
    parts: [...telemetry, { stop: db.close }],
  });
});
