import { DeployError } from './deploy-error.ts';

/** What AWS says, for whoever deploys, when it did not do what it was asked for. */
export function refused(cause: unknown, doing: string): DeployError {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  if (name === 'CredentialsProviderError') {
    return new DeployError(
      `There are no AWS credentials for ${doing}: the environment needs the same ones that Terraform uses, such as AWS_PROFILE or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY.`,
      { cause },
    );
  }
  return new DeployError(`AWS refused when ${doing}: ${name}: ${message}`, { cause });
}
