import type { StepName } from '#events/order-saga.ts';

/** The name of a step on screen: before it is done, once it is done, and when it is refused. */
export const stepWords: Partial<Record<StepName, { label: string; done: string; refused?: string }>> = {
  placeOrder: { label: 'Place order', done: 'Order placed' },
  reserveStock: { label: 'Reserve stock', done: 'Stock reserved', refused: 'Not enough stock' },
  authorizePayment: { label: 'Hold payment', done: 'Payment held', refused: 'Card declined' },
  bookShipment: { label: 'Book shipment', done: 'Shipment booked', refused: 'Carrier refused' },
  confirmOrder: { label: 'Confirm order', done: 'Order confirmed' },
  commitStock: { label: 'Commit stock', done: 'Stock committed' },
  capturePayment: { label: 'Take payment', done: 'Payment taken', refused: 'Payment could not be taken' },
  clearShipment: { label: 'Clear for dispatch', done: 'Ready for dispatch' },
  dispatchShipment: { label: 'Dispatch', done: 'Dispatched' },
  deliverShipment: { label: 'Deliver', done: 'Delivered' },
  cancelOrder: { label: 'Cancel order', done: 'Order cancelled' },
  releaseStock: { label: 'Release stock', done: 'Stock released' },
  voidPayment: { label: 'Release payment', done: 'Payment released' },
  cancelShipment: { label: 'Cancel shipment', done: 'Shipment cancelled' },
};

/** The name of each service, and what it is responsible for. */
export const serviceWords = {
  orders: { name: 'Orders', does: 'decides' },
  inventory: { name: 'Inventory', does: 'stock' },
  billing: { name: 'Billing', does: 'money' },
  shipping: { name: 'Shipping', does: 'parcel' },
} as const;
