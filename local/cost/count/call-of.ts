/** One call as AWS would bill it. */
export type Call = {
  caller: string;
  /** Such as `SNS PublishBatch`. */
  operation: string;
  /** The number of things in the call: entries of a batch, messages received; 1 for a call about a single thing. */
  entries: number;
  readUnits: number;
  writeUnits: number;
};

/** An empty long poll belongs to no order. */
export const hasContent = ({ operation, entries }: Call) => operation !== 'SQS ReceiveMessage' || entries > 0;

/** Parses a call from the wire: JSON for DynamoDB and SQS (named by `x-amz-target`), form data for SNS. */
export function callOf(wire: { caller: string; target: string; request: Buffer; answer: Buffer }): Call {
  const { caller, target, request, answer } = wire;
  if (!target) return { caller, ...published(new URLSearchParams(request.toString())) };
  const [service = '', name = ''] = target.split('.');
  if (service.startsWith('DynamoDB')) return { caller, ...capacityOf(name, { request, answer }) };
  return { caller, ...messagesOf(name, { request, answer }) };
}

function published(form: URLSearchParams) {
  const entries = [...form.keys()].filter((key) => /^PublishBatchRequestEntries\.member\.\d+\.Id$/.test(key)).length;
  return { operation: `SNS ${form.get('Action')}`, entries: Math.max(1, entries), readUnits: 0, writeUnits: 0 };
}

type Capacity = { CapacityUnits: number };

function capacityOf(name: string, { request, answer }: { request: Buffer; answer: Buffer }) {
  const { RequestItems } = JSON.parse(request.toString()) as { RequestItems?: Record<string, unknown[]> };
  const { ConsumedCapacity = [] } = JSON.parse(answer.toString()) as { ConsumedCapacity?: Capacity | Capacity[] };
  const tables = [ConsumedCapacity].flat();
  const units = tables.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  const isWrite = /Put|Update|Delete|Write/.test(name);
  return {
    operation: `DynamoDB ${name}`,
    entries: name === 'BatchWriteItem' ? Object.values(RequestItems ?? {}).flat().length : tables.length,
    readUnits: isWrite ? 0 : units,
    writeUnits: isWrite ? units : 0,
  };
}

function messagesOf(name: string, { request, answer }: { request: Buffer; answer: Buffer }) {
  const { Entries } = JSON.parse(request.toString()) as { Entries?: unknown[] };
  const { Messages = [] } = JSON.parse(answer.toString() || '{}') as { Messages?: unknown[] };
  const entries = name === 'ReceiveMessage' ? Messages.length : (Entries?.length ?? 1);
  return { operation: `SQS ${name}`, entries, readUnits: 0, writeUnits: 0 };
}
