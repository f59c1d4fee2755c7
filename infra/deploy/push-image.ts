import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadConfig } from '#shared/config/load-config.ts';
import { createContainerTool } from './container-tool.ts';
import { DeployError } from './deploy-error.ts';
import { openRepository } from './image-repository.ts';
import { runDeploy } from './run-deploy.ts';

export type PushOptions = {
  /** Where `containers` and `dist` are. */
  projectFolder?: string;
  /** Ends it early; then too, no login is left behind. */
  signal?: AbortSignal;
};

const root = join(import.meta.dirname, '..', '..');

const configSchema = z.object({
  SERVICE: z.string().regex(/^[a-z][a-z-]*$/, 'must be the name of a service'),
  REPOSITORY_URL: z
    .string()
    .regex(
      /^\d{12}\.dkr\.ecr\.[a-z\d-]+\.amazonaws\.com(\.cn)?\/[a-z\d][a-z\d._/-]*$/,
      'must be <account>.dkr.ecr.<region>.amazonaws.com/<name>',
    ),
  IMAGE_TAG: z.string().regex(/^\w[\w.-]{0,127}$/, 'must be 1 to 128 letters, digits, underscores, periods and hyphens'),
  PLATFORM: z.enum(['linux/arm64', 'linux/amd64']),
  CONTAINER_TOOL: z.enum(['docker', 'podman', 'finch']).default('docker'),
  NODE_IMAGE: z.string().optional(),
  RUNTIME_IMAGE: z.string().optional(),
});

/**
 * Builds the image of one service from its bundle and pushes it to Amazon ECR, unless its tag is there already: a tag never
 * changes what it names. Credentials come from where the AWS SDK finds them, the region from the repository's address.
 * @param env SERVICE, REPOSITORY_URL, IMAGE_TAG, PLATFORM, CONTAINER_TOOL, what to build on instead (NODE_IMAGE, RUNTIME_IMAGE), and whatever the tool itself reads
 * @throws ConfigError, or DeployError with the way out
 */
export async function pushImage(env: NodeJS.ProcessEnv, { projectFolder = root, signal }: PushOptions = {}): Promise<void> {
  const { SERVICE, REPOSITORY_URL, IMAGE_TAG, PLATFORM, CONTAINER_TOOL, NODE_IMAGE, RUNTIME_IMAGE } = loadConfig(
    configSchema,
    env,
  );
  const image = `${REPOSITORY_URL}:${IMAGE_TAG}`;
  const repository = openRepository(REPOSITORY_URL);
  if (await repository.has(IMAGE_TAG)) return console.log(`${image} already exists.`);
  if (!existsSync(join(projectFolder, 'dist', SERVICE, 'main.mjs'))) {
    throw new DeployError(`There is no bundle of ${SERVICE} in dist: run npm run build first.`);
  }
  const tool = createContainerTool({ name: CONTAINER_TOOL, env, folder: projectFolder, signal });
  await tool.requireRunning();
  await tool.build({
    image,
    platform: PLATFORM,
    file: join('containers', 'Dockerfile'),
    buildArguments: { SERVICE, VERSION: IMAGE_TAG, ...(NODE_IMAGE && { NODE_IMAGE }), ...(RUNTIME_IMAGE && { RUNTIME_IMAGE }) },
  });
  await tool.push({ image, platform: PLATFORM, registry: repository.registry, password: await repository.password() });
  console.log(`${image} has been pushed.`);
}

if (import.meta.main) await runDeploy((signal) => pushImage(process.env, { signal }));
