import type { PaidWith } from './payment.ts';

export type TestCardName = keyof typeof testCards;

/** Payment methods to try things out with, and what happens to an order that is paid with one. */
export const testCards = {
  accepted: {
    paymentMethod: 'pm_card_visa',
    label: 'Accepted',
    does: 'The money is held, then taken. The order is confirmed.',
  },
  declined: {
    paymentMethod: 'pm_card_chargeDeclined',
    label: 'Declined',
    does: 'The bank refuses. The stock that was reserved is released.',
  },
  undeliverable: {
    paymentMethod: 'pm_card_visa',
    label: 'Undeliverable address',
    does: 'The card is accepted, but the parcel goes to postal code 00000, where the carrier does not deliver.',
    postalCode: '00000',
  },
  captureFails: {
    paymentMethod: 'pm_card_captureFails',
    label: 'Capture fails',
    does: 'The money is held, but taking it fails. The confirmed order is undone.',
  },
} satisfies Record<string, PaidWith & { label: string; does: string }>;

export const testCardNames = Object.keys(testCards) as TestCardName[];

/** @param name may be stored by an older page and no longer exist; then the accepted card is used */
export function paidWithTestCard(name: TestCardName): PaidWith {
  const { paymentMethod, postalCode }: PaidWith = testCards[name] ?? testCards.accepted;
  return { paymentMethod, ...(postalCode && { postalCode }) };
}
