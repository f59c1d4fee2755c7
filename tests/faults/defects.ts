import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** A plausible mistake, as a change to one source file. The harness must catch it, or it proves nothing about such mistakes. */
export type Defect = { file: string; find: string; replace: string };

/** By what goes wrong. Each is planted only in the harness's own bundles, by changing the source while they are built. */
export const defects = {
  'a repeat is not answered': {
    file: 'shared/saga/loop.ts',
    find: 'speaks = () => true,',
    replace: 'speaks = (before, after) => before.event !== after.event,',
  },
  'an event is published before its change is stored': {
    file: 'shared/saga/loop.ts',
    find: 'function createProgress<State>({ store, none, toEvent, effects, onSaved }: LoopOptions<State>) {',
    replace: `function createProgress<State>({ store: given, none, toEvent, effects, onSaved, publish }: LoopOptions<State>) {
      const store: typeof given = {
        ...given,
        async save(after, before) {
          if (after.event && after.event !== before.event) await publish(after.event);
          await given.save(after, before);
        },
      };`,
  },
  'a conflict is treated as a shortage': {
    file: 'containers/inventory/batch-store.ts',
    find: 'if (!isBusy(reasons))',
    replace: 'if (!isBusy(reasons) || reasons.some(({ Code }) => Code === "ConditionalCheckFailed"))',
  },
  'a timeout is treated as a refusal': {
    file: 'containers/billing/stripe-requests.ts',
    find: 'code: refusalCode(error), error',
    replace: "code: refusalCode(error) ?? 'timed_out', error",
  },
  'a release leaves no tombstone': {
    file: 'containers/inventory/domain.ts',
    find: `if (reservation.status === 'none') return { status: 'released', lines: [] };`,
    replace: `if (reservation.status === 'none') return reservation;`,
  },
  'a reservation is written without checking its version': {
    file: 'containers/inventory/batch-store.ts',
    find: `const ConditionExpression = 'version = :before';`,
    replace: `const ConditionExpression = 'attribute_exists(orderId) or version = :before';`,
  },
  'an order is confirmed after it was cancelled': {
    file: 'containers/orders/domain.ts',
    find: `return order.decision.kind === 'open' ? { ...known, decision: { kind: 'confirmed' } } : known;`,
    replace: `return { ...known, decision: { kind: 'confirmed' } };`,
  },
  'an order settles before its cancellation is published': {
    file: 'containers/orders/domain.ts',
    find: 'decision.announced &&\n',
    replace: '',
  },
  'an undo does not cancel at the provider': {
    file: 'containers/billing/domain.ts',
    find: `      return { ...payment, status: 'voiding' };`,
    replace: `      return { ...payment, status: 'voided', customerId: payment.terms.customerId };`,
  },
  'stock is taken without checking what is available': {
    file: 'containers/inventory/stock-moves.ts',
    find: `\`#\${pool} >= :\${pool}Taken\``,
    replace: `\`(#\${pool} >= :\${pool}Taken OR attribute_exists(productId))\``,
  },
  'a second OrderPlaced reserves again': {
    file: 'containers/inventory/domain.ts',
    find: `return reservation.status === 'none' ? { status: 'reserved', lines: mergeLines(data.lines) } : reservation;`,
    replace: `return { status: 'reserved', lines: mergeLines(data.lines) };`,
  },
  'unprocessed keys are treated as missing': {
    file: 'shared/dynamodb/batch-get.ts',
    find: 'if (Object.keys(UnprocessedKeys).length === 0) return found;',
    replace: 'if (Object.keys(UnprocessedKeys).length >= 0) return found;',
  },
  'poison is dropped': {
    file: 'shared/messaging/delivery.ts',
    find: 'return queue.park(message, handled.reason);',
    replace: 'return queue.remove(message);',
  },
  'an order expires by the clock of its process': {
    file: 'containers/orders/due-store.ts',
    find: `const isExpired = sql\`(\${orders.decision} = 'open' and \${orders.deadline} <= now())\`;`,
    replace: `const isExpired = sql\`(\${orders.decision} = 'open' and \${orders.deadline} <= \${{ getSQL: () => sql.raw(\`to_timestamp(\${Date.now() / 1000})\`) }})\`;`,
  },
  'an order is shown to anyone who asks': {
    file: 'containers/orders/app.ts',
    find: `if (!row || (row.customerId !== userId && !roles.includes('operator')))`,
    replace: 'if (!row || !userId || !roles)',
  },
  'an idempotency key places another order each time': {
    file: 'containers/orders/placement-store.ts',
    find: 'idempotency_key: request.idempotencyKey,',
    replace: `idempotency_key: \`\${request.idempotencyKey}-\${orderId}\`,`,
  },
  'a lost announcement is never repeated': {
    file: 'containers/orders/rounds.ts',
    find: 'return orders.claimDue(limit);',
    replace: 'return limit > 0 ? [] : orders.claimDue(limit);',
  },
  'a cancelled parcel stays booked': {
    file: 'containers/shipping/domain.ts',
    find: `    case 'booked':
    case 'ready':
      return { ...shipment, status: 'cancelling' };`,
    replace: `    case 'booked':
    case 'ready':
      return { ...shipment, status: 'cancelled' };`,
  },
  'a dropped connection ends the process': {
    file: 'shared/postgres/connect.ts',
    find: 'fetch_types: false,',
    replace: '',
  },
  'the log contains what people wrote': {
    file: 'shared/messaging/delivery.ts',
    find: 'type: event?.type ?? message.type,',
    replace: 'type: event?.type ?? message.type, body: message.body,',
  },
} as const satisfies Record<string, Defect>;

export type DefectName = keyof typeof defects;

/** The source with the mistake in it. @throws Error when the source has changed, and the mistake must be rewritten */
export function withDefect({ file, find, replace }: Defect): string {
  const source = readFileSync(join(root, file), 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${file} does not contain exactly once what the defect changes: ${find}`);
  return source.replace(find, () => replace);
}

/** Plants a mistake in a bundle while it is built. */
export const plant = (defect: Defect): Plugin => ({
  name: 'planted-defect',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) =>
      path === join(root, defect.file) ? { contents: withDefect(defect), loader: 'ts' } : undefined,
    );
  },
});
