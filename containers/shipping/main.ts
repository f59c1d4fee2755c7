import { createDynamoClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { createRevocations } from '#shared/dynamodb/revocations.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog } from '#shared/logging/logger.ts';
import { openPool } from '#shared/postgres/open-pool.ts';
import { createParticipant } from '#shared/saga/participant.ts';
import { createRounds } from '#shared/timing/rounds.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { refuseRevoked } from '#shared/tokens/refuse-revoked.ts';
import { startTelemetry } from '#shared/tracing/start.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { createHttpCarrier } from './http-carrier.ts';
import { shippingSaga } from './saga.ts';
import { createShipmentStore } from './store.ts';

await runMain(async () => {
  const config = loadConfig(configSchema, process.env);
  const log = createLog('shipping', config.LOG_LEVEL);
  const telemetry = await startTelemetry('shipping', config, log);
  const db = openPool('shipping', config);
  const revocations = createRevocations(createDynamoClient(), config.REVOCATIONS_TABLE);
  const verifyToken = refuseRevoked(openTokenVerifier(config).verify, revocations);

  const shipments = createShipmentStore(db);
  const carrier = createHttpCarrier(config.CARRIER_URL);
  const { ask, announce, parts } = createParticipant({ ...shippingSaga(shipments, carrier), settings: config, log });
  const announcer = createRounds({ name: 'announcing', take: shipments.claimDue, each: announce, log });
  const app = createApp({ shipments, carrier, ask, log, verifyToken, ready: db.ping });
  await runService({
    app,
    settings: config,
    log,
    dependencies: { PostgreSQL: db.ping },
    parts: [...telemetry, { stop: db.close }, ...parts, announcer],
  });
});
