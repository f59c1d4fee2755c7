import { type Event, events, isEventType } from '#events/index.ts';
import { PoisonError } from '../errors/outcome.ts';

/**
 * Parses a message body. Fields that the contract does not know are dropped.
 * @throws PoisonError that says where the body is wrong but never quotes its content
 */
export function parseEvent(body: string): Event {
  if (Buffer.byteLength(body) > bytesMax) throw new PoisonError('larger than 256 KB');
  const json = parseJson(body);
  const type = typeof json === 'object' && json !== null && 'type' in json ? json.type : undefined;
  if (!isEventType(type)) throw new PoisonError('unknown type');
  const parsed = events[type].schema.safeParse(json);
  if (parsed.success) return parsed.data as Event;
  const [issue] = parsed.error.issues;
  throw new PoisonError(`not a valid ${type}: ${issue?.code} at ${issue?.path.join('.') || 'its root'}`);
}

const bytesMax = 256 * 1024;

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own message quotes the body.
    throw new PoisonError('not JSON');
  }
}
