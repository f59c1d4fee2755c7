import { DescribeImagesCommand, ECRClient, GetAuthorizationTokenCommand, ImageNotFoundException } from '@aws-sdk/client-ecr';
import { refused } from './aws-refusal.ts';
import { DeployError } from './deploy-error.ts';
import { request } from './request-limits.ts';

export type ImageRepository = {
  /** The host that images are pushed to. */
  registry: string;
  /** Whether there is an image with this tag. */
  has(tag: string): Promise<boolean>;
  /** The password of the user AWS at the registry; valid for 12 hours. */
  password(): Promise<string>;
};

/**
 * A repository of Amazon ECR. Its methods throw DeployError with what AWS says when it refuses.
 * @param url `<account>.dkr.ecr.<region>.amazonaws.com/<name>`
 */
export function openRepository(url: string): ImageRepository {
  const registry = url.slice(0, url.indexOf('/'));
  const repositoryName = url.slice(registry.length + 1);
  const [registryId, , , region] = registry.split('.');
  const ecr = new ECRClient({ ...(region ? { region } : {}), requestHandler: request, maxAttempts: 3 });

  async function has(tag: string): Promise<boolean> {
    try {
      await ecr.send(new DescribeImagesCommand({ registryId, repositoryName, imageIds: [{ imageTag: tag }] }));
      return true;
    } catch (error) {
      if (error instanceof ImageNotFoundException) return false;
      throw refused(error, `looking for ${url}:${tag}`);
    }
  }

  async function password(): Promise<string> {
    const token = await ecr
      .send(new GetAuthorizationTokenCommand({}))
      .then(({ authorizationData }) => authorizationData?.[0]?.authorizationToken)
      .catch((error: unknown) => {
        throw refused(error, `asking for access to ${registry}`);
      });
    const [, secret] = Buffer.from(token ?? '', 'base64')
      .toString()
      .split(':');
    if (!secret) throw new DeployError(`AWS returned no password for ${registry}.`);
    return secret;
  }

  return { registry, has, password };
}
