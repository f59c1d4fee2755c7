import { localAws } from '../local-aws.ts';
import type { Posted } from './post-object.ts';

/**
 * S3's notification of a posted object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function createdMessage(bucket: string, { key, etag, byteLength }: Posted, now: Date): string {
  const object = {
    // Form-encoded: a space is a plus.
    key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+'),
    size: byteLength,
    eTag: etag.replaceAll('"', ''),
    sequencer: now.getTime().toString(16).toUpperCase().padStart(16, '0'),
  };
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: localAws.region,
    eventTime: now.toISOString(),
    eventName: 'ObjectCreated:Post',
    userIdentity: { principalId: 'local' },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: {},
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'uploads',
      bucket: { name: bucket, ownerIdentity: { principalId: 'local' }, arn: `arn:aws:s3:::${bucket}` },
      object,
    },
  };
  return JSON.stringify({ Records: [record] });
}
