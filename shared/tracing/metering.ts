/** What has become of a message: the event's type, if it could be read, and an outcome's kind. Never an id. */
export type HandledMessage = { type: string; outcome: string };

/** The few numbers that are told of a service over OTLP; `metrics-sdk.ts` makes one. */
export type Metering = {
  /** A message of this queue begins to be handled. What it returns is called once, when that has ended. */
  handling: (queue: string) => (message: HandledMessage) => void;
  /** An order has been decided, as this replica committed it. */
  orderDecided: (outcome: 'confirmed' | 'cancelled') => void;
  /** Sends what there is still to be sent. */
  stop: () => Promise<void>;
};

let metering: Metering | undefined;

/** From now on it is counted; without it all of this does nothing, and the SDK is not even loaded. */
export function meterWith(given: Metering | undefined): void {
  metering = given;
}

export const currentMetering = (): Metering | undefined => metering;
