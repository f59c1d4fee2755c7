/** The compared fields of the services' list entries. The API description has all fields. */
export type OrderEntry = {
  orderId: string;
  status: string;
  settled: boolean;
  overdue: boolean;
  parkedAt?: string;
  shipment: string;
  total: Money;
  lines: Line[];
};

type Money = { amount: number; currency: string };
type Line = { productId: string; quantity: number };

type Trouble = { reason: string; givenUp: boolean };

export type ReservationEntry = { orderId: string; step: string; lines: Line[] };
export type PaymentEntry = Partial<Money> & { orderId: string; step: string; intentId?: string; trouble?: Trouble };
export type ShipmentEntry = { orderId: string; step: string; trackingNumber?: string; trouble?: Trouble };

/** What the participants say about an order. */
export type Participants = {
  reservation?: ReservationEntry | undefined;
  payment?: PaymentEntry | undefined;
  shipment?: ShipmentEntry | undefined;
};

/** The provider's entry: amounts in minor units. `orderId` is absent, or not one of ours, when someone else made the intent. */
export type IntentEntry = {
  intentId: string;
  orderId?: string;
  status: string;
  amount: number;
  currency: string;
  received: number;
  refunded: number;
  createdAt: string;
};

/** The carrier's entry: `reference` is the order's id. */
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
