import { parseArgs } from 'node:util';

/** A command line that makes no sense; the program ends with 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const usage = `
npm run ops -- <command> [options]

  orders                 find orders, newest first
    --status S           PLACED, STOCK_RESERVED, PAYMENT_AUTHORIZED, CONFIRMED, SHIPPED, DELIVERED, CANCELLING or CANCELLED
    --overdue            not settled a minute after their decision, or after their deadline
    --parked             left alone by an operator
    --reason R           cancelled for it: OUT_OF_STOCK, PAYMENT_DECLINED, UNDELIVERABLE, EXPIRED, CUSTOMER or CAPTURE_FAILED
    --customer ID        of one customer
    --id PREFIX          whose id begins like that
    --from T, --before T placed then or later, or earlier; such as 2026-11-27T12:00:00Z
    --limit N            at most so many (20)
    --cursor C           the page after that
  counts [--from T]      how many orders have which status: all unsettled ones, and those placed since (24 hours ago)
  order ID               all that is known of one; the beginning of its id is enough
  nudge ID --because W   have it announced now
  park ID --because W    leave it alone: no announcements, no alarm
  resume ID --because W  have it announced again

  resolve-payment ID --as retry|settle --because W    a payment whose undo fails: try it again, or say that it has been done by hand
  resolve-shipment ID --as retry|settle --because W   likewise a shipment that the carrier does not cancel

  --url URL              a deployment's address; without it the stack that runs on this machine
  --json                 for programs

A deployment is asked as the operator whose e-mail and password are in OPS_EMAIL and OPS_PASSWORD.
It ends with 0, with 1 when it was refused or could not be done, and with 2 for a wrong command line.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const common = { url: text, json: flag } as const;
const find = {
  status: text,
  reason: text,
  customer: text,
  id: text,
  from: text,
  before: text,
  limit: text,
  cursor: text,
} as const;

/** What each command takes; `subject` says that an order's id comes first. */
const commands = {
  orders: { subject: false, options: { ...find, overdue: flag, parked: flag } },
  counts: { subject: false, options: { from: text } },
  order: { subject: true, options: {} },
  nudge: { subject: true, options: { because: text } },
  park: { subject: true, options: { because: text } },
  resume: { subject: true, options: { because: text } },
  'resolve-payment': { subject: true, options: { because: text, as: text } },
  'resolve-shipment': { subject: true, options: { because: text, as: text } },
} as const;

export type CommandName = keyof typeof commands;
export type Command = {
  name: CommandName;
  /** The order's id, or how it begins; empty where a command has none. */
  orderId: string;
  options: Record<string, string | boolean | undefined>;
};

/** Reads the command line. @throws UsageError when it makes no sense */
export function readCommand(args: readonly string[]): Command {
  const [name = '', ...rest] = args;
  if (!isCommand(name)) throw new UsageError(name ? `There is no command ${name}.` : 'Which command?');
  const { subject, options } = commands[name];
  const { values, positionals } = parse(rest, { ...common, ...options });
  const [orderId = '', ...superfluous] = positionals;
  if (subject && !orderId) throw new UsageError(`${name} needs the id of an order.`);
  if (superfluous.length > 0 || (!subject && orderId)) throw new UsageError(`${name} does not take ${positionals.at(-1)}.`);
  if ('as' in options && !['retry', 'settle'].includes(`${values.as}`))
    throw new UsageError(`${name} needs --as retry or --as settle`);
  if ('because' in options && !values.because) throw new UsageError(`${name} needs a reason: --because '...'`);
  return { name, orderId, options: values };
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

function parse(args: readonly string[], options: Record<string, typeof text | typeof flag>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}
