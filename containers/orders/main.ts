import { createCloudwatchClient, createDynamoClient, createSqsClient } from '#shared/aws/clients.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { createRevocations } from '#shared/dynamodb/revocations.ts';
import { runService } from '#shared/http/run-service.ts';
import { createLog, type Log } from '#shared/logging/logger.ts';
import { createCountMessages } from '#shared/messaging/count-messages.ts';
import { createMessageAges } from '#shared/messaging/message-ages.ts';
import { createRedrive } from '#shared/messaging/redrive.ts';
import { openPool } from '#shared/postgres/open-pool.ts';
import { createParticipant } from '#shared/saga/participant.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { refuseRevoked } from '#shared/tokens/refuse-revoked.ts';
import { startTelemetry } from '#shared/tracing/start.ts';
import { createApp } from './app.ts';
import { createBacklog } from './backlog.ts';
import { configSchema } from './config.ts';
import { createDeadLetterStore } from './ops/dead-letters/store.ts';
import { createReconciliationStore } from './ops/reconciliations/store.ts';
import { createOperatorStore } from './ops/store.ts';
import { createOrderMetrics } from './order-metrics.ts';
import { createPatience, learnFrom } from './patience.ts';
import { createProductStore } from './product-store.ts';
import { createOrderRounds } from './rounds.ts';
import { ordersSaga } from './saga.ts';
import { createOrderStore } from './store.ts';
import { createTimelineStore } from './timeline-store.ts';

await runMain(async () => {
  const config = loadConfig(configSchema, process.env);
  const log = createLog('orders', config.LOG_LEVEL);
  const telemetry = await startTelemetry('orders', config, log);
  const db = openPool('orders', config);
  const dynamo = createDynamoClient();
  const { verify } = openTokenVerifier(config);

  const patience = createPatience();
  const orders = createOrderStore(db, patience);
  const { countOverdue } = orders;
  const metrics = createOrderMetrics({ countOverdue, log, ...metricsSettings(config) });
  const listeners = [metrics.onSaved, learnFrom(patience)];
  const onSaved: typeof metrics.onSaved = (...change) => listeners.map((note) => note(...change));
  const participant = createParticipant({ ...ordersSaga(orders, { onSaved }), settings: config, log });
  const queues = reachQueues(config, log);
  const backlog = createBacklog({ ...queues, log });
  const app = createApp({
    orders,
    operatorStore: createOperatorStore(db),
    reconciliations: createReconciliationStore(db),
    ...createTableStores(config, dynamo),
    ...queues,
    deadlineSeconds: config.ORDER_DEADLINE_SECONDS,
    ask: participant.ask,
    announce: participant.announce,
    publishSoon: participant.publishSoon,
    log,
    verifyToken: refuseRevoked(verify, createRevocations(dynamo, config.REVOCATIONS_TABLE)),
    ready: db.ping,
  });
  await runService({
    app,
    settings: config,
    log,
    dependencies: { PostgreSQL: db.ping },
    parts: [
      ...telemetry,
      { stop: db.close },
      ...metrics.parts,
      ...participant.parts,
      ...createOrderRounds({ orders, participant, backlog, log }),
    ],
  });
});

type Config = ReturnType<typeof configSchema.parse>;

function metricsSettings({ METRICS_NAMESPACE: namespace, METRICS_INTERVAL_SECONDS: intervalSeconds }: Config) {
  return { namespace, intervalSeconds };
}

function reachQueues({ CONSUMER_QUEUES: queueUrls }: Config, log: Log) {
  const sqs = createSqsClient();
  return {
    redrive: createRedrive(sqs, queueUrls),
    countMessages: createCountMessages(sqs, queueUrls),
    messageAges: createMessageAges({ cloudwatch: createCloudwatchClient(), queueUrls, log }),
  };
}

/** The stores in DynamoDB. Most of these tables belong to other services. */
function createTableStores(config: Config, dynamo: ReturnType<typeof createDynamoClient>) {
  const { PRODUCTS_TABLE: productsTable, STOCK_TABLE: stockTable, REVOCATIONS_TABLE: revocationsTable } = config;
  return {
    products: createProductStore({ dynamo, productsTable, stockTable, revocationsTable }),
    timelines: createTimelineStore({ dynamo, timelineTable: config.TIMELINE_TABLE }),
    deadLetters: createDeadLetterStore({ dynamo, table: config.DEAD_LETTERS_TABLE }),
  };
}
