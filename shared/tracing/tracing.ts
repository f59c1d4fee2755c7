/** Attributes of a piece of work, named by OpenTelemetry's semantic conventions. Ids, names and counts; never free text from people. */
export type Attributes = Record<string, string | number | boolean | string[] | undefined>;

/** A piece of work as a trace shows it. */
export type Description = {
  name: string;
  kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  attributes?: Attributes;
  /** The `traceparent` that it continues, or undefined to begin a trace. By default it belongs to the work in progress. */
  from?: { traceparent: string | undefined };
  /** The span id that others already know it by. */
  spanId?: string;
  /** The `traceparent`s of other work that it belongs to. */
  links?: readonly string[];
  /** Milliseconds since 1970; now by default. */
  startedAt?: number;
};

/** A piece of work in progress. */
export type Span = {
  readonly traceparent: string;
  rename: (name: string) => void;
  set: (attributes: Attributes) => void;
  /** Marks it as failed with this kind of failure, whatever it resolves with. */
  fail: (type: string) => void;
};

/** The work in progress at some point, to be continued elsewhere. */
export type Scope = object;

/** The SDK as the rest of the code sees it; `sdk.ts` creates one. */
export type Tracing = {
  /** Follows a piece of work to its end, and everything traced within it. Returns what `work` returns. */
  span: <T extends PromiseLike<unknown>>(description: Description, work: (span: Span) => T) => T;
  /** Records work that has been going on since `startedAt` and ends now. */
  past: (description: Description & { startedAt: number }) => void;
  /** The work in progress here, if it is sampled. */
  here: () => Scope | undefined;
  /** The `traceparent`s of the work in progress here: several where orders share a call. */
  traceparents: () => readonly string[];
  /** Does work on behalf of several scopes; it belongs to the trace of each. */
  within: <T>(scopes: readonly (Scope | undefined)[], work: () => T) => T;
  /** Sends the remaining spans. */
  stop: () => Promise<void>;
};

let tracing: Tracing | undefined;

/** Turns tracing on. Without it, everything here does nothing and the SDK is not loaded. */
export function traceWith(given: Tracing | undefined): void {
  tracing = given;
}

export const currentTracing = (): Tracing | undefined => tracing;

/** Traces a call if it is part of traced work. Returns what `work` returns. */
export function traced<T extends PromiseLike<unknown>>(describe: () => Description, work: (span?: Span) => T): T {
  return tracing?.here() ? tracing.span(describe(), work) : work();
}

/** The work in progress, to be passed to `together` later. */
export const here = (): Scope | undefined => tracing?.here();

/** Does work on behalf of several scopes, continuing from each. */
export function together<T>(scopes: readonly (Scope | undefined)[], work: () => T): T {
  return tracing ? tracing.within(scopes, work) : work();
}
