import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { MediaDefinition } from '../../local/backends.ts';
import { startBucket } from '../../local/resources/bucket.ts';
import { localAws } from '../../local/resources/local-aws.ts';
import { startFauxqs } from './fauxqs.ts';

export type MediaBucket = Awaited<ReturnType<typeof startMediaBucket>>;

const { queue, cors } = JSON.parse(readFileSync(join(import.meta.dirname, '../../infra/media.json'), 'utf8')) as MediaDefinition;

/** The local stack's bucket with its queue, on its own emulator, until it is stopped. */
export async function startMediaBucket() {
  const fauxqs = await startFauxqs();
  const { queueUrl } = fauxqs.server.createQueue(queue.name);
  const bucket = await startBucket({ name: 'media', emulator: fauxqs.endpoint, queueUrl, cors });
  const s3 = new S3Client({ ...localAws, endpoint: bucket.endpoint });
  return {
    ...bucket,
    s3,
    emulator: fauxqs.endpoint,
    queueUrl,
    /** Every key in the bucket. */
    keys: async () => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'media' }));
      return Contents.map(({ Key = '' }) => Key);
    },
    /** The bodies of the messages in the queue, which are hidden from then on. */
    messages: async () => {
      const asked = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 0,
        VisibilityTimeout: 3_600,
      });
      return ((await fauxqs.sqs.send(asked)).Messages ?? []).map(({ Body = '' }) => Body);
    },
    stop: async () => {
      s3.destroy();
      await bucket.stop();
      await fauxqs.stop();
    },
  };
}

/** Sends a form as a browser does; the file, if any, is its last field. */
export function postForm(url: string, fields: Record<string, string>, file?: Uint8Array | string): Promise<Response> {
  const form = formOf(fields);
  if (file !== undefined) form.append('file', new Blob([file as Uint8Array<ArrayBuffer>]), 'picture');
  return fetch(url, { method: 'POST', body: form });
}

export function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
