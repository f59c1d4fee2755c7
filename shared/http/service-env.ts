import type { Actor, VerifyToken } from '#shared/tokens/actor.ts';

/** Per-request values shared by a service's middleware and handlers. */
export type ServiceEnv = {
  Variables: {
    verifyToken: VerifyToken;
    actor: Actor | undefined;
    requestId: string;
    traceparent: string;
    capacity: Capacity;
  };
};

/** How many requests a replica is processing, and how many it accepts. */
export type Capacity = { inFlight: number; readonly requestsMax: number };
