import { DeployError } from './deploy-error.ts';

/** The message of AWS's refusal, for the person who deploys. */
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
