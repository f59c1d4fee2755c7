/** What is known of a piece of work, by the names of OpenTelemetry's semantic conventions. Ids, names and counts; never what a person said. */
export type Attributes = Record<string, string | number | boolean | string[] | undefined>;

/** A piece of work as a trace shows it. */
export type Description = {
  name: string;
  kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  attributes?: Attributes;
  /** The `traceparent` that it goes on from, none if it begins a trace. Unless told it belongs to whatever is under way. */
  from?: { traceparent: string | undefined };
  /** The id that others know it by already. */
  spanId?: string;
  /** The `traceparent`s of what it belongs to as well. */
  links?: readonly string[];
  /** Milliseconds since 1970; now unless told. */
  startedAt?: number;
};

/** A piece of work while it is under way. */
export type Span = {
  readonly traceparent: string;
  rename: (name: string) => void;
  set: (attributes: Attributes) => void;
  /** It ends as a failure of this kind, whatever it resolves with. */
  fail: (type: string) => void;
};

/** What is under way somewhere, to be gone on with elsewhere. */
export type Scope = object;

/** The SDK as the rest of the code knows it; `sdk.ts` makes one. */
export type Tracing = {
  /** Follows a piece of work to its end, and everything that is traced within it. Returns what `work` returns. */
  span: <T extends PromiseLike<unknown>>(description: Description, work: (span: Span) => T) => T;
  /** Notes what has been going on since `startedAt`, and ends now. */
  past: (description: Description & { startedAt: number }) => void;
  /** What is under way here, if it is sampled. */
  here: () => Scope | undefined;
  /** The `traceparent`s of what is under way here: several, where several orders share a call. */
  traceparents: () => readonly string[];
  /** Does what several have asked for: it belongs to the trace of each. */
  within: <T>(scopes: readonly (Scope | undefined)[], work: () => T) => T;
  /** Sends what there is still to be sent. */
  stop: () => Promise<void>;
};

let tracing: Tracing | undefined;

/** From now on work is traced; without it all of this does nothing, and the SDK is not even loaded. */
export function traceWith(given: Tracing | undefined): void {
  tracing = given;
}

export const currentTracing = (): Tracing | undefined => tracing;

/** Traces a call, if it is made for something that is traced. Returns what `work` returns. */
export function traced<T extends PromiseLike<unknown>>(describe: () => Description, work: (span?: Span) => T): T {
  return tracing?.here() ? tracing.span(describe(), work) : work();
}

/** What is under way, to be given to `together` when it is its turn. */
export const here = (): Scope | undefined => tracing?.here();

/** Does at once what several have asked for, each from where it was then. */
export function together<T>(scopes: readonly (Scope | undefined)[], work: () => T): T {
  return tracing ? tracing.within(scopes, work) : work();
}
