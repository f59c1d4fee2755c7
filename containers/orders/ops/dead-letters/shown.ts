import { cancelReason } from '#events/orders.ts';
import type { Content } from '#shared/dead-letters/content.ts';
import { historyNames, parkingNames } from '#shared/messaging/attributes.ts';

/** What may be shown of a value: text of this form, a count, listed members, or a list. Everything else is hidden. */
type Shown = RegExp | 'count' | { [member: string]: Shown } | readonly [Shown];

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const word = /^[A-Za-z][A-Za-z0-9:._-]{0,63}$/;
const instant = /^\d{4}-\d\d-\d\dT[\d:.]{1,20}Z$/;
const money = { amount: 'count', currency: /^[A-Z]{3}$/ } as const;

/** The members of events and notifications that never contain personal data: ids, types, times, amounts. */
const shown: Shown = {
  ...{ specversion: /^1\.0$/, id: uuid, source: /^\/[a-z-]{1,40}$/, type: word, subject: uuid, time: instant },
  dataschema: /^urn:cloudservices:event:\w{1,64}:\d{1,4}$/,
  ...{ correlationid: uuid, causationid: uuid, traceparent: /^[0-9a-f-]{55}$/ },
  data: {
    customerId: uuid,
    lines: [{ productId: uuid, quantity: 'count', unitPrice: money }],
    shortages: [{ productId: uuid, requested: 'count', available: 'count' }],
    ...{ total: money, amount: money },
    shipTo: { country: /^[A-Z]{2}$/ },
    reason: new RegExp(`^(${cancelReason.options.join('|')})$`),
    phase: /^(authorize|capture)$/,
    code: /^[a-z]+(_[a-z]+){0,6}$/,
  },
  Records: [
    {
      ...{
        eventVersion: /^[\d.]{1,10}$/,
        eventSource: word,
        eventName: word,
        eventTime: instant,
        awsRegion: /^[a-z]{2}(-[a-z]+)+-\d$/,
      },
      s3: {
        bucket: { name: /^[a-z0-9.-]{3,63}$/ },
        object: { key: /^uploads\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/, size: 'count', sequencer: /^[0-9A-F]{1,40}$/ },
      },
    },
  ],
};

/** A message's body without anything that may be personal data: only members known to be harmless; nothing if it is not JSON. */
export function shownBody(body: string): string {
  try {
    return JSON.stringify(reduce(JSON.parse(body), shown), null, 2);
  } catch {
    return `[hidden: ${Buffer.byteLength(body)} bytes, not JSON]`;
  }
}

function reduce(value: unknown, rule: Shown | undefined): unknown {
  if (value === null) return null;
  if (rule instanceof RegExp) return typeof value === 'string' && rule.test(value) ? value : hidden(value);
  if (rule === 'count') return typeof value === 'number' && Math.abs(value) < countMax ? value : hidden(value);
  if (isList(rule)) return Array.isArray(value) ? reduceList(value, rule[0]) : hidden(value);
  return rule && typeof value === 'object' && !Array.isArray(value) ? reduceMembers(value, rule) : hidden(value);
}

const isList = (rule: Shown | undefined): rule is readonly [Shown] => Array.isArray(rule);

function reduceList(values: readonly unknown[], rule: Shown): unknown[] {
  const rest = values.length - listMax;
  return [...values.slice(0, listMax).map((each) => reduce(each, rule)), ...(rest > 0 ? [`[hidden: ${rest} more]`] : [])];
}

function reduceMembers(value: object, rules: { [member: string]: Shown }) {
  const members = Object.entries(value);
  const told = members.slice(0, listMax).map(([name, each], place) => {
    const isKnown = Object.hasOwn(rules, name);
    return [
      isKnown || fieldName.test(name) ? name : `[hidden name ${place + 1}]`,
      reduce(each, isKnown ? rules[name] : undefined),
    ];
  });
  const rest = members.length - listMax;
  return Object.fromEntries([...told, ...(rest > 0 ? [['[hidden]', `${rest} more members`]] : [])]);
}

const listMax = 100;
/** A number with more digits may be a phone number. */
const countMax = 1e9;
/** A name as a programmer would choose it. Showing it helps to notice a member that should not be there. */
const fieldName = /^[A-Za-z_]{1,32}\d?$/;

function hidden(value: unknown): string {
  if (typeof value === 'string') return `[hidden: text of ${value.length}]`;
  if (Array.isArray(value)) return `[hidden: list of ${value.length}]`;
  if (typeof value === 'object' && value !== null) return `[hidden: ${Object.keys(value).length} members]`;
  return `[hidden: ${typeof value}]`;
}

/** A message's attributes as text. Attributes that are not ours are hidden unless `isWhole`, except a plausible event type. */
export function shownAttributes(attributes: Content['attributes'], { isWhole = false } = {}): Record<string, string> {
  const entries = Object.entries(attributes).map(([name, { StringValue, BinaryValue = '' }]) => {
    const text = StringValue ?? BinaryValue;
    return [name, isWhole || ours.has(name) || (name === 'type' && word.test(text)) ? text : hidden(text)] as const;
  });
  return Object.fromEntries(entries);
}

const ours: ReadonlySet<string> = new Set([...Object.values(parkingNames), ...Object.values(historyNames)]);
