import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statementsOf } from './rules/rule.ts';
import { allowedIn, matches } from './support/iam-policy.ts';
import { useMoto } from './support/moto.ts';
import { ofType, type Resource, resourcesOf, type State } from './support/state.ts';
import { createTerraform, type Terraform, writeVariables } from './support/terraform.ts';

const moto = useMoto();
const account = '123456789012';
const variables = { aws_account_id: account, aws_region: 'us-east-1', repository: 'owner/name', environments: ['dev', 'prod'] };
let terraform: Terraform;
let resources: Resource[];

beforeAll(async () => {
  terraform = await createTerraform({ env: moto.env, built: false, of: 'infra/bootstrap' });
  await writeVariables(terraform.folder, variables);
  await terraform.run(['apply', '-auto-approve', '-no-color']);
  resources = resourcesOf(await terraform.json<State>(['show', '-json']));
});

afterAll(() => terraform?.remove());

const valuesOf = (type: string, name: string) => ofType(resources, type).find((each) => each.name === name)?.values ?? {};
const role = (index: string) => ofType(resources, 'aws_iam_role').find((each) => each.index === index)?.values ?? {};

describe('infra/bootstrap', () => {
  it('is applied whole, and has nothing to do the second time', async () => {
    const { code, output } = await terraform.run(['plan', '-detailed-exitcode', '-no-color'], { codes: [0, 2] });
    expect(code === 0 ? '' : output).toBe('');
  });

  it('keeps the bucket of the states from being destroyed', async () => {
    const { output } = await terraform.run(['destroy', '-auto-approve', '-no-color'], { codes: [1] });
    expect(output).toContain('Instance cannot be destroyed');
  });

  it('encrypts and versions the states, and lets no one else read them', () => {
    expect(valuesOf('aws_s3_bucket', 'states').bucket).toBe(`cloudservices-states-${account}-us-east-1`);
    expect(valuesOf('aws_s3_bucket_versioning', 'states').versioning_configuration).toMatchObject([{ status: 'Enabled' }]);
    expect(valuesOf('aws_s3_bucket_public_access_block', 'states')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it.each([
    ['plan', ['repo:owner/name:pull_request']],
    ['deploy', ['repo:owner/name:environment:dev', 'repo:owner/name:environment:prod']],
  ])('lets only these runs of the repository assume the role %s: %j', (name, subjects) => {
    const [trust] = statementsOf(role(name).assume_role_policy);
    const claims = trust?.Condition?.StringEquals ?? {};
    expect([claims['token.actions.githubusercontent.com:sub']].flat()).toEqual(subjects);
    expect(claims['token.actions.githubusercontent.com:aud']).toBe('sts.amazonaws.com');
    expect(role(name).permissions_boundary).toBe(`arn:aws:iam::${account}:policy/cloudservices-boundary`);
  });

  it('has outputs that fit the files in environments/', async () => {
    const outputs = await terraform.json<Record<string, { value: unknown }>>(['output', '-json']);
    expect(outputs.permissions_boundary?.value).toBe(`arn:aws:iam::${account}:policy/cloudservices-workload-boundary`);
    expect(outputs.state_bucket?.value).toBe(`cloudservices-states-${account}-us-east-1`);
  });

  it('leaves an identity provider alone that the account has already', async () => {
    const oidc_provider_arn = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
    await writeVariables(terraform.folder, { ...variables, project: 'other', oidc_provider_arn });
    await terraform.run(['plan', '-no-color', '-out=plan', '-state=another.tfstate']);
    const { planned_values } = await terraform.json<State & { planned_values: State['values'] }>(['show', '-json', 'plan']);
    const planned = resourcesOf({ values: planned_values });
    expect(planned.length).toBeGreaterThan(5);
    expect(ofType(planned, 'aws_iam_openid_connect_provider')).toEqual([]);
  });

  it.each([
    ['a repository with a wildcard', { repository: 'owner/*' }, 'repository must be owner/name'],
    ['no environment', { environments: [] }, 'environments must have at least one name'],
  ])('refuses %s', async (_, wrong, reason) => {
    await writeVariables(terraform.folder, { ...variables, ...wrong });
    const { output } = await terraform.run(['plan', '-no-color', '-refresh=false'], { codes: [1] });
    expect(output).toContain(reason);
  });
});

describe('the policies', () => {
  const policyOf = (name: string) => valuesOf('aws_iam_role_policy', name).policy as string;
  const boundaryOf = (name: string) => valuesOf('aws_iam_policy', name).policy as string;

  // IAM counts no white space.
  it('fit IAM’s quotas', () => {
    const length = (policy: string) => policy.replaceAll(/\s/g, '').length;
    expect([policyOf('deploy'), policyOf('plan')].map(length).filter((each) => each > 10_240)).toEqual([]);
    expect([boundaryOf('boundary'), boundaryOf('workload_boundary')].map(length).filter((each) => each > 6_144)).toEqual([]);
  });

  it('allow the role deploy nothing that its boundary forbids', () => {
    const boundary = allowedIn(boundaryOf('boundary'));
    const beyond = allowedIn(policyOf('deploy')).filter((action) => !boundary.some((pattern) => matches(pattern, action)));
    expect(beyond).toEqual([]);
  });

  it.each([
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:Scan',
    'ecs:ExecuteCommand',
    'kms:Sign',
    'logs:GetLogEvents',
    'logs:StartQuery',
    'rds:CopyDBClusterSnapshot',
    'rds:ModifyDBClusterSnapshotAttribute',
    'sns:Publish',
    'sqs:PurgeQueue',
    'sqs:ReceiveMessage',
    'sqs:SendMessage',
    'iam:CreateUser',
    'iam:CreateAccessKey',
    'iam:CreatePolicyVersion',
    'iam:PutRolePermissionsBoundary',
    'organizations:LeaveOrganization',
    'sts:AssumeRole',
  ])('do not let the role deploy call %s', (action) => {
    expect(allowedIn(policyOf('deploy')).filter((pattern) => matches(pattern, action))).toEqual([]);
  });

  it('let it use keys only through services, and create only roles within the boundary', () => {
    const statements = statementsOf(policyOf('deploy'));
    const of = (action: string) => statements.filter(({ Action }) => Action.some((pattern) => matches(pattern, action)));
    expect(of('kms:Decrypt').map(({ Condition }) => Condition)).toEqual([
      { StringLike: { 'kms:ViaService': '*.amazonaws.com' } },
    ]);
    expect(of('kms:CreateGrant').map(({ Condition }) => Condition)).toEqual([{ Bool: { 'kms:GrantIsForAWSResource': 'true' } }]);
    // KMS does not know the condition of CreateGrant there, so with it the action would be refused.
    expect(of('kms:RetireGrant').map(({ Condition }) => Condition)).toEqual([undefined]);
    const bound = { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/cloudservices-workload-boundary` };
    for (const action of ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'])
      expect(of(action).map(({ Condition }) => Condition)).toEqual([{ StringEquals: bound }]);
  });

  it.each(['ecs:RunTask', 'lambda:InvokeFunction', 'secretsmanager:GetSecretValue'])(
    'let the role deploy call %s only for what belongs to the project',
    (action) => {
      const allowed = statementsOf(policyOf('deploy')).filter(({ Action }) => Action.some((each) => matches(each, action)));
      const resources = allowed.flatMap(({ Resource }) => Resource);
      expect(resources.length).toBeGreaterThan(0);
      expect(resources.filter((arn) => !/^arn:aws:[a-z]+:us-east-1:123456789012:[a-z-]+[:/]cloudservices-\*$/.test(arn))).toEqual(
        [],
      );
    },
  );
});
