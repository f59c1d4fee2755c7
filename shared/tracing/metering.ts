/** A processed message: the event's type, if it could be read, and the kind of outcome. Never an id. */
export type HandledMessage = { type: string; outcome: string };

/** The metrics of a service, exported over OTLP; `metrics-sdk.ts` implements it. */
export type Metering = {
  /** Call it when processing of a message from this queue starts, and what it returns once when it ends. */
  handling: (queue: string) => (message: HandledMessage) => void;
  /** Call it when this replica has committed an order's decision. */
  orderDecided: (outcome: 'confirmed' | 'cancelled') => void;
  /** Flushes what is left. */
  stop: () => Promise<void>;
};

let metering: Metering | undefined;

/** Turns metrics on. Without it nothing is counted, and the SDK is not loaded. */
export function meterWith(given: Metering | undefined): void {
  metering = given;
}

export const currentMetering = (): Metering | undefined => metering;
