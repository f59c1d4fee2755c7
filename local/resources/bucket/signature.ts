import { createHmac, timingSafeEqual } from 'node:crypto';
import { localAws } from '../local-aws.ts';
import type { Fields } from './post-policy.ts';
import { accessDenied, invalidArgument, S3Error } from './s3-error.ts';

/**
 * Verifies that a form was made with the secret key: the policy is signed, exactly as sent, with a key derived from the secret
 * for one day, region and service.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
 * @throws S3Error
 */
export function verifySignature(fields: Fields): void {
  if (!fields.has('policy')) throw accessDenied('Access Denied');
  const [policy, algorithm, credential, time, signature] = [
    'policy',
    'x-amz-algorithm',
    'x-amz-credential',
    'x-amz-date',
    'x-amz-signature',
  ].map((name) => required(fields, name)) as [string, string, string, string, string];
  if (algorithm !== 'AWS4-HMAC-SHA256') throw invalidArgument('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const [accessKeyId, day = '', ...scope] = credential.split('/');
  if (accessKeyId !== localAws.credentials.accessKeyId) {
    throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
  }
  if (scope.join('/') !== `${localAws.region}/s3/aws4_request` || !time.startsWith(`${day}T`)) {
    throw invalidArgument(`The credential is not for ${localAws.region}, s3 and the day of X-Amz-Date`);
  }
  const key = [day, ...scope].reduce<string | Buffer>(hmac, `AWS4${localAws.credentials.secretAccessKey}`);
  // Compared as text: parsing hexadecimal stops silently at the first invalid character.
  const expected = Buffer.from(hmac(key, policy).toString('hex'));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
}

function required(fields: Fields, name: string): string {
  const value = fields.get(name);
  if (!value) throw invalidArgument(`Bucket POST must contain a field named '${name}'.`);
  return value;
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
