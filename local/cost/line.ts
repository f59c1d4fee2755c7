import { type PriceName, prices } from './prices.ts';

/** The parts of a bill, in the order of a table. */
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

/** One position of a month's bill: so many units at this price, unrounded. */
export type Line = { part: Part; what: string; quantity: number; price: PriceName; usd: number };

/** Positions of one part; those of which there is nothing are left out. */
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
