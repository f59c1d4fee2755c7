import { z } from 'zod';
import type { ActionRow } from '#shared/postgres/operator-actions.ts';

/** For the view of a payment or a shipment. */
export const actionsView = {
  actions: z
    .array(z.object({ action: z.string(), reason: z.string().optional(), operatorId: z.uuid(), at: z.iso.datetime() }))
    .optional()
    .meta({ description: 'Operators only: what operators did, newest first' }),
};

export const viewOfActions = (rows: readonly ActionRow[]) => ({
  actions: rows.map(({ action, reason, operatorId, at }) => ({
    action,
    ...(reason === null ? {} : { reason }),
    operatorId,
    at: at.toISOString(),
  })),
});
