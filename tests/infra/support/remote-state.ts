import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Moto } from './moto.ts';
import type { Terraform } from './terraform.ts';

/** The bucket that holds the state, which exists before the deployment and after it. */
export const stateBucket = 'states-of-a-test';

/**
 * Keeps the state in S3 as `backend.tf.example` does, under the key prod.tfstate. Besides being what a real deployment does, it is
 * quick: a state in a local file is written whole after each resource, which for all of them takes longer than the rest of an apply.
 */
export async function keepStateInBucket({ url }: Moto, { folder, init }: Terraform): Promise<void> {
  const { status } = await fetch(`${url}/${stateBucket}`, { method: 'PUT' });
  if (status !== 200) throw new Error(`the bucket of the state could not be created: ${status}`);
  await copyFile(join(folder, 'backend.tf.example'), join(folder, 'backend.tf'));
  const settings = [`bucket=${stateBucket}`, 'region=us-east-1', 'key=prod.tfstate'];
  await init(['-reconfigure', ...settings.map((setting) => `-backend-config=${setting}`)]);
}
