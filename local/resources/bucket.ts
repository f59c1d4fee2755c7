import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { allowOrigin, answerPreflight, type Cors } from './bucket/cors.ts';
import { createdMessage } from './bucket/created-message.ts';
import { postObject } from './bucket/post-object.ts';
import { errorDocument, S3Error } from './bucket/s3-error.ts';
import { createMediaOrigin } from './bucket/serve-media.ts';
import { createUpstream, sendOn, type Upstream } from './bucket/upstream.ts';
import { localAws } from './local-aws.ts';
import { serve } from './serve.ts';

export type BucketOptions = {
  name: string;
  /** An emulator of S3 and SQS. */
  emulator: string;
  /** Notified of every posted object. */
  queueUrl: string;
  cors: Cors;
};

export type Bucket = {
  name: string;
  /** S3, for clients of this bucket. */
  endpoint: string;
  /** Serves everything under `/media/`. */
  origin: RequestListener;
  stop(): Promise<void>;
};

/**
 * A bucket in the emulator, behind a layer that adds what the emulator lacks: it validates forms (POST) against their policies,
 * keeps the existing object when a PUT says `If-None-Match: *`, handles CORS, and notifies the queue of posted objects. All
 * other requests are forwarded. Like the emulator, it requires no signature from this machine.
 */
export async function startBucket({ name, emulator, queueUrl, cors }: BucketOptions): Promise<Bucket> {
  const s3 = new S3Client({ ...localAws, endpoint: emulator, forcePathStyle: true });
  const sqs = new SQSClient({ ...localAws, endpoint: emulator, useQueueUrlAsEndpoint: false });
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  const upstream = createUpstream(emulator);
  const putOnce = createPutOnce(upstream);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request;
    allowOrigin(request, response, cors);
    if (method === 'OPTIONS') return answerPreflight(request, response, cors);
    if (isForm(request)) {
      if (path !== `/${name}` && path !== `/${name}/`) throw notAllowed();
      const posted = await postObject(request, { s3, bucket: name });
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: createdMessage(name, posted, new Date()) }));
      response.writeHead(204, { etag: posted.etag }).end();
    } else if (method === 'PUT' && headers['if-none-match'] === '*') await putOnce(request, response);
    else sendOn(await upstream.ask({ method, path, headers, body: request }), response);
  }

  const server = createServer((request, response) => {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    response.setHeader('x-amz-request-id', requestId);
    handle(request, response).catch((error) => refuse(response, error, requestId));
  });
  const clients = [s3, sqs].map((client) => () => client.destroy());
  const release = () => [...clients, upstream.close].forEach((close) => void close());
  const { url, stop } = await serve(server, { port: 0, release });
  return { name, endpoint: url, origin: createMediaOrigin(upstream, name), stop };
}

/** Every POST except S3's other operations, which have a query. */
const isForm = ({ method, url = '', headers }: IncomingMessage) =>
  method === 'POST' && (!url.includes('?') || /^multipart\/form-data/i.test(headers['content-type'] ?? ''));

const notAllowed = () => new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');

/** One at a time, so that only the first of several concurrent requests finds no object. */
function createPutOnce(upstream: Upstream) {
  let last: Promise<unknown> = Promise.resolve();
  const put = async (request: IncomingMessage, response: ServerResponse) => {
    const { url: path = '/', headers } = request;
    const found = await upstream.ask({ method: 'HEAD', path, headers: {} });
    found.resume();
    if (found.statusCode !== 404) {
      request.resume();
      throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
    }
    sendOn(await upstream.ask({ method: 'PUT', path, headers, body: request }), response);
  };
  return (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const mine = last.then(() => put(request, response));
    // The caller gets the error.
    last = mine.catch(() => undefined);
    return mine;
  };
}

function refuse(response: ServerResponse, error: unknown, requestId: string): void {
  if (!(error instanceof S3Error)) console.error('The bucket failed:', error);
  if (response.headersSent || response.destroyed) return void response.destroy();
  const known =
    error instanceof S3Error ? error : new S3Error(500, 'InternalError', 'We encountered an internal error. Please try again.');
  response.writeHead(known.status, { 'content-type': 'application/xml' }).end(errorDocument(known, requestId));
}
