import { createDynamoClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { createRevocations } from '#shared/dynamodb/revocations.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog } from '#shared/logging/logger.ts';
import { openPool } from '#shared/postgres/open-pool.ts';
import { createParticipant } from '#shared/saga/participant.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { refuseRevoked } from '#shared/tokens/refuse-revoked.ts';
import { startTelemetry } from '#shared/tracing/start.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { connectStripe } from './connect-stripe.ts';
import { billingSaga } from './saga.ts';
import { createPaymentStore } from './store.ts';
import { createStripeLedger } from './stripe-ledger.ts';
import { createStripeProvider } from './stripe-provider.ts';

await runMain(async () => {
  const config = loadConfig(configSchema, process.env);
  const log = createLog('billing', config.LOG_LEVEL);
  const telemetry = await startTelemetry('billing', config, log);
  const db = openPool('billing', config);
  const revocations = createRevocations(createDynamoClient(), config.REVOCATIONS_TABLE);

  const payments = createPaymentStore(db);
  const stripe = connectStripe(config.STRIPE_API_KEY, new URL(config.STRIPE_API_URL));
  const provider = createStripeProvider(stripe);
  const { parts, ask } = createParticipant({ ...billingSaga(payments, provider), settings: config, log });
  const app = createApp({
    payments,
    provider,
    ledger: createStripeLedger(stripe),
    ask,
    log,
    verifyToken: refuseRevoked(openTokenVerifier(config).verify, revocations),
    ready: db.ping,
  });
  await runService({
    app,
    settings: config,
    log,
    dependencies: { PostgreSQL: db.ping },
    parts: [...telemetry, { stop: db.close }, ...parts],
  });
});
