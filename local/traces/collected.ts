import { z } from 'zod';

const value = z.union([
  z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
  z.object({ boolValue: z.boolean() }).transform(({ boolValue }) => String(boolValue)),
  z.object({ intValue: z.union([z.string(), z.number()]) }).transform(({ intValue }) => String(intValue)),
  z.object({ doubleValue: z.number() }).transform(({ doubleValue }) => String(doubleValue)),
  z.looseObject({}).transform((other) => JSON.stringify(other)),
]);
const attributes = z
  .array(z.object({ key: z.string(), value }))
  .default([])
  .transform((pairs): Record<string, string> => Object.fromEntries(pairs.map((pair) => [pair.key, pair.value])));
const nanoseconds = z.union([z.string(), z.number()]).transform((text) => Number(BigInt(text) / 1_000n) / 1_000);
const context = z.object({ traceId: z.string(), spanId: z.string() });

const span = context.extend({
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number().default(0),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes,
  status: z.object({ code: z.number().default(0) }).default({ code: 0 }),
  links: z.array(context).default([]),
});

/** The body of a request to `/v1/traces`, in OTLP's JSON. */
const exported = z.object({
  resourceSpans: z
    .array(
      z.object({
        resource: z.object({ attributes }).default({ attributes: {} }),
        scopeSpans: z.array(z.object({ spans: z.array(span).default([]) })).default([]),
      }),
    )
    .default([]),
});

/** A span as we store it; times are in milliseconds since 1970. */
export type Collected = {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  service: string;
  name: string;
  kind: number;
  startedAt: number;
  endedAt: number;
  attributes: Record<string, string>;
  failed: boolean;
  links: { traceId: string; spanId: string }[];
};

/** Parses what an exporter sent. @throws ZodError when it is not OTLP */
export function readSpans(json: unknown): Collected[] {
  return exported.parse(json).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map(({ startTimeUnixNano: startedAt, endTimeUnixNano: endedAt, status, parentSpanId, ...span }) => ({
        ...span,
        parentSpanId: parentSpanId || undefined,
        ...{ startedAt, endedAt, failed: status.code === 2, service: resource.attributes['service.name'] ?? '?' },
      })),
  );
}
