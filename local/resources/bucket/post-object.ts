import type { IncomingMessage } from 'node:http';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { evaluate, type Fields, parsePolicy } from './post-policy.ts';
import { readForm } from './read-form.ts';
import { accessDenied, invalidArgument, S3Error } from './s3-error.ts';
import { verifySignature } from './signature.ts';

export type Posted = { key: string; etag: string; byteLength: number };

/**
 * Stores what a browser sends with a signed form, if the form's policy allows all of it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html. Fields that do not concern what is stored, such as
 * `success_action_redirect`, are ignored here, but the policy must allow them too.
 * @throws S3Error when it stores nothing
 */
export async function postObject(request: IncomingMessage, { s3, bucket }: { s3: S3Client; bucket: string }): Promise<Posted> {
  if (request.headers['content-length'] === undefined) {
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  const { fields, file } = await readForm(request, (fields) => admit(fields, bucket));
  const key = fields.get('key') ?? '';
  const { ETag = '' } = await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: file,
      ContentType: fields.get('content-type') ?? 'binary/octet-stream',
      CacheControl: fields.get('cache-control'),
    }),
  );
  return { key, etag: ETag, byteLength: file.length };
}

function admit(fields: Fields, bucket: string) {
  if (!fields.get('key')) throw invalidArgument("Bucket POST must contain a field named 'key'.");
  verifySignature(fields);
  if ((fields.get('bucket') ?? bucket) !== bucket) throw accessDenied('The form is for another bucket.');
  return evaluate(parsePolicy(fields.get('policy') ?? ''), new Map([...fields, ['bucket', bucket]]), new Date());
}
