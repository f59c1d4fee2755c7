import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog } from '#shared/logging/logger.ts';
import { connect } from '#shared/postgres/connect.ts';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { createAccessTokens } from './access-token.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { deriveArgon2id } from './derive-argon2id.ts';
import { openSigner } from './open-signer.ts';
import { createPasswords } from './password.ts';
import { createStore } from './store.ts';

await runMain(async () => {
  const config = loadConfig(configSchema, process.env);
  const trust = { issuer: config.TOKEN_ISSUER, audience: config.TOKEN_AUDIENCE };
  const log = createLog('auth', config.LOG_LEVEL);
  const signer = await openSigner(config);
  const db = connect(config.DATABASE_URL, {
    authentication: config.DATABASE_AUTHENTICATION,
    connectionsMax: config.DATABASE_CONNECTIONS_MAX,
    name: 'auth',
  });
  const app = createApp({
    store: createStore(db),
    passwords: createPasswords({ derive: deriveArgon2id }),
    signer,
    issueAccessToken: createAccessTokens({ signer, ...trust }),
    log,
    verifyToken: createTokenVerifier({ ...trust, jwksUrl: config.JWKS_URL }).verify,
    ready: db.ping,
  });
  await runService({
    app,
    host: config.HOST,
    port: config.PORT,
    graceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    log,
    parts: [{ stop: db.close }],
  });
});
