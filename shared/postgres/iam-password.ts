import { Signer } from '@aws-sdk/rds-signer';

/**
 * A password that Aurora and RDS accept for a quarter of an hour instead of a stored one: a request that is signed with the
 * credentials of whoever runs this (AWS_REGION and credentials come from the SDK's environment), for this host, port and user.
 * @returns a function that makes a new one, without asking anybody but the provider of the credentials
 */
export function iamPassword(url: URL): () => Promise<string> {
  const signer = new Signer({
    hostname: url.hostname,
    port: Number(url.port || 5432),
    username: decodeURIComponent(url.username),
  });
  return () => signer.getAuthToken();
}
