/** A processed message: the event's type, if it could be read, and the kind of outcome. Never an id. */
export type HandledMessage = { type: string; outcome: string };

/** An answered request: its method, the template of its route, if there is one, and the status. Never its address. */
export type AnsweredRequest = { method: string; route: string | undefined; status: number };

/** The metrics of a service, exported over OTLP; `metrics-sdk.ts` implements it. */
export type Metering = {
  /** Call it when processing of a message from this queue starts, and what it returns once when it ends. */
  handling: (queue: string) => (message: HandledMessage) => void;
  /** Call it when a request arrives, and what it returns once when it has been answered. */
  answering: () => (request: AnsweredRequest) => void;
  /** Call it when this replica has committed an order's decision. */
  orderDecided: (outcome: 'confirmed' | 'cancelled') => void;
  /** Call it with how many orders of all replicas should have settled by now but have not. */
  ordersOverdue: (count: number) => void;
  /** Flushes what is left. */
  stop: () => Promise<void>;
};

let metering: Metering | undefined;

/** Turns metrics on. Without it nothing is counted, and the SDK is not loaded. */
export function meterWith(given: Metering | undefined): void {
  metering = given;
}

export const currentMetering = (): Metering | undefined => metering;
