import { appendFile, cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { expectStatus } from '../../local/demo/client.ts';
import { scenarios } from '../../local/demo/scenarios.ts';
import { differences, traceOf } from '../../local/demo/trace.ts';
import { eventually } from '../support/eventually.ts';
import { images } from '../support/images.ts';
import { postForm } from '../support/media-bucket.ts';
import { rules } from './rules/all.ts';
import { type AppliedStack, type Outputs, startAppliedStack } from './support/applied-stack.ts';
import { beyondTheLog } from './support/beyond-the-log.ts';
import { actionsOf, callsOf, dependent } from './support/calls.ts';
import { deployment } from './support/deployment.ts';
import { allowedIn, matches } from './support/iam-policy.ts';
import { leftovers } from './support/leftovers.ts';
import { useMoto } from './support/moto.ts';
import { keepStateInBucket, stateBucket } from './support/remote-state.ts';
import { type Change, changesIn, plannedResources, type Resource, resourcesOf, type State } from './support/state.ts';
import { createTerraform, type Terraform, writeVariables } from './support/terraform.ts';

// One deployment from its first apply to its destruction: each part below builds on the previous one.

const moto = useMoto();
let terraform: Terraform;
let resources: Resource[];

beforeAll(async () => {
  terraform = await createTerraform({ env: moto.env, built: true });
  await keepStateInBucket(moto, terraform);
  await writeVariables(terraform.folder, deployment());
});

afterAll(() => terraform?.remove());

describe('terraform apply', () => {
  it('creates the whole platform', async () => {
    const began = performance.now();
    const { output } = await terraform.run(['apply', '-auto-approve', '-parallelism=50', '-no-color']);
    const [, added = ''] = /Apply complete! Resources: (\d+) added, 0 changed, 0 destroyed/.exec(output) ?? [];
    report(`applied ${added} resources in ${secondsSince(began)}`);
    expect(Number(added)).toBeGreaterThan(200);
  });

  it('has nothing to do the second time', async () => {
    const began = performance.now();
    const { code, output } = await terraform.run(['plan', '-detailed-exitcode', '-no-color'], { codes: [0, 2] });
    report(`second plan in ${secondsSince(began)}`);
    expect(code === 0 ? '' : output).toBe('');
  });
});

describe('the applied resources', () => {
  beforeAll(async () => {
    resources = resourcesOf(await terraform.json<State>(['show', '-json']));
  });

  it.each(rules)('$title', ({ violations }) => {
    expect(violations(resources)).toEqual([]);
  });

  it.each(rules)('would fail if broken: $title', ({ violations, spoil }) => {
    const spoiled = structuredClone(resources);
    spoil(spoiled);
    expect(violations(spoiled)).not.toEqual([]);
  });
});

describe('what customers and admins do on the applied infrastructure', () => {
  let stack: AppliedStack;

  beforeAll(async () => {
    const outputs = await terraform.json<Record<string, { value: unknown }>>(['output', '-json']);
    const values = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])) as Outputs;
    stack = await startAppliedStack({
      moto,
      outputs: values,
      resources,
    });
  });

  afterAll(() => stack?.stop());

  it.each(scenarios)('$title', async ({ title, file, play }) => {
    const golden = (await readFile(join(import.meta.dirname, '../saga/traces', file), 'utf8')).trimEnd().split('\n');
    const { orderId } = await play(stack);
    await eventually(async () => {
      const timeline = stack.customer.call<{ events: Event[] }>('GET', `/v1/orders/${orderId}/timeline`);
      const { events } = await expectStatus(timeline, 200);
      const slate = await stack.witness.slate(orderId, { deadLettersBefore: 0 });
      expect(differences(traceOf(title, events, slate), golden)).toEqual([]);
    });
  });

  it('everyone can read auth’s published keys, without reaching auth', async () => {
    const { keys } = await expectStatus(stack.customer.call<{ keys: object[] }>('GET', '/v1/auth/.well-known/jwks.json'), 200);
    const file = resources.find(({ address }) => address === 'aws_s3_object.jwks')?.values.content;
    // auth drops a key soon after another signs, and the file's key when its line is removed.
    expect(keys).toHaveLength(1);
    expect(JSON.parse(file).keys).toEqual(expect.arrayContaining(keys));
    expect(JSON.parse(file).keys).toHaveLength(2);
  });

  it('an admin uploads a picture, and everyone sees it with the product', async () => {
    const { admin } = stack;
    const mouse = { name: 'Mouse', category: 'pets', price: { amount: 1, currency: 'USD' } };
    const { productId } = await expectStatus(admin.call<Product>('POST', '/v1/catalog/products', mouse), 201);
    const png = images['image/png'];
    const asked = { contentType: 'image/png', byteLength: png.length };
    const offer = await expectStatus(admin.call<Offer>('POST', `/v1/catalog/products/${productId}/media`, asked), 201);
    expect((await postForm(offer.upload.url, offer.upload.fields, png)).status).toBe(204);
    await eventually(async () => {
      const product = await expectStatus(admin.call<Product>('GET', `/v1/catalog/products/${productId}`), 200);
      expect(product.mediaUrl).toBe(offer.mediaUrl);
    });
  });
});

type Product = { productId: string; mediaUrl?: string };
type Offer = { upload: { url: string; fields: Record<string, string> }; mediaUrl: string };

describe('deploying another image', () => {
  it('creates a new revision of that service’s task, and nothing else', async () => {
    const changes = await planned({ images: { ...deployment().images, orders: imageOf('orders', 'v2') } });
    expect(spelled(changes)).toEqual(newRevision);
    await terraform.run(['apply', '-no-color', 'rehearsal']);
  });
});

describe('deploying another authorizer', () => {
  const apply = (codes: number[]) =>
    terraform.run(['apply', '-auto-approve', ...asApplied, '-target=module.authorizer', '-no-color'], { codes });

  it('is refused if it answers its smoke call wrongly, and callers keep the previous version', async () => {
    const version = await liveVersion();
    await useBuild(async (zip) => appendFile(zip, 'other code'));
    await nextAnswers(['{"isAuthorized": true}']);
    const { output } = await apply([1]);
    expect(output.replaceAll(/\s+/g, ' ')).toContain(
      'of cloudservices-test-authorizer does not answer as it should, so callers keep',
    );
    expect(await liveVersion()).toBe(version);
  });

  it('is refused again as long as it is the same code', async () => {
    const version = await liveVersion();
    expect((await apply([1])).output).toContain('does not answer as it should');
    expect(await liveVersion()).toBe(version);
  });

  it('moves callers to it once it answers as it should', async () => {
    const version = await liveVersion();
    await useBuild(async () => {});
    await apply([0]);
    expect(Number(await liveVersion())).toBeGreaterThan(Number(version));
  });

  async function liveVersion(): Promise<string> {
    const address = `${moto.url}/2015-03-31/functions/cloudservices-test-authorizer/aliases/live`;
    const credential = 'Credential=test/20250101/us-east-1/lambda/aws4_request';
    const response = await fetch(address, { headers: { authorization: `AWS4-HMAC-SHA256 ${credential}` } });
    return ((await response.json()) as { FunctionVersion: string }).FunctionVersion;
  }

  /** What the next calls of functions answer. */
  async function nextAnswers(results: string[]): Promise<void> {
    const body = JSON.stringify({ results, region: 'us-east-1' });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${moto.url}/moto-api/static/lambda-simple/response`, { method: 'POST', headers, body });
    expect(response.status).toBe(201);
  }

  /** Puts a build in place in which the authorizer's zip has been changed. */
  async function useBuild(change: (zip: string) => Promise<void>): Promise<void> {
    const place = join(terraform.folder, '../dist');
    await rm(place, { recursive: true });
    await cp(join(import.meta.dirname, '../../dist'), place, { recursive: true });
    await change(join(place, 'functions/authorizer.zip'));
  }
});

describe('terraform destroy', () => {
  it('is refused while the data are protected, and removes nothing', async () => {
    const { output } = await terraform.run(['destroy', '-auto-approve', ...asApplied, '-no-color'], { codes: [1] });
    expect(output).toContain('protect_data is true');
    expect(output).not.toContain('Destruction complete');
  });

  it('is possible once they are not, which the previous image can be deployed with', async () => {
    const changes = await planned({ protect_data: false });
    expect(spelled(changes).filter((change) => change.startsWith('module.orders.aws_ecs_'))).toEqual(newRevision);
    await terraform.run(['apply', '-no-color', 'rehearsal']);
  });

  it('leaves nothing behind', async () => {
    const began = performance.now();
    const { output } = await terraform.run(['destroy', '-auto-approve', ...asApplied, '-parallelism=50', '-no-color']);
    const [, destroyed = ''] = /Destroy complete! Resources: (\d+) destroyed/.exec(output) ?? [];
    report(`destroyed ${destroyed} resources in ${secondsSince(began)}`);
    expect((await terraform.run(['state', 'list'])).output).toBe('');
    expect(await leftovers(moto)).toEqual([`s3 ${stateBucket}`]);
  });
});

describe('the role that infra/bootstrap makes for deployments', () => {
  let policy: string;
  let needed: string[];

  beforeAll(async () => {
    const bootstrap = await createTerraform({ env: moto.env, built: false, of: 'infra/bootstrap' });
    const { aws_account_id, aws_region } = deployment();
    await writeVariables(bootstrap.folder, { aws_account_id, aws_region, repository: 'owner/name', environments: ['test'] });
    await bootstrap.run(['plan', '-out=plan', '-no-color']);
    const roles = plannedResources(await bootstrap.json(['show', '-json', 'plan']));
    policy = roles.find(({ address }) => address === 'aws_iam_role_policy.deploy')?.values.policy;
    await bootstrap.remove();
    const calls = await callsOf(moto);
    needed = [...new Set(calls.flatMap(actionsOf))].sort();
    // A call that is not in the log would be a misspelt one, and what AWS checks beside it would go unnoticed.
    expect(Object.keys(dependent).filter((call) => !calls.includes(call))).toEqual([]);
    report(`${needed.length} actions were needed`);
    expect(needed.length).toBeGreaterThan(200);
  });

  it('may make every call that was made above', () => {
    const allowed = allowedIn(policy);
    expect(needed.filter((action) => !allowed.some((pattern) => matches(pattern, action)))).toEqual([]);
  });

  it('may make no others, except those whose reason is written down', () => {
    const explained = Object.values(beyondTheLog).flat();
    const unused = allowedIn(policy).filter((pattern) => !needed.some((action) => matches(pattern, action)));
    expect(unused.filter((pattern) => !explained.includes(pattern))).toEqual([]);
    expect(explained.filter((pattern) => !allowedIn(policy).includes(pattern))).toEqual([]);
  });
});

const newRevision = [
  'module.orders.aws_ecs_service.this[0] update',
  'module.orders.aws_ecs_task_definition.this[0] create+delete',
];

const spelled = (changes: Change[]) => changes.map(({ address, change }) => `${address} ${change.actions.join('+')}`).sort();

/** Plans the deployment with these variables into the file `rehearsal`, and returns what it would change. */
async function planned(variables: object): Promise<Change[]> {
  await writeVariables(terraform.folder, { ...deployment(), ...variables });
  await terraform.run(['plan', '-out=rehearsal', ...asApplied, '-no-color']);
  return changesIn(await terraform.json(['show', '-json', 'rehearsal']));
}

/** What Terraform would read back is what it applied: the second plan has shown that. */
const asApplied = ['-refresh=false'];

const imageOf = (service: string, tag: string) => `${deployment().images[service]?.replace(/:[^:]+$/, '')}:${tag}`;

const secondsSince = (began: number) => `${((performance.now() - began) / 1000).toFixed(1)} s`;

/** Prints a figure for the log; nothing depends on it. */
const report = (figure: string) => process.stderr.write(`  ${figure}\n`);
