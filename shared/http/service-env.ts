import type { Actor, VerifyToken } from '#shared/tokens/actor.ts';

/** What a service's middleware and handlers share about one request. */
export type ServiceEnv = {
  Variables: {
    verifyToken: VerifyToken;
    actor: Actor | undefined;
    requestId: string;
    traceparent: string;
    capacity: Capacity;
  };
};

/** How many requests a replica works on, and how many it is willing to. */
export type Capacity = { underWay: number; readonly requestsMax: number };
