import type { Schemas } from '../../client/index.ts';

type Order = Schemas['Order'];
type Words = { label: string; text: string; color: 'green' | 'red' | 'amber' | 'indigo' };

/** What an order's status means, in a word and in a sentence. */
export function statusWords({ status, settled, reason }: Pick<Order, 'status' | 'settled' | 'reason'>): Words {
  switch (status) {
    case 'PLACED':
      return { label: 'Placed', text: 'We have your order and are reserving the items.', color: 'indigo' };
    case 'STOCK_RESERVED':
      return { label: 'Stock reserved', text: 'Your items are reserved. Payment is next.', color: 'indigo' };
    case 'PAYMENT_AUTHORIZED':
      return { label: 'Payment held', text: 'The money is held but not taken yet. The carrier is next.', color: 'indigo' };
    case 'CONFIRMED':
      return settled
        ? { label: 'Confirmed', text: 'Paid, and ready to leave our warehouse.', color: 'green' }
        : { label: 'Confirmed', text: 'It will be sent to you. We are taking the payment.', color: 'green' };
    case 'SHIPPED':
      return { label: 'On its way', text: 'The carrier has your parcel.', color: 'green' };
    case 'DELIVERED':
      return { label: 'Delivered', text: 'The carrier has handed it over.', color: 'green' };
    case 'CANCELLING':
      return { label: 'Being cancelled', text: `${reasonText(reason)} What had been done is being undone.`, color: 'amber' };
    case 'CANCELLED':
      return { label: 'Cancelled', text: `${reasonText(reason)} Everything is undone; nothing was charged.`, color: 'red' };
    default:
      return status satisfies never;
  }
}

function reasonText(reason: Order['reason']): string {
  switch (reason) {
    case 'OUT_OF_STOCK':
      return 'The last items were sold before we could reserve yours.';
    case 'PAYMENT_DECLINED':
      return 'The card was declined.';
    case 'UNDELIVERABLE':
      return 'The carrier does not deliver to this address.';
    case 'CUSTOMER':
      return 'You cancelled it.';
    case 'EXPIRED':
      return 'It could not be confirmed in time.';
    case 'CAPTURE_FAILED':
      return 'The payment could not be taken.';
    case undefined:
      return '';
    default:
      return reason satisfies never;
  }
}

/** Until it is confirmed. */
export const mayCancel = ({ status }: Pick<Order, 'status'>): boolean =>
  status === 'PLACED' || status === 'STOCK_RESERVED' || status === 'PAYMENT_AUTHORIZED';
