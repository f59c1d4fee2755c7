import type { OrderPlan } from '../schedule.ts';

/** What the customers know, to compare with the stores. */
export type Placed = {
  plan: OrderPlan;
  customerId: string;
  /** Its postal code, name and so on. */
  body: object;
  /** Set by the first 202. */
  orderId?: string;
  total?: number;
  /** From the first request to the answer. */
  milliseconds?: number;
  isCancelAcknowledged?: boolean;
  /** The definite answer, if it was not a 202. */
  refusal?: number;
};

export type Correction = { productId: string; delta: number; isAcknowledged: boolean };

export type History = { placed: Placed[]; corrections: Correction[] };
