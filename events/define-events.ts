import { z } from 'zod';
import { envelope } from './envelope.ts';

/** The services that publish events. Each owns the topic of the same name; only it may publish there. */
export const publishers = ['orders', 'inventory', 'billing', 'shipping'] as const;
export type Publisher = (typeof publishers)[number];

/**
 * Declares the events that one service publishes. The key is the event's type and never changes. `version` is the version of
 * `data`'s schema: additive changes keep it, any other change needs a new one. Consumers ignore unknown fields.
 */
export function defineEvents<const P extends Publisher, const E extends Record<string, EventShape>>(publisher: P, shapes: E) {
  const defined = Object.entries(shapes).map(([type, { version, data }]) => {
    const dataschema = `urn:cloudservices:event:${type}:${version}`;
    const source = `/${publisher}`;
    const schema = envelope.extend({ type: z.literal(type), source: z.literal(source), data });
    return [type, { type, publisher, source, version, dataschema, data, schema }] as const;
  });
  return Object.fromEntries(defined) as unknown as { [T in keyof E & string]: EventDefinition<T, P, E[T]['data']> };
}

type EventShape = { version: number; data: z.ZodType };

/** One event of the contract: `data` is the schema of its payload, `schema` the schema of payload and envelope together. */
export type EventDefinition<T extends string, P extends Publisher, D extends z.ZodType> = {
  type: T;
  publisher: P;
  source: `/${P}`;
  version: number;
  dataschema: string;
  data: D;
  schema: z.ZodType<z.infer<typeof envelope> & { type: T; source: `/${P}`; data: z.infer<D> }>;
};
