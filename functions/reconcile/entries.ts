/** What the services' lists say, as far as it is compared. The API's description has the whole of it. */
export type OrderEntry = {
  orderId: string;
  status: string;
  settled: boolean;
  overdue: boolean;
  parkedAt?: string;
  shipment: string;
};

type Trouble = { reason: string; givenUp: boolean };

export type ReservationEntry = { orderId: string; step: string; lines: { productId: string; quantity: number }[] };
export type PaymentEntry = { orderId: string; step: string; intentId?: string; amount?: number; trouble?: Trouble };
export type ShipmentEntry = { orderId: string; step: string; trackingNumber?: string; trouble?: Trouble };

/** The provider's: amounts in minor units. `orderId` is absent, or no id of ours, when somebody else made it. */
export type IntentEntry = {
  intentId: string;
  orderId?: string;
  status: string;
  received: number;
  refunded: number;
  createdAt: string;
};

/** The carrier's: `reference` is the order's id. */
export type BookingEntry = { reference: string; trackingNumber?: string; status: string };

export type StockEntry = {
  productId: string;
  available: number;
  reserved: number;
  committed: number;
  received: number;
  adjusted: number;
};

export type Page<Entry> = { items: Entry[]; nextCursor?: string };
