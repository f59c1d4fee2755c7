import { z } from 'zod';

/** An amount of money: an integer in the currency's minor units (cents for USD) and its ISO 4217 code. */
export const money = z
  .object({
    amount: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD'),
  })
  .meta({ id: 'Money', example: { amount: 2599, currency: 'USD' } });

export type Money = z.infer<typeof money>;
