import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { deployment } from './support/deployment.ts';
import { useMoto } from './support/moto.ts';
import { keepStateInBucket, stateBucket } from './support/remote-state.ts';
import { createTerraform, writeVariables } from './support/terraform.ts';

const moto = useMoto();

describe('backend.tf.example', () => {
  it('stores the state in a bucket, with a lock file during writes', async () => {
    const terraform = await createTerraform({ env: moto.env, built: true });
    try {
      await keepStateInBucket(moto, terraform);
      await writeVariables(terraform.folder, deployment());
      await terraform.run(['apply', '-auto-approve', '-no-color', '-target=aws_kms_key.tokens']);
      const { resources } = await terraform.json<{ resources: { type: string }[] }>(['state', 'pull']);
      expect(resources.map(({ type }) => type)).toContain('aws_kms_key');
      expect(existsSync(join(terraform.folder, 'terraform.tfstate'))).toBe(false);

      await terraform.run(['apply', '-auto-approve', '-no-color', '-target=terraform_data.deployment']);
      await writeVariables(terraform.folder, { ...deployment(), environment: 'other' });
      const { output: mixed } = await terraform.run(['plan', '-no-color', '-target=terraform_data.deployment'], { codes: [1] });
      expect(mixed.replaceAll(/\s+/g, ' ')).toContain('This state belongs to cloudservices-test in 123456789012, us-east-1');
      const { output: destroyed } = await terraform.run(['destroy', '-auto-approve', '-no-color'], { codes: [1] });
      expect(destroyed).not.toContain('Destruction complete');
      expect(destroyed.replaceAll(/\s+/g, ' ')).toContain('this state belongs to cloudservices-test in 123456789012, us-east-1');
      await writeVariables(terraform.folder, deployment());

      const lock = `${moto.url}/${stateBucket}/prod.tfstate.tflock`;
      await fetch(lock, {
        method: 'PUT',
        body: JSON.stringify({ ID: 'another', Operation: 'OperationTypeApply', Who: 'a colleague' }),
      });
      const { output } = await terraform.run(['apply', '-auto-approve', '-no-color', '-target=aws_kms_key.tokens'], {
        codes: [1],
      });
      expect(output).toContain('Error acquiring the state lock');
      expect(output).toContain('a colleague');
    } finally {
      await terraform.remove();
    }
  });
});
