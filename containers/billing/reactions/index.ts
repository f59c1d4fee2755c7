import type { ReactionsOf } from '#shared/saga/reaction.ts';
import type { BillingDeps } from '../carry-out.ts';
import { authorizePayment } from './authorize-payment.ts';
import { capturePayment } from './capture-payment.ts';
import { voidPayment } from './void-payment.ts';

export const reactions = { authorizePayment, capturePayment, voidPayment } satisfies ReactionsOf<'billing', BillingDeps>;
