import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTerraform, type Terraform } from './support/terraform.ts';

describe('the configuration in a fresh clone, before any build', () => {
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await createTerraform({ env: {}, built: false });
  });

  afterAll(() => terraform?.remove());

  it('is formatted', async () => {
    expect((await terraform.run(['fmt', '-check', '-recursive'], { codes: [0, 3] })).output).toBe('');
  });

  it('is valid', async () => {
    expect((await terraform.run(['validate', '-no-color'])).output).toContain('The configuration is valid');
  });

  it('passes its own tests', async () => {
    const { code, output } = await terraform.run(['test', '-no-color'], { codes: [0, 1] });
    process.stderr.write(`  terraform test: ${output.trimEnd().split('\n').at(-1)}\n`);
    expect(code === 0 ? '' : output).toBe('');
  });
});
