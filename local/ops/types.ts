import type { z } from '@hono/zod-openapi';
import type { Drift } from '#shared/reconciliation/drift.ts';
import type { PaymentView } from '../../containers/billing/routes.ts';
import type { ReservationEntry } from '../../containers/inventory/book-routes.ts';
import type { DeadLetterDossier, DeadLetterView, Redriven } from '../../containers/orders/ops/dead-letters/view.ts';
import type { runReport, runView } from '../../containers/orders/ops/reconciliations/view.ts';
import type { operatorOrderView, orderDossier, queueDepth, statusCount } from '../../containers/orders/ops/view.ts';
import type { ShipmentView } from '../../containers/shipping/routes.ts';
import type { Client } from '../demo/client.ts';
import type { Command } from './options.ts';

// API responses, typed by the schemas of their routes.
export type OperatorOrder = z.infer<typeof operatorOrderView>;
export type OrderPage = { items: OperatorOrder[]; nextCursor?: string };
export type Counts = { from: string; counts: z.infer<typeof statusCount>[] };
export type Queues = { queues: z.infer<typeof queueDepth>[] };
export type Dossier = z.infer<typeof orderDossier>;
export type DeadLetterPage = { items: DeadLetterView[]; nextCursor?: string };
export type RedrivenPage = { items: Redriven[]; nextCursor?: string };
export type { DeadLetterDossier, DeadLetterView, Redriven };

/** The participants' own records; absent if they have not heard of the order or are among the `silent` ones, which did not answer. */
export type Participants = {
  reservation?: ReservationEntry | undefined;
  payment?: PaymentView | undefined;
  shipment?: ShipmentView | undefined;
  silent?: readonly string[];
};

/** The result of a command, as JSON and as text, and whether something could not be done. */
export type Result = { json: unknown; text: string; isIncomplete?: boolean };
export type Run = (asked: Pick<Command, 'id' | 'options'> & { client: Client }) => Promise<Result>;

export type { Drift };
export type ReconciliationPage = { items: z.infer<typeof runView>[]; nextCursor?: string };
export type ReconciliationReport = z.infer<typeof runReport>;
