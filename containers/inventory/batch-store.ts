import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { StepImpossibleError } from '#shared/saga/task.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import { backoff } from '#shared/timing/backoff.ts';
import { sleep } from '#shared/timing/sleep.ts';
import type { Reservation } from './domain.ts';
import { allocate, type StockMove, stockUpdates, type Verdict } from './stock-moves.ts';

export type InventoryTables = { dynamo: DynamoDBDocumentClient; stockTable: string; reservationsTable: string };

/** A reservation to be stored, and the stock that it moves. */
export type Change = { after: Versioned<Reservation>; moves: StockMove[] };

/** DynamoDB's limit for one batch read and one transaction. */
export const itemsMax = 100;

/** Saves several reservations with their stock in as few transactions as possible. Returns an error for each one not saved. */
export function createSaveTogether({ dynamo, stockTable, reservationsTable }: InventoryTables) {
  /** One failing change does not block the others: DynamoDB names the ones at fault, and the rest are retried without them. */
  async function saveTogether(changes: readonly Change[]): Promise<(Error | undefined)[]> {
    const errors = new Map<Change, unknown>();
    for (let left = changes; left.length > 0; ) {
      const written = await writeSome(left, errors);
      left = left.filter((change) => !written.includes(change) && !errors.has(change));
    }
    return changes.map((change) => errors.get(change) as Error | undefined);
  }

  /** Writes as many changes as fit in one transaction and returns them. Afterwards at least one is written or has an error. */
  async function writeSome(changes: readonly Change[], errors: Map<Change, unknown>): Promise<readonly Change[]> {
    let together = changes;
    try {
      for (let refusal = await transact(together); refusal; refusal = await transact(together)) {
        const verdicts = verdictsOf(together, refusal);
        for (const [change, verdict] of verdicts) if (verdict instanceof Error) errors.set(change, verdict);
        together = together.filter((change) => verdicts.get(change) === 'now');
      }
      return together;
    } catch (error) {
      for (const change of changes) if (!errors.has(change)) errors.set(change, error);
      return [];
    }
  }

  /** Writes all changes, or none and returns why. Retries while another transaction holds one of the items. */
  async function transact(changes: readonly Change[]): Promise<Refusal | undefined> {
    if (changes.length === 0) return undefined;
    const updates = stockUpdates(
      stockTable,
      changes.flatMap(({ moves }) => moves),
    );
    const TransactItems = [
      ...changes.map(({ after }) => ({ Put: putOf(reservationsTable, after) })),
      ...updates.map((Update) => ({ Update })),
    ];
    for (let attempt = 1; ; attempt++) {
      try {
        await dynamo.send(new TransactWriteCommand({ TransactItems }));
        return undefined;
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const reasons = error.CancellationReasons ?? [];
        if (!isBusy(reasons)) return { error, reasons, products: updates.map(({ Key }) => Key.productId) };
        if (attempt >= triesMax) throw new VersionConflictError('the items are busy', { cause: error });
        await sleep(backoff({ attempt, ...pauses }));
      }
    }
  }

  return saveTogether;
}

/** A cancelled transaction. Its reasons are in request order: first the reservations, then the products. */
type Refusal = { error: Error; reasons: readonly CancellationReason[]; products: readonly string[] };

/** Decides what to do with each change of a cancelled transaction. @throws the transaction's error if it blames none of them */
function verdictsOf(changes: readonly Change[], { error, reasons, products }: Refusal): Map<Change, Verdict | Error> {
  const hasFailed = (index: number) => (reasons[index]?.Code ?? 'None') !== 'None';
  if (!reasons.some((_, index) => hasFailed(index))) throw error;
  const stale = changes.filter((_, index) => hasFailed(index));
  const others = changes.filter((change) => !stale.includes(change));
  const refused = products.flatMap((productId, index) =>
    hasFailed(changes.length + index) ? [[productId, reasons[changes.length + index]?.Item] as const] : [],
  );
  const verdicts = allocate(
    others.map(({ moves }) => moves),
    new Map(refused),
  );
  return new Map<Change, Verdict | Error>([
    ...stale.map(
      (change) => [change, new VersionConflictError('the reservation was changed meanwhile', { cause: error })] as const,
    ),
    ...others.map((change, index) => [change, shortAsError(verdicts[index])] as const),
  ]);
}

const shortAsError = (verdict: Verdict | undefined): Verdict | Error =>
  Array.isArray(verdict) ? new StepImpossibleError(verdict) : (verdict ?? 'later');

const triesMax = 4;
const pauses = { first: 20, max: 200, spread: 0.8 };

function putOf(TableName: string, { orderId, state, version, event }: Versioned<Reservation>) {
  const Item = { orderId, state, version, event };
  if (version === 1) return { TableName, Item, ConditionExpression: 'attribute_not_exists(orderId)' };
  const ConditionExpression = 'version = :before';
  return { TableName, Item, ConditionExpression, ExpressionAttributeValues: { ':before': version - 1 } };
}

/** Whether a write conflicted with another one. Then the result says nothing about stock, not even if a condition failed as well. */
const isBusy = (reasons: readonly CancellationReason[]): boolean =>
  reasons.some(({ Code = 'None' }) => Code !== 'None' && Code !== 'ConditionalCheckFailed');
