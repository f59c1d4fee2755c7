import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined };

/** A request without a query string and with no characters to escape in its path, as AWS's JSON and query protocols send it. */
export type SignableRequest = {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
};

export type Signer = (request: SignableRequest, credentials: Credentials, date: Date) => Record<string, string>;

/**
 * Signs requests with AWS Signature Version 4: returns the request's headers plus the signature. Produces the same signature as
 * the SDK's signer at a fraction of the cost, because the day's key is derived only once and hashes are not streamed.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function createSigner(service: string, region: string): Signer {
  let key: { of: string; value: KeyObject } | undefined;

  function keyFor({ secretAccessKey }: Credentials, day: string): KeyObject {
    const of = `${day}/${secretAccessKey}`;
    if (key?.of !== of) {
      const derived = [day, region, service, terminator].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
      // A KeyObject is validated once; a buffer would be on every use, which costs more than the hash.
      key = { of, value: createSecretKey(Buffer.from(derived)) };
    }
    return key.value;
  }

  return (request, credentials, date) => {
    const time = date.toISOString().replace(/[-:]|\.\d+/g, '');
    const day = time.slice(0, 8);
    const scope = `${day}/${region}/${service}/${terminator}`;
    const headers: Record<string, string> = { ...request.headers, 'x-amz-date': time };
    if (credentials.sessionToken) headers['x-amz-security-token'] = credentials.sessionToken;
    const { names, text } = canonical(request, headers);
    const toSign = [algorithm, time, scope, hash('sha256', text)].join('\n');
    const signature = createHmac('sha256', keyFor(credentials, day)).update(toSign).digest('hex');
    headers.authorization = `${algorithm} Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
    return headers;
  };
}

const algorithm = 'AWS4-HMAC-SHA256';
const terminator = 'aws4_request';

/** Proxies may change these in transit. */
const unsigned = new Set(['authorization', 'connection', 'expect', 'user-agent', 'x-amzn-trace-id']);

function canonical({ method, path, body = '' }: SignableRequest, headers: Record<string, string>) {
  const lines = Object.entries(headers)
    .map(([name, value]) => ({ name: name.toLowerCase(), value }))
    .filter(({ name }) => !unsigned.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const names = lines.map(({ name }) => name).join(';');
  const signed = lines.map(({ name, value }) => `${name}:${value.trim().replace(/\s+/g, ' ')}\n`).join('');
  return { names, text: [method, path, '', signed, names, hash('sha256', body)].join('\n') };
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
