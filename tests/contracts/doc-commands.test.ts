import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readOptions as readBenchOptions } from '../../local/bench/options.ts';
import { readCommand, usage } from '../../local/ops/options.ts';
import { readOptions as readFaultsOptions } from '../faults/options.ts';
import { blocksIn, commandsIn, filledIn, inlineCodeIn, pages, read, root, wordsOf } from './support/pages.ts';

const commands = pages.flatMap(commandsIn);

/** How each npm script reads its arguments: by its own parser, or as far as can be seen from outside. */
const known: Record<string, (args: string[]) => unknown> = {
  ops: (args) => args.length === 0 || readCommand(args),
  bench: readBenchOptions,
  faults: readFaultsOptions,
  start: (args) => required(args.every((arg) => read('local/start.ts').includes(`\`-- ${arg}\``))),
  cost: (args) => required(args.filter((arg) => arg.startsWith('-')).every((arg) => read('local/cost.ts').includes(`'${arg}'`))),
  demo: (args) =>
    required(
      args.filter((arg) => arg.startsWith('--')).every((arg) => read('local/demo.ts').includes(`${arg.slice(2)}: { type: `)),
    ),
  test: (args) => required(suitesAmong(args).every((path) => existsSync(join(root, path)))),
  fuzz: (args) => required(args.every((path) => existsSync(join(root, path)))),
  'verify:infra': (args) => required(args.every((name) => existsSync(join(root, `tests/infra/${name}.test.ts`)))),
  trace: (args) => required(args.length <= 1),
  ...Object.fromEntries(['build', 'generate', 'lint'].map((name) => [name, (args) => required(args.length === 0)])),
};

const suitesAmong = ([first = '', ...rest]: string[]): string[] =>
  first === '--selectProjects' ? rest.map((project) => `tests/${project}`) : first ? [first, ...rest] : [];

function required(isRight: boolean): void {
  if (!isRight) throw new Error('The program does not take that');
}

describe('a command that the documentation shows', () => {
  const scripts = commands.flatMap(({ page, line }) => {
    const [, settings = '', script, rest = ''] =
      /^((?:[A-Z_]+=\S+ )*)npm (?:run )?(start|test|[\w:]+)(?: -- (.+)| x)?$/.exec(line) ?? [];
    return script && script in known ? [{ page, line, settings, script, args: wordsOf(rest) }] : [];
  });

  it('is found', () => {
    expect(scripts.length).toBeGreaterThan(40);
    expect(new Set(scripts.filter(({ args }) => args.length > 0).map(({ script }) => script)).size).toBeGreaterThan(6);
  });

  it.each(distinct(scripts))('is taken by its program: $line ($page)', ({ script, args }) => {
    expect(() => known[script]?.(args)).not.toThrow();
  });

  it.each(pages.filter((page) => blocksIn(page, 'sh').length > 0))('is one that a shell can read: %s', (page) => {
    for (const block of blocksIn(page, 'sh')) execFileSync('sh', ['-n'], { input: filledIn(block), stdio: 'pipe' });
  });

  it('is one of those that operators have, and none of those is missing', () => {
    const rows = read('docs/operations.md').match(/^\| command \|[\s\S]*?\n\n/m)?.[0] ?? '';
    const shown = [...rows.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z][a-z-]*)/g)].map(([, name = '']) => name),
    );
    const all = [...usage.matchAll(/^ {2}([a-z][a-z-]*)\b/gm)].map(([, name = '']) => name);
    expect(all.length).toBeGreaterThan(15);
    expect([...new Set(shown)].sort()).toEqual([...new Set(all)].sort());
  });
});

describe('Terraform in the documentation', () => {
  const calls = commands.filter(({ line }) => line.startsWith('terraform -chdir='));
  const filesOf = (folder: string) => globSync(`${folder}/*.tf`, { cwd: root }).map(read).join('\n');
  const named = (kind: string, folder: string) =>
    [...filesOf(folder).matchAll(new RegExp(`^${kind} "(\\w+)"`, 'gm'))].map(([, name = '']) => name);

  it.each(distinct(calls))('reads what exists: $line ($page)', ({ line }) => {
    const folder = /-chdir=(\S+)/.exec(line)?.[1] ?? '';
    const files = [...line.matchAll(/-(?:var-file|backend-config)=(\S+)/g)].map(([, file = '']) => join(folder, file));
    const outputs = /\boutput (?:-\w+ )?(\w+)/.exec(line)?.slice(1) ?? [];
    const variables = [...line.matchAll(/-var='?(\w+)=/g)].map(([, name]) => name);
    expect(files.filter((file) => !existsSync(join(root, file)) && !existsSync(join(root, `${file}.example`)))).toEqual([]);
    expect(named('output', folder)).toEqual(expect.arrayContaining(outputs));
    expect(named('variable', folder)).toEqual(expect.arrayContaining(variables));
  });

  it.each(
    pages.flatMap((page) =>
      blocksIn(page, 'hcl').map((block) => ({ page, block: withoutData(block), first: block.split('\n')[0] })),
    ),
  )('sets variables that exist: $first ($page)', ({ block }) => {
    const source = /^ {2}source\s+= "\.\/(.+)"/m.exec(block)?.[1];
    const set = [...block.matchAll(source ? /^ {2}(\w+) +=/gm : /^(\w+) +=/gm)].map(([, name = '']) => name);
    expect(set).not.toEqual([]);
    expect(['source', ...named('variable', source ? `infra/${source}` : 'infra')]).toEqual(expect.arrayContaining(set));
  });
});

describe('values of the chart in the documentation', () => {
  const chart = 'deploy/helm/cloudservices';
  const { $schema: _, ...schema } = JSON.parse(read(`${chart}/values.schema.json`));
  const examples = pages.flatMap((page) => blocksIn(page, 'yaml').map((block) => ({ page, values: parse(block) })));

  it('are found', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)('are accepted on top of an example: $page', ({ values }) => {
    const ajv = new Ajv({ strict: false });
    expect([ajv.validate(schema, { ...parse(read(`${chart}/examples/nginx.yaml`)), ...values }), ajv.errors]).toEqual([
      true,
      null,
    ]);
    const settings = read(`${chart}/files/settings.json`);
    expect(Object.keys(values.config ?? {}).filter((name) => !settings.includes(`"${name}"`))).toEqual([]);
  });
});

describe('a name that the documentation mentions', () => {
  const files = globSync(
    [
      '{client,containers,environments,events,functions,infra,local,shared,tests}/**/*.{ts,mjs,tf,tfvars,json}',
      '.ci/run',
      '.github/**/*.yml',
      'deploy/**/*.{yaml,json,tpl}',
    ],
    { cwd: root, exclude: ['**/.terraform', '**/contracts/doc-*'] },
  );
  const words = new Set(files.flatMap((file) => read(file).match(/\w+/g) ?? []));
  // What users of Cognito set there, and how X-Ray spells an attribute of ours.
  const others = ['access_token', 'access_token_validity', 'token_validity_units', 'cloudevents_event_subject'];
  // The service that a page adds for practice, and addresses of an OpenTelemetry receiver.
  const elsewhere = /^\/v1\/(wishlist|traces|metrics)\b/;

  it.each(pages)('is known to the code: settings, statuses and variables in %s', (page) => {
    const names = inlineCodeIn(page).flatMap(
      (code) => code.match(/\b(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:_[a-z]+)+)\b/g) ?? [],
    );
    expect(distinct(names).filter((name) => !others.includes(name) && !words.has(name))).toEqual([]);
  });

  it.each(pages)('is an address of the API: those in %s', (page) => {
    const paths = Object.keys(JSON.parse(read('docs/openapi.json')).paths);
    const addresses = inlineCodeIn(page).flatMap((code) => code.match(/(?<![\w.])\/v1\/[\w/{}-]+/g) ?? []);
    const isKnown = (address: string) => paths.some((path) => path === address || path.startsWith(`${address}/`));
    expect(distinct(addresses).filter((address) => !elsewhere.test(address) && !isKnown(address))).toEqual([]);
  });
});

/** Without the data sources of a block, whose arguments are no variables of ours. */
function withoutData(block: string): string {
  return block.replaceAll(/^data "[\s\S]*?^}\n?/gm, '');
}

function distinct<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
