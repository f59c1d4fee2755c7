import { z } from 'zod';
import {
  DependencyUnavailableError,
  EffectRefusedError,
  EverybodyRefusedError,
  RetryLaterError,
} from '#shared/errors/outcome.ts';
import { tracedHttpCall } from '#shared/tracing/calls.ts';
import type { Carrier, CarrierBooks } from './carrier.ts';

const timeoutMilliseconds = 5_000;
const booked = z.object({ trackingNumber: z.string() });
const cancelled = z.object({ status: z.literal('cancelled') });
const listed = z.object({
  shipments: z.array(z.object({ reference: z.string(), trackingNumber: z.string().nullable(), status: z.string() })),
});
const refused = z.object({ code: z.string() });

/** A carrier with a JSON API: PUT books and DELETE cancels, both by our reference; GET lists all our bookings. */
export function createHttpCarrier(baseUrl: string): Carrier & CarrierBooks {
  return {
    async book(reference, { consignee: { shipTo } }) {
      const response = await ask(baseUrl, `/${reference}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ shipTo }),
      });
      const code = await refusalIn(response);
      if (code !== undefined) return { did: 'refuse', code };
      expectOk(response);
      return { did: 'book', trackingNumber: (await read(response, booked)).trackingNumber };
    },

    async cancel(reference) {
      const response = await ask(baseUrl, `/${reference}`, { method: 'DELETE' });
      expectOk(response);
      await read(response, cancelled);
      return { did: 'cancel' };
    },

    async list({ after, limit }) {
      const query = new URLSearchParams({ limit: String(limit), ...(after === undefined ? {} : { after }) });
      const response = await ask(baseUrl, `?${query}`, { method: 'GET' });
      expectOk(response);
      return (await read(response, listed)).shipments;
    },
  };
}

/** The code if the carrier refuses to book. A 409 is a refusal only after a cancellation; a booking in progress, for example, is not. */
async function refusalIn(response: Response): Promise<string | undefined> {
  if (response.status !== 409 && response.status !== 422) return undefined;
  const { code } = await read(response, refused);
  return response.status === 422 || code === cancelledBefore ? code : undefined;
}

const cancelledBefore = 'reference_cancelled';

async function ask(baseUrl: string, path: string, init: RequestInit & { method: string }): Promise<Response> {
  const url = new URL(`/shipments${path}`, baseUrl);
  const template = url.search ? '/shipments' : '/shipments/{reference}';
  try {
    return await tracedHttpCall(
      { method: init.method, template, host: url.hostname },
      ({ status }) => status,
      () => fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMilliseconds) }),
    );
  } catch (cause) {
    throw new DependencyUnavailableError('the carrier cannot be reached', { cause });
  }
}

// Statuses that refuse a single shipment, and say nothing about the carrier as a whole.
const refusals: readonly number[] = [400, 404, 410, 422];

function expectOk({ ok, status }: Response): void {
  if (ok) return;
  const reason = `the carrier answered ${status}`;
  // A conflict is with something in progress, such as the booking, which ends by itself.
  if (status === 409) throw new RetryLaterError(reason);
  if (status === 401 || status === 403) throw new EverybodyRefusedError(reason);
  throw refusals.includes(status) ? new EffectRefusedError(reason) : new DependencyUnavailableError(reason);
}

/** A truncated response, or one from a proxy in between, says nothing about the shipment. */
async function read<S extends z.ZodType>(response: Response, schema: S): Promise<z.infer<S>> {
  try {
    return schema.parse(await response.json());
  } catch (cause) {
    throw new DependencyUnavailableError('the carrier’s response is not valid', { cause });
  }
}
