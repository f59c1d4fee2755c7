import { once } from 'node:events';
import { createServer } from 'node:net';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { isUnavailable } from '#shared/errors/is-unavailable.ts';

const coded = (code: unknown) => Object.assign(new Error('secret'), { code });
const named = (name: string) => Object.assign(new Error('secret'), { name });

/** A port that was free a moment ago and where no one listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('an unreachable dependency', () => {
  it('is recognized in a fetch error', async () => {
    expect(isUnavailable(await errorOf(fetch(`http://127.0.0.1:${await closedPort()}`)))).toBe(true);
  });

  it('is recognized in a fetch timeout', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    expect(isUnavailable(await errorOf(fetch(`http://127.0.0.1:${port}`, { signal: AbortSignal.timeout(20) })))).toBe(true);
    silent.close();
  });

  it('is recognized in a postgres.js error', async () => {
    const sql = postgres({ host: '127.0.0.1', port: await closedPort(), connect_timeout: 1 });
    expect(isUnavailable(await errorOf(sql`select 1`))).toBe(true);
    await sql.end();
    expect(isUnavailable(await errorOf(sql`select 1`))).toBe(true);
  });

  it('is recognized in the AWS SDK’s error for a refused connection', async () => {
    // The error is created here: the SDK would lose the code of one from Jest's outer realm.
    const requestHandler = { handle: async () => Promise.reject(coded('ECONNREFUSED')) };
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const sqs = new SQSClient({ region: 'us-east-1', credentials, maxAttempts: 2, requestHandler });
    expect(isUnavailable(await errorOf(sqs.send(new ListQueuesCommand({}))))).toBe(true);
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN', 'UND_ERR_SOCKET'])(
    'is reported by Node as %s',
    (code) => {
      expect(isUnavailable(coded(code))).toBe(true);
    },
  );

  it.each(['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT'])(
    'is reported by postgres.js as %s',
    (code) => {
      expect(isUnavailable(coded(code))).toBe(true);
    },
  );

  it.each(['57P01', '57P02', '57P03', '08000', '08006', '25006', '28000', '53300', '57014', '55P03', '40P01'])(
    'is reported by PostgreSQL as %s',
    (code) => {
      expect(isUnavailable(coded(code))).toBe(true);
    },
  );

  it.each([
    'TimeoutError',
    'NetworkingError',
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'ResourceNotFoundException',
  ])('is reported by the AWS SDK as %s', (name) => {
    expect(isUnavailable(named(name))).toBe(true);
  });

  it('is reported by the AWS SDK as a retryable error or a 5xx', () => {
    expect(isUnavailable(Object.assign(new Error(), { $retryable: { throttling: true } }))).toBe(true);
    expect(isUnavailable(Object.assign(new Error(), { $metadata: { httpStatusCode: 503 } }))).toBe(true);
  });

  it('is found among an error’s causes', () => {
    expect(isUnavailable(new Error('Failed query', { cause: new Error('again', { cause: coded('57P01') }) }))).toBe(true);
  });
});

describe('what is not an unreachable dependency', () => {
  it.each(['23505', '40001', '22P02', '42P01', 'ERR_INVALID_ARG_TYPE', 42, undefined])('code %p', (code) => {
    expect(isUnavailable(coded(code))).toBe(false);
  });

  it.each(['TransactionCanceledException', 'ConditionalCheckFailedException', 'TypeError'])('%s', (name) => {
    expect(isUnavailable(Object.assign(named(name), { $metadata: { httpStatusCode: 400 } }))).toBe(false);
  });

  it('an error that is its own cause', () => {
    const error: Error & { cause?: unknown } = new Error('loop');
    error.cause = error;
    expect(isUnavailable(error)).toBe(false);
  });
});
