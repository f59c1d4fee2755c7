import { z } from 'zod';
import { DependencyUnavailableError } from '#shared/messaging/outcome.ts';
import type { Carrier } from './carrier.ts';

const timeoutMilliseconds = 5_000;
const booked = z.object({ trackingNumber: z.string() });
const refused = z.object({ code: z.string() });

/** A carrier with a JSON API: PUT books, DELETE cancels, both by our reference. */
export function createHttpCarrier(baseUrl: string): Carrier {
  return {
    async book(reference, shipTo) {
      const response = await ask(baseUrl, reference, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ shipTo }),
      });
      if (response.status === 409 || response.status === 422)
        return { did: 'refuse', code: refused.parse(await response.json()).code };
      return { did: 'book', trackingNumber: booked.parse(await expectOk(response)).trackingNumber };
    },

    async cancel(reference) {
      await expectOk(await ask(baseUrl, reference, { method: 'DELETE' }));
      return { did: 'cancel' };
    },
  };
}

async function ask(baseUrl: string, reference: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(new URL(`/shipments/${reference}`, baseUrl), {
      ...init,
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
  } catch (cause) {
    throw new DependencyUnavailableError('the carrier cannot be reached', { cause });
  }
}

async function expectOk(response: Response): Promise<unknown> {
  if (!response.ok) throw new DependencyUnavailableError(`the carrier answered ${response.status}`);
  return response.json();
}
