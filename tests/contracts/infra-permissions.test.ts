import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** What starts each program that calls AWS with a role, and the policy document of that role in infra. */
const programs = globSync('{containers,functions}/*/{main,lambda,handler,migrate-lambda}.ts', { cwd: root }).map((file) => {
  const name = file.split('/')[1]?.replaceAll('-', '_');
  return { file, document: file.endsWith('/migrate-lambda.ts') ? `${name}_migrate` : `${name}` };
});

const documents = new Map(
  globSync('infra/{*,modules/{messaging,tables,database}/*}.tf', { cwd: root }).flatMap((file) =>
    read(file)
      .split(/^(?=\w)/m)
      .flatMap((block) => {
        const [, name] = /^data "aws_iam_policy_document" "(\w+)"/.exec(block) ?? [];
        return name ? [[name, block] as const] : [];
      }),
  ),
);

describe('the role of each program', () => {
  it.each(programs)('may do what $file and all that it imports ask of AWS', ({ file, document }) => {
    const allowed = actionsOf(document);
    const asked = [...new Set([...modulesOf(file)].flatMap(actionsIn))].sort();
    expect(asked.filter((action) => !allowed.includes(action))).toEqual(neverAsked[file] ?? []);
  });

  it('is compared with what the code really asks', () => {
    const asked = (file: string) => [...modulesOf(file)].flatMap(actionsIn);
    expect(asked('containers/inventory/main.ts')).toEqual(
      expect.arrayContaining([
        'dynamodb:Scan',
        'dynamodb:UpdateItem',
        'dynamodb:BatchGetItem',
        'sns:Publish',
        'sqs:DeleteMessage',
      ]),
    );
    expect(asked('functions/media/handler.ts')).toContain('s3:PutObject');
    expect(asked('functions/authorizer/handler.ts')).toEqual([]);
    expect(programs.length).toBeGreaterThan(12);
  });
});

/** What a program imports together with what it uses, and never calls. */
const neverAsked: Record<string, string[]> = {
  // Only the media function settles uploads, and only the catalog lists products.
  'containers/catalog/main.ts': ['dynamodb:UpdateItem'],
  'containers/catalog/lambda.ts': ['dynamodb:UpdateItem'],
  'functions/media/main.ts': ['dynamodb:Query'],
  'functions/media/handler.ts': ['dynamodb:Query'],
  // A feeder parks nothing.
  'functions/dead-letters/main.ts': ['sqs:SendMessage'],
};

/** The actions that a policy document allows, itself or through the documents that it includes; none if there is no such document. */
function actionsOf(document: string): string[] {
  const block = documents.get(document) ?? '';
  const [included = ''] = /^ {2}source_policy_documents = \[[^=]*\]$/m.exec(block) ?? [];
  const names = [
    ...[...included.matchAll(/data\.aws_iam_policy_document\.(\w+)/g)].map(([, name = '']) => name),
    ...Object.entries(ofModules).flatMap(([call, name]) => (included.includes(call) ? [name] : [])),
  ];
  const own = [...block.matchAll(/^ +actions +=\s*\[([^\]]+)\]/gm)].flatMap(([, list = '']) => list.match(/[\w-]+:\w+/g) ?? []);
  return [...own, ...names.flatMap(actionsOf)];
}

// The documents behind what modules output.
const ofModules = {
  'module.messaging.policies': 'participant',
  'module.tables.key_policy': 'key',
  'module.database.connect_policies': 'connect',
};

/** A file and all that it imports, directly or through others. Types ask nothing of AWS. */
function modulesOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file) || !existsSync(join(root, file))) return found;
  found.add(file);
  for (const [, name = ''] of read(file).matchAll(/(?:^(?:import|export) (?!type )[^;]*?from |\bimport\()'([#.][^']+\.ts)'/gm))
    modulesOf(name.startsWith('#') ? name.slice(1) : relative(root, join(root, dirname(file), name)), found);
  return found;
}

/** The IAM actions of the SDK's commands that a file creates. */
function actionsIn(file: string): string[] {
  const text = read(file);
  const calls = text.matchAll(/\bnew (\w+)Command\(|\bpaginate(Query|Scan)\(/g);
  const commands = [...calls].map(([, made, paged]) => made ?? paged ?? '');
  const forms = text.includes('createPresignedPost(') ? ['PutObject'] : [];
  return [...commands, ...forms].flatMap((command) => {
    if (command === 'TransactWrite') return transactionOf(text);
    const action = known[command as keyof typeof known];
    if (!action) throw new Error(`Which IAM action does ${command} in ${file} need? Add it to this test.`);
    return [action];
  });
}

/** DynamoDB checks a transaction by its single operations. */
const transactionOf = (text: string) =>
  ['Put', 'Update', 'Delete', 'ConditionCheck']
    .filter((operation) => new RegExp(`\\{ ${operation}(:| \\})`).test(text))
    .map((operation) => `dynamodb:${operation}Item`);

const known = {
  BatchGet: 'dynamodb:BatchGetItem',
  BatchWrite: 'dynamodb:BatchWriteItem',
  ChangeMessageVisibilityBatch: 'sqs:ChangeMessageVisibility',
  Delete: 'dynamodb:DeleteItem',
  DeleteMessageBatch: 'sqs:DeleteMessage',
  DeleteObject: 's3:DeleteObject',
  Get: 'dynamodb:GetItem',
  GetMetricData: 'cloudwatch:GetMetricData',
  GetObject: 's3:GetObject',
  GetPublicKey: 'kms:GetPublicKey',
  GetQueueAttributes: 'sqs:GetQueueAttributes',
  GetSecretValue: 'secretsmanager:GetSecretValue',
  PublishBatch: 'sns:Publish',
  Put: 'dynamodb:PutItem',
  PutObject: 's3:PutObject',
  Query: 'dynamodb:Query',
  ReceiveMessage: 'sqs:ReceiveMessage',
  Scan: 'dynamodb:Scan',
  SendMessage: 'sqs:SendMessage',
  Sign: 'kms:Sign',
  Update: 'dynamodb:UpdateItem',
} as const;
