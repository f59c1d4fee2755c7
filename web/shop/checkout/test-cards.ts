import type { PaidWith } from './payment.ts';

export type TestCardName = keyof typeof testCards;

/** Stripe's payment methods for trying things out, and what comes of an order that is paid with them. */
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
    does: 'The card is accepted, but the parcel is addressed to postal code 00000, to which the carrier does not deliver.',
    postalCode: '00000',
  },
  captureFails: {
    paymentMethod: 'pm_card_captureFails',
    label: 'Capture fails',
    does: 'The money is held, but cannot be taken in the end. A confirmed order is undone.',
  },
} satisfies Record<string, PaidWith & { label: string; does: string }>;

export const testCardNames = Object.keys(testCards) as TestCardName[];

/** @param name may be one that an older page has left, and that is gone: then the card is accepted */
export function paidWithTestCard(name: TestCardName): PaidWith {
  const { paymentMethod, postalCode }: PaidWith = testCards[name] ?? testCards.accepted;
  return { paymentMethod, ...(postalCode && { postalCode }) };
}
