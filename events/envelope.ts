import { z } from 'zod';

/**
 * The envelope of every event: CloudEvents 1.0 attributes in structured JSON mode, and the extensions
 * `correlationid` (one per customer request), `causationid` (the event or request that caused this event) and `traceparent`
 * (W3C Trace Context, as in the CloudEvents distributed-tracing extension).
 */
export const envelope = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string(),
  type: z.string(),
  subject: z.uuid(),
  time: z.iso.datetime(),
  dataschema: z.string(),
  correlationid: z.string().min(1).max(255),
  causationid: z.string().min(1).max(255),
  traceparent: z.string().regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/),
});

export type Envelope = z.infer<typeof envelope>;

/** What caused an event: another event, or an HTTP request, a timer or an operator in the same form. */
export type Cause = Pick<Envelope, 'id' | 'subject' | 'correlationid' | 'traceparent'>;
