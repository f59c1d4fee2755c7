import type { Payment } from '../../../containers/billing/domain.ts';
import type { Effect as PaymentEffect, EffectResult as PaymentResult } from '../../../containers/billing/effects.ts';
import type { Shipment, Effect as ShipmentEffect, EffectResult as ShipmentResult } from '../../../containers/shipping/domain.ts';
import { type Carrier, freshCarrier } from './carrier.ts';
import type { Circumstances } from './circumstances.ts';
import { compareAndSet, decideAgain, type Judge, type Race } from './race.ts';
import { sample } from './sample-events.ts';
import { freshStripe, isLive, type Stripe } from './stripe.ts';
import { realSystem } from './system.ts';

export type BillingRace = Race<Payment, PaymentEffect, PaymentResult, Stripe>;
export type ShippingRace = Race<Shipment, ShipmentEffect, ShipmentResult, Carrier>;

/** Two billing handlers and one payment intent. */
export const billingRace = (circumstances: Circumstances): BillingRace => ({
  worker: realSystem(circumstances).billing,
  begin: { state: { status: 'none' }, outside: freshStripe },
  inbox: ({ decision, confirmedOnce, told }) => [
    sample.OrderPlaced,
    sample.StockReserved,
    ...(confirmedOnce ? [sample.OrderConfirmed] : []),
    ...(decision === 'cancelled' ? [sample.OrderCancelled] : []),
    ...(decision === 'cancelled' && !confirmedOnce && told.includes('PaymentAuthorized') ? [sample.ShipmentFailed] : []),
  ],
  confirmsOn: 'PaymentAuthorized',
  cancelsOn: 'PaymentFailed',
  write: compareAndSet,
  afterLosing: decideAgain,
  rules: {
    'a failed, voided or refunded payment holds no money': ({ state, outside }) =>
      !['failed', 'voided', 'refunded'].includes(state.status) || !isLive(outside.intent),
    // A capture is requested before it is stored, once the order is confirmed.
    'the provider holds what is stored as authorized, and has captured what is stored as captured': ({ state, outside, judge }) =>
      (state.status !== 'authorized' ||
        outside.intent === 'requires_capture' ||
        (outside.intent === 'succeeded' && judge.confirmedOnce)) &&
      (state.status !== 'captured' || outside.intent === 'succeeded'),
    'money is captured only for an order that was confirmed': ({ outside, judge }) =>
      outside.captures === 0 || judge.confirmedOnce,
    'money is captured at most once': ({ outside }) => outside.captures <= 1,
    'nothing is ever refunded': ({ state }) => state.status !== 'refunding' && state.status !== 'refunded',
    'at most one final event of a payment is published': ({ judge }) =>
      judge.told.filter((type) => ['PaymentCaptured', 'PaymentFailed', 'PaymentVoided'].includes(type)).length <= 1,
  },
  isEnd: ({ status }, judge) => endsAs(judge, status, { confirmed: ['captured'], cancelled: ['failed', 'voided'] }),
});

/** Two shipping handlers and one reference at the carrier. */
export const shippingRace = (circumstances: Circumstances): ShippingRace => ({
  worker: realSystem(circumstances).shipping,
  begin: { state: { status: 'none' }, outside: freshCarrier },
  inbox: ({ decision }) => [
    sample.OrderPlaced,
    sample.PaymentAuthorized,
    ...(decision === 'confirmed' ? [sample.PaymentCaptured] : []),
    ...(decision === 'cancelled' ? [sample.OrderCancelled] : []),
  ],
  confirmsOn: 'ShipmentBooked',
  cancelsOn: 'ShipmentFailed',
  write: compareAndSet,
  afterLosing: decideAgain,
  rules: {
    'a failed or cancelled shipment is not booked at the carrier': ({ state, outside }) =>
      !['failed', 'cancelled'].includes(state.status) || outside.reference !== 'booked',
    'a shipment stored as booked is booked at the carrier': ({ state, outside }) =>
      !['booked', 'ready'].includes(state.status) || outside.reference === 'booked',
    'at most one final event of a shipment is published': ({ judge }) =>
      judge.told.filter((type) => ['ShipmentReady', 'ShipmentFailed', 'ShipmentCancelled'].includes(type)).length <= 1,
  },
  isEnd: ({ status }, judge) => endsAs(judge, status, { confirmed: ['ready'], cancelled: ['failed', 'cancelled'] }),
});

const endsAs = (judge: Judge, status: string, ends: Record<'confirmed' | 'cancelled', string[]>): boolean =>
  judge.decision !== 'open' && ends[judge.decision].includes(status);
