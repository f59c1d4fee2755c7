import { loadConfig } from '#shared/config/load-config.ts';
import { toLambda } from '#shared/http/lambda.ts';
import { createLog } from '#shared/logging/logger.ts';
import { connect } from '#shared/postgres/connect.ts';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { createAccessTokens } from './access-token.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { deriveArgon2idInWasm } from './derive-argon2id-wasm.ts';
import { openSigner } from './open-signer.ts';
import { createPasswords } from './password.ts';
import { createStore } from './store.ts';

// The whole service as a Lambda function. Its clients are made once, when it starts, and serve every request after that.
const config = loadConfig(configSchema, process.env);
const trust = { issuer: config.TOKEN_ISSUER, audience: config.TOKEN_AUDIENCE };
const signer = await openSigner(config);
const db = connect(config.DATABASE_URL, {
  connectionsMax: config.DATABASE_CONNECTIONS_MAX,
  authentication: config.DATABASE_AUTHENTICATION,
  name: 'auth',
});

export const handler = toLambda(
  createApp({
    store: createStore(db),
    passwords: createPasswords({ derive: deriveArgon2idInWasm }),
    signer,
    issueAccessToken: createAccessTokens({ signer, ...trust }),
    log: createLog('auth', config.LOG_LEVEL),
    verifyToken: createTokenVerifier({ ...trust, jwksUrl: config.JWKS_URL }).verify,
    ready: db.ping,
  }),
);
