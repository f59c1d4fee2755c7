import type { z } from '@hono/zod-openapi';
import type { PaymentView } from '../../containers/billing/routes.ts';
import type { operatorOrderView, orderDossier, statusCount } from '../../containers/orders/ops/view.ts';
import type { ShipmentView } from '../../containers/shipping/routes.ts';

// What the API answers, as its routes describe it.
export type OperatorOrder = z.infer<typeof operatorOrderView>;
export type OrderPage = { items: OperatorOrder[]; nextCursor?: string };
export type Counts = { from: string; counts: z.infer<typeof statusCount>[] };
export type Dossier = z.infer<typeof orderDossier>;

/** What the participants say themselves; absent where they have not heard of the order, or do not answer. */
export type Participants = { payment?: PaymentView | undefined; shipment?: ShipmentView | undefined };
