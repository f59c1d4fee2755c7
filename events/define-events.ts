import { z } from 'zod';
import { envelope } from './envelope.ts';

/** The services that publish: each owns the topic of its name, and no other may publish there. */
export const publishers = ['orders', 'inventory', 'billing', 'shipping'] as const;
export type Publisher = (typeof publishers)[number];

/**
 * Declares the events that one service publishes. The key is the event's type, everywhere and permanently; `version` names
 * the shape of `data` and only additive changes keep it. Readers ignore fields they do not know.
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

/** One event of the contract: `data` is the schema of its payload, `schema` that of the whole envelope. */
export type EventDefinition<T extends string, P extends Publisher, D extends z.ZodType> = {
  type: T;
  publisher: P;
  source: `/${P}`;
  version: number;
  dataschema: string;
  data: D;
  schema: z.ZodType<z.infer<typeof envelope> & { type: T; source: `/${P}`; data: z.infer<D> }>;
};
