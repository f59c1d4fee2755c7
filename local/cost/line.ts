import { type PriceName, prices } from './prices.ts';

/** The parts of a bill, in the order of the table. */
export const parts = [
  'containers',
  'functions',
  'database',
  'tables',
  'messaging',
  'network',
  'API and load balancer',
  'delivery and media',
  'firewall',
  'logs, metrics and alarms',
  'keys and secrets',
  'images and backups',
] as const;
export type Part = (typeof parts)[number];

/** One item of a month's bill: quantity and price, unrounded. */
export type Line = { part: Part; what: string; quantity: number; price: PriceName; usd: number };

/** The items of one part, without those whose quantity is zero. */
export function linesOf(part: Part, quantities: [PriceName, number, string?][]): Line[] {
  return quantities
    .filter(([, quantity]) => quantity > 0)
    .map(([price, quantity, what]) => ({
      part,
      price,
      quantity,
      what: what ?? prices[price].what,
      usd: quantity * prices[price].usd,
    }));
}
