import type { Form } from './form.ts';
import type { PaymentIntent } from './objects.ts';
import { optionalInteger, optionalText, refuseUnknown, requiredText } from './parameters.ts';
import { retrieveIntent, type Stores } from './payment-intents.ts';
import { invalidParameter } from './stripe-error.ts';

const pageSizeMax = 100;

/** A page of the intents, newest first; the `created` bounds are in seconds since 1970. */
export function listIntents(stores: Stores, params: Form) {
  const { objects } = stores;
  refuseUnknown(params, ['created', 'limit', 'starting_after', 'expand']);
  const { gte, lte } = boundsOf(params);
  const all = objects.intents().filter(({ created }) => created >= gte && created <= lte);
  const after = optionalText(params, 'starting_after');
  if (after !== undefined) objects.intent(after, 'starting_after');
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const { data, ...list } = page('/v1/payment_intents', all.slice(from), params);
  return { ...list, data: isExpanded(params, 'data.latest_charge') ? data.map((intent) => withCharge(stores, intent)) : data };
}

/** The requested intent, with its charge in place of the charge's id if that is expanded. */
export function lookUpIntent(stores: Stores, id: string, params: Form) {
  refuseUnknown(params, ['expand']);
  const intent = retrieveIntent(stores, id);
  return isExpanded(params, 'latest_charge') ? withCharge(stores, intent) : intent;
}

const isExpanded = ({ expand = {} }: Form, name: string): boolean => Object.values(expand).includes(name);

/** The requested part of the charge: how much of it has been refunded. */
function withCharge({ objects }: Stores, intent: PaymentIntent) {
  if (intent.latest_charge === null) return intent;
  const given = objects.refundsOf(intent.id).filter(({ status }) => status === 'succeeded');
  const amountRefunded = given.reduce((sum, { amount }) => sum + amount, 0);
  return { ...intent, latest_charge: { id: intent.latest_charge, object: 'charge', amount_refunded: amountRefunded } };
}

/** The one query that we use of Stripe's query language: `metadata['name']:'value'`. Unlike Stripe's search, it never lags behind. */
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
