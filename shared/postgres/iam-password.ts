import { Signer } from '@aws-sdk/rds-signer';

/**
 * A password that Aurora and RDS accept for 15 minutes instead of a stored one: a request for this host, port and user, signed
 * with the caller's credentials (AWS_REGION and credentials come from the SDK's environment).
 * @returns a function that makes a new one, with no call except to the credentials provider
 */
export function iamPassword(url: URL): () => Promise<string> {
  const signer = new Signer({
    hostname: url.hostname,
    port: Number(url.port || 5432),
    username: decodeURIComponent(url.username),
  });
  return () => signer.getAuthToken();
}
