import { createDynamoClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog } from '#shared/logging/logger.ts';
import { createParticipant } from '#shared/saga/participant.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { startTracing } from '#shared/tracing/start.ts';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';
import { inventorySaga } from './saga.ts';
import { createStockStore } from './stock-store.ts';
import { createReservationStore } from './store.ts';

await runMain(async () => {
  const config = loadConfig(configSchema, process.env);
  const log = createLog('inventory', config.LOG_LEVEL);
  const tracing = await startTracing('inventory', config, log);
  const dynamo = createDynamoClient();
  const tokens = openTokenVerifier(config);

  const reservations = createReservationStore({
    dynamo,
    stockTable: config.STOCK_TABLE,
    reservationsTable: config.RESERVATIONS_TABLE,
  });
  const stock = createStockStore({
    dynamo,
    stockTable: config.STOCK_TABLE,
    productsTable: config.PRODUCTS_TABLE,
    adjustmentsTable: config.ADJUSTMENTS_TABLE,
  });
  const { parts } = createParticipant({ ...inventorySaga(reservations, log), settings: config, log });
  const app = createApp({ stock, log, verifyToken: tokens.verify, ready: stock.ping });
  await runService({
    app,
    host: config.HOST,
    port: config.PORT,
    graceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    log,
    parts: [...tracing, ...parts],
  });
});
