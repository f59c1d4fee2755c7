/** A card that Stripe has taken from this customer: its id there, and what of it may be shown. */
export type EnteredCard = { userId: string; paymentMethod: string; brand: string; last4: string };

/** @returns undefined for anything that is not a card */
export function parseEnteredCard(value: unknown): EnteredCard | undefined {
  const { userId, paymentMethod, brand, last4 } = (value ?? {}) as Record<string, unknown>;
  const parts = [userId, paymentMethod, brand, last4];
  return parts.every((part) => typeof part === 'string') ? (value as EnteredCard) : undefined;
}

/** As it may be shown: `Visa ending in 4242`. */
export const cardText = ({ brand, last4 }: Pick<EnteredCard, 'brand' | 'last4'>): string =>
  `${brands.get(brand) ?? 'Card'} ending in ${last4}`;

const brands = new Map([
  ['amex', 'American Express'],
  ['diners', 'Diners Club'],
  ['discover', 'Discover'],
  ['jcb', 'JCB'],
  ['mastercard', 'Mastercard'],
  ['unionpay', 'UnionPay'],
  ['visa', 'Visa'],
]);
