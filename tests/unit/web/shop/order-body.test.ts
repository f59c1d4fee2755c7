import { describe, expect, it } from '@jest/globals';
import type { CheckoutDraft } from '../../../../web/shop/checkout/checkout-draft.ts';
import { orderBody } from '../../../../web/shop/checkout/order-body.ts';
import { paidWithTestCard } from '../../../../web/shop/checkout/test-cards.ts';

const draft: CheckoutDraft = {
  name: ' Ada ',
  line1: 'A street',
  line2: ' ',
  city: 'London',
  region: '',
  postalCode: 'SW1Y',
  country: 'GB',
  card: 'accepted',
};
const cart = [{ productId: 'a', quantity: 2 }];
const total = { amount: 5198, currency: 'USD' };

describe('the requested order', () => {
  it('has what was typed, without surrounding blanks, omits empty fields, and says what total was shown', () => {
    expect(orderBody(cart, draft, paidWithTestCard('accepted'), total)).toEqual({
      lines: cart,
      paymentMethod: 'pm_card_visa',
      shipTo: { name: 'Ada', line1: 'A street', city: 'London', postalCode: 'SW1Y', country: 'GB' },
      expectedTotal: total,
    });
  });

  it('names the region when there is one, and no postal code where there is none', () => {
    const { shipTo } = orderBody(
      cart,
      { ...draft, region: ' Kowloon ', postalCode: ' ', country: 'HK' },
      paidWithTestCard('accepted'),
      total,
    );
    expect(shipTo).toEqual({ name: 'Ada', line1: 'A street', city: 'London', region: 'Kowloon', country: 'HK' });
  });

  it('goes to an undeliverable address when that is chosen', () => {
    expect(orderBody(cart, draft, paidWithTestCard('undeliverable'), total)).toMatchObject({
      paymentMethod: 'pm_card_visa',
      shipTo: { postalCode: '00000' },
    });
  });

  it('is paid with an accepted card when an older page left one that no longer exists', () => {
    expect(paidWithTestCard('gone' as 'accepted')).toEqual({ paymentMethod: 'pm_card_visa' });
  });
});
