import type { RefObject } from 'react';

/** How an order is paid. A test card may also determine the address. */
export type PaidWith = { paymentMethod: string; postalCode?: string };

/** The part of the form that takes the card. */
export type CardForm = {
  /**
   * What was entered or chosen, once it is known to the payment provider.
   * @throws CardRefusedError
   */
  paidWith(): Promise<PaidWith>;
};

export type CardFormRef = RefObject<CardForm | null>;

/** The payment provider did not take what was entered. Nothing has been ordered. */
export class CardRefusedError extends Error {
  /** @param message a whole sentence, for the customer */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CardRefusedError';
  }
}
