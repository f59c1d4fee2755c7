import { parseArgs } from 'node:util';

/** An invalid command line; the program exits with 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const usage = `
npm run ops -- <command> [options]

  orders                 find orders, newest first
    --status S           PLACED, STOCK_RESERVED, PAYMENT_AUTHORIZED, CONFIRMED, SHIPPED, DELIVERED, CANCELLING or CANCELLED
    --overdue            not settled a minute after the decision, or after the deadline
    --parked             parked by an operator
    --archived           already archived; --archivable those that may be
    --reason R           cancelled because of: OUT_OF_STOCK, PAYMENT_DECLINED, UNDELIVERABLE, EXPIRED, CUSTOMER or CAPTURE_FAILED
    --customer WHO       of one customer, by id or email
    --id PREFIX          by the beginning of the id
    --from T, --before T placed at or after, or before; such as 2026-11-27T12:00:00Z
    --limit N            maximum number (20)
    --cursor C           the next page
  counts [--from T]      count orders by status: all unsettled ones, and those placed since (24 hours ago)
  queues                 count the messages in each queue, with the age of the oldest and the oldest order that is waiting
  order ID               show everything known about an order; the beginning of its id is enough
  nudge ID --because W   announce it now, however many messages are waiting
  park ID --because W    leave it alone: no announcements, no alarms
  resume ID --because W  announce it again

  resolve-payment ID --as retry|settle --because W    a payment whose undo fails: retry it, or state that it has been done by hand
  resolve-payment ID --as retry|fail --because W      a payment whose capture fails: retry it, or cancel the order
  resolve-shipment ID --as retry|settle --because W   the same for a shipment that the carrier does not cancel
  dead-letters           find messages that could not be processed, newest first
    --queue Q            meant for this consumer: orders, inventory, billing, shipping, timeline or media
    --type T             of this type of event
    --order ID           of one order, in any state
    --state S            open, redriven or dropped (open)
    --reason R           whose reason contains this text
    --from T, --before T, --limit N, --cursor C
  show-dead-letter ID    show one and its body; --personal --because W shows personal data, and records who asked and why
  redrive ID --because W send one to its queue again; --again even if it has already been redriven or dropped
  redrive --because W    the same for all that match --queue, --type, --order, --reason, --from and --before, or --all
    --dry-run            only report what would be done
  drop ID --because W    drop one; it is kept, and can be redriven later
  reconcile              compare the books: orders, stock, payments, shipments, the payment provider's and the carrier's
    --apply --because W  repair what can be repaired; without it repairs are only suggested
    --from T, --before T orders placed in that period (from 8 days ago until an hour ago)
    --resume             continue the last run where it stopped
  reconciliations        the runs so far, newest first; --limit N, --cursor C
  reconciliation ID      show one of them, and what did not agree
  archive --before T --to FILE    count the old orders, placed before, that would be archived: their addresses and events are removed
    --apply --because W  save each of them in that file, then archive it

  account WHO            show an account, by its id or email, and what administrators did to it
  disable-account WHO --because W   end its sessions and block sign-in
  enable-account WHO --because W    allow sign-in again

  --url URL              address of a deployment; default: the stack that runs on this machine
  --json                 print JSON

For a deployment, set OPS_EMAIL and OPS_PASSWORD to an operator's email and password; for accounts, to an administrator's.
Exit codes: 0; 1 if it was refused or not completed; 2 for a wrong command line.`;

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

const findLetters = { queue: text, type: text, order: text, reason: text, from: text, before: text } as const;

/** The arguments of each command. `subject` says whose id comes first; `orMany` means that options may select several instead. */
const commands: Record<
  CommandName,
  { subject?: 'an order' | 'a dead letter' | 'a run' | 'an account'; orMany?: boolean; options: Options }
> = {
  orders: { options: { ...find, overdue: flag, parked: flag, archived: flag, archivable: flag } },
  counts: { options: { from: text } },
  queues: { options: {} },
  order: { subject: 'an order', options: {} },
  nudge: { subject: 'an order', options: { because: text } },
  park: { subject: 'an order', options: { because: text } },
  resume: { subject: 'an order', options: { because: text } },
  'resolve-payment': { subject: 'an order', options: { because: text, as: text } },
  'resolve-shipment': { subject: 'an order', options: { because: text, as: text } },
  'dead-letters': { options: { ...findLetters, state: text, limit: text, cursor: text } },
  'show-dead-letter': { subject: 'a dead letter', options: { personal: flag, because: text } },
  redrive: {
    ...{ subject: 'a dead letter', orMany: true },
    options: { ...findLetters, all: flag, 'dry-run': flag, again: flag, because: text },
  },
  drop: { subject: 'a dead letter', options: { because: text } },
  reconcile: { options: { apply: flag, resume: flag, from: text, before: text, because: text } },
  reconciliations: { options: { limit: text, cursor: text } },
  reconciliation: { subject: 'a run', options: {} },
  archive: { options: { before: text, to: text, apply: flag, because: text } },
  account: { subject: 'an account', options: {} },
  'disable-account': { subject: 'an account', options: { because: text } },
  'enable-account': { subject: 'an account', options: { because: text } },
};

type OrderCommand =
  | 'orders'
  | 'counts'
  | 'queues'
  | 'order'
  | 'nudge'
  | 'park'
  | 'resume'
  | 'resolve-payment'
  | 'resolve-shipment';
export type DeadLetterCommand = 'dead-letters' | 'show-dead-letter' | 'redrive' | 'drop';
export type ReconcileCommand = 'reconcile' | 'reconciliations' | 'reconciliation';
export type ArchiveCommand = 'archive';
export type AccountCommand = 'account' | 'disable-account' | 'enable-account';
export type CommandName = OrderCommand | DeadLetterCommand | ReconcileCommand | ArchiveCommand | AccountCommand;
type Options = Record<string, typeof text | typeof flag>;
export type Command = {
  name: CommandName;
  /** The id of the command's subject: an order's may be shortened, an account may be given by email. Empty if there is none. */
  id: string;
  options: Record<string, string | boolean | undefined>;
};

/** Whether the command needs an administrator and not just an operator. */
export const needsAdmin = ({ name }: Command): boolean => commands[name].subject === 'an account';

/** Parses the command line. @throws UsageError when it is invalid */
export function readCommand(args: readonly string[]): Command {
  const [name = '', ...rest] = args;
  if (!isCommand(name)) throw new UsageError(name ? `Unknown command: ${name}.` : 'Which command?');
  const { subject, orMany = false, options } = commands[name];
  const { values, positionals } = parse(rest, { ...common, ...options });
  const [id = '', ...superfluous] = positionals;
  if (values.url !== undefined && !isWebAddress(String(values.url)))
    throw new UsageError(`${values.url} is not an address such as https://shop.example.com.`);
  if (subject && !id && !orMany) throw new UsageError(`${name} needs the id of ${subject}.`);
  if (superfluous.length > 0 || (!subject && id)) throw new UsageError(`${name} does not take ${positionals.at(-1)}.`);
  if (name === 'redrive') requireOneChoice(id, values);
  if ('as' in options) requireDecision(name, values);
  if (name === 'archive') requireTimeAndFile(values);
  if (name === 'reconcile') requireOneRun(values);
  if (needsReason(name, values) && !values.because) throw new UsageError(`${name} needs a reason: --because '...'`);
  return { name, id, options: values };
}

/** Only a payment has a capture that can be failed. */
function requireDecision(name: string, { as }: Command['options']): void {
  const decisions = name === 'resolve-payment' ? ['retry', 'settle', 'fail'] : ['retry', 'settle'];
  if (decisions.includes(`${as}`)) return;
  throw new UsageError(`${name} needs ${decisions.map((decision) => `--as ${decision}`).join(' or ')}`);
}

/** Requires exactly one of an id, filters, or `all`: a forgotten option must not redrive everything. */
function requireOneChoice(id: string, values: Command['options']): void {
  const isFiltered = Object.keys(findLetters).some((option) => values[option] !== undefined);
  const choices = [id !== '', isFiltered, values.all === true].filter(Boolean).length;
  if (choices !== 1)
    throw new UsageError('redrive needs exactly one of these: the id of a dead letter, options that find some, or --all.');
  if (values.again && !id) throw new UsageError('--again is for one dead letter.');
}

/** A run continues as it was begun: an option that says otherwise must not seem to count. */
function requireOneRun({ resume, ...others }: Command['options']): void {
  const [stray] = ['apply', 'from', 'before', 'because'].filter((name) => others[name] !== undefined);
  if (resume && stray) throw new UsageError(`--resume continues the last run as it was begun, without --${stray}.`);
}

function requireTimeAndFile({ before, to }: Command['options']): void {
  if (!before || !to) throw new UsageError('archive needs --before a time and --to a file.');
  if (Number.isNaN(Date.parse(String(before)))) throw new UsageError(`${before} is not a time such as 2026-08-01T00:00:00Z.`);
}

/** Read-only commands need no reason, except for personal data. */
function needsReason(name: CommandName, values: Command['options']): boolean {
  if (name === 'show-dead-letter') return values.personal === true;
  if (name === 'reconcile' || name === 'archive') return values.apply === true;
  return 'because' in commands[name].options && !values['dry-run'];
}

const isWebAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

function parse(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}
