import { createDynamoClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { createRevocations } from '#shared/dynamodb/revocations.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog } from '#shared/logging/logger.ts';
import { createParticipant } from '#shared/saga/participant.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { refuseRevoked } from '#shared/tokens/refuse-revoked.ts';
import { startTelemetry } from '#shared/tracing/start.ts';
import { createAdjustmentStore } from './adjustment-store.ts';
import { createApp } from './app.ts';
import { createBookStore } from './book-store.ts';
import { configSchema } from './config.ts';
import { inventorySaga } from './saga.ts';
import { createStockStore } from './stock-store.ts';
import { createReservationStore } from './store.ts';

await runMain(async () => {
  const config = loadConfig(configSchema, process.env);
  const log = createLog('inventory', config.LOG_LEVEL);
  const telemetry = await startTelemetry('inventory', config, log);
  const dynamo = createDynamoClient();
  const { verify } = openTokenVerifier(config);
  const verifyToken = refuseRevoked(verify, createRevocations(dynamo, config.REVOCATIONS_TABLE));

  const { STOCK_TABLE: stockTable, RESERVATIONS_TABLE: reservationsTable, ADJUSTMENTS_TABLE: adjustmentsTable } = config;
  const reservations = createReservationStore({ dynamo, stockTable, reservationsTable });
  const stock = createStockStore({ dynamo, stockTable, productsTable: config.PRODUCTS_TABLE, adjustmentsTable });
  const books = createBookStore({ dynamo, stockTable, reservationsTable, adjustmentsTable });
  const { parts } = createParticipant({ ...inventorySaga(reservations, log), settings: config, log });
  const adjustments = createAdjustmentStore(dynamo, config.ADJUSTMENTS_TABLE);
  const app = createApp({ stock, adjustments, books, log, verifyToken, ready: stock.ping });
  await runService({
    app,
    settings: config,
    log,
    dependencies: { DynamoDB: stock.ping },
    parts: [...telemetry, ...parts],
  });
});
