import type { Form } from './form.ts';
import type { PaymentIntent } from './objects.ts';
import { optionalInteger, optionalText, refuseUnknown, requiredText } from './parameters.ts';
import type { Stores } from './payment-intents.ts';
import { invalidParameter } from './stripe-error.ts';

const pageSizeMax = 100;

/** A page of the intents, newest first; `created` bounds are seconds since 1970. */
export function listIntents({ objects }: Stores, params: Form) {
  refuseUnknown(params, ['created', 'limit', 'starting_after']);
  const { gte, lte } = boundsOf(params);
  const all = objects.intents().filter(({ created }) => created >= gte && created <= lte);
  const after = optionalText(params, 'starting_after');
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  return page('/v1/payment_intents', all.slice(from), params);
}

/** Of Stripe's query language the one sentence that is used: `metadata['name']:'value'`. Unlike Stripe's it is never behind. */
export function searchIntents({ objects }: Stores, params: Form) {
  refuseUnknown(params, ['query', 'limit']);
  const [, name = '', value] = /^metadata\['(\w+)'\]:'([^']*)'$/.exec(requiredText(params, 'query')) ?? [];
  if (value === undefined) throw invalidParameter('query', 'search_query_invalid', 'The stand-in understands metadata only');
  const found = objects.intents().filter(({ metadata }) => metadata[name] === value);
  return { ...page('/v1/payment_intents/search', found, params), object: 'search_result', next_page: null };
}

function boundsOf({ created }: Form): { gte: number; lte: number } {
  if (created === undefined) return { gte: 0, lte: Number.MAX_SAFE_INTEGER };
  if (typeof created === 'string') throw invalidParameter('created', 'parameter_invalid_empty', 'Invalid object: created');
  refuseUnknown(created, ['gte', 'lte']);
  return {
    gte: optionalInteger(created, 'gte') ?? 0,
    lte: optionalInteger(created, 'lte') ?? Number.MAX_SAFE_INTEGER,
  };
}

function page(url: string, found: readonly PaymentIntent[], params: Form) {
  const limit = Math.min(optionalInteger(params, 'limit') ?? 10, pageSizeMax);
  return { object: 'list', url, has_more: found.length > limit, data: found.slice(0, limit) };
}
