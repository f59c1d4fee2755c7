import { type Attributes, type Description, traced } from './tracing.ts';

/** Traces a statement by operation and table; never records its text or parameters. */
export const tracedStatement = <T extends PromiseLike<unknown>>(statement: string, work: () => T): T =>
  traced(() => {
    const { operation, table } = summaryOf(statement);
    const summary = [operation, table].filter(Boolean).join(' ');
    const attributes = {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.collection.name': table,
      'db.query.summary': summary,
    };
    return { name: summary, kind: 'client', attributes };
  }, work);

const summariesMax = 500;
const summaries = new Map<string, { operation: string; table: string | undefined }>();

/** A change says more than the reads it needs; an upsert counts as an update. */
function summaryOf(statement: string) {
  const known = summaries.get(statement);
  if (known) return known;
  const found = forms.map((form) => form.exec(statement)).find((match) => match !== null);
  const [, operation = /\w+/.exec(statement)?.[0] ?? 'query', table] = found ?? [];
  const summary = { operation: operation.toUpperCase(), table: table?.replaceAll('"', '') };
  if (summaries.size < summariesMax) summaries.set(statement, summary);
  return summary;
}

const forms = [
  /\b(update) ("?\w+"?\."?\w+"?)/i,
  /\b(insert) into ("?\w+"?\."?\w+"?)/i,
  /\b(delete) from ("?\w+"?\."?\w+"?)/i,
  /\b(select)\b.*?\bfrom ("?\w+"?(?:\."?\w+"?)?)/is,
];

/** The parts of an AWS call's input that name its destination. */
type Input = {
  TableName?: string;
  RequestItems?: object;
  TransactItems?: readonly Record<string, { TableName?: string }>[];
  TopicArn?: string;
  QueueUrl?: string;
  PublishBatchRequestEntries?: readonly unknown[];
};

type AwsCall = { service: string; operation: string; input: Input };

/** Traces a call to an AWS service, such as `dynamodb` or `sns`, by its operation and destination. */
export const tracedAwsCall = <T extends PromiseLike<unknown>>({ service, operation, input }: AwsCall, work: () => T): T =>
  traced(() => {
    const { name, attributes } = service === 'dynamodb' ? tablesOf(operation, input) : destinationOf(service, operation, input);
    const rpc = { 'rpc.system': 'aws-api', 'rpc.service': service, 'rpc.method': operation };
    return { name, kind: 'client', attributes: { ...rpc, ...attributes } };
  }, work);

type Named = { name: string; attributes: Attributes };

function tablesOf(operation: string, { TableName, RequestItems, TransactItems }: Input): Named {
  const written = TransactItems?.flatMap((item) => Object.values(item).map((part) => part.TableName ?? ''));
  const tables = [...new Set(written ?? (TableName ? [TableName] : Object.keys(RequestItems ?? {})))];
  const attributes = {
    'db.system.name': 'aws.dynamodb',
    'db.operation.name': operation,
    'db.collection.name': tables.length === 1 ? tables[0] : undefined,
    'aws.dynamodb.table_names': tables,
  };
  return { name: [operation, ...tables].join(' '), attributes };
}

function destinationOf(service: string, operation: string, input: Input): Named {
  const { TopicArn, QueueUrl, PublishBatchRequestEntries: entries } = input;
  const destination = (TopicArn ?? QueueUrl)?.split(/[:/]/).at(-1);
  const attributes = {
    'messaging.system': `aws_${service}`,
    'messaging.operation.name': operation,
    'messaging.destination.name': destination,
    'messaging.batch.message_count': entries?.length,
  };
  return { name: [operation, destination].filter(Boolean).join(' '), attributes };
}

type HttpCall = { method: string /** The path, with names in place of ids. */; template: string; host: string };

/** Traces an HTTP request to an external service; `statusOf` reads the response status. */
export function tracedHttpCall<T>(call: HttpCall, statusOf: (answer: T) => number, work: () => Promise<T>): Promise<T> {
  return traced(
    () => httpDescription(call),
    async (span) => {
      const answer = await work();
      const status = statusOf(answer);
      span?.set({ 'http.response.status_code': status });
      if (status >= 400) span?.fail(String(status));
      return answer;
    },
  );
}

function httpDescription({ method, template, host }: HttpCall): Description {
  const attributes = { 'http.request.method': method, 'url.template': template, 'server.address': host };
  return { name: `${method} ${template}`, kind: 'client', attributes };
}
