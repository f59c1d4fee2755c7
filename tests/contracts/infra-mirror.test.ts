import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { cdnSettings, tokenSettings } from '#shared/config/settings.ts';
import { migrationSettings } from '#shared/postgres/migrate.ts';
import { migrationFunctionSettings } from '#shared/postgres/migrate-on-lambda.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const foldersIn = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

const services = foldersIn('containers');
const parts = [...services.map((name) => `containers/${name}`), ...foldersIn('functions').map((name) => `functions/${name}`)];
const rootFiles = globSync('infra/*.tf', { cwd: root });
const locals = rootFiles.flatMap((file) => blocks(read(file), 'locals')).join('\n');

type Call = { file: string; name: string; kind: 'service' | 'function'; body: string };
const calls = rootFiles.flatMap((file) =>
  [...read(file).matchAll(/^module "([\w-]+)"/gm)].flatMap(([, name = '']): Call[] => {
    const [body = ''] = blocks(read(file), `module "${name}"`);
    const [, kind] = /source\s*= "\.\/modules\/(service|function)"/.exec(body) ?? [];
    return kind ? [{ file: basename(file, '.tf'), name, kind: kind as Call['kind'], body }] : [];
  }),
);
/** What modules/service sets for every service. */
const commonNames = namesIn(
  expressionOf('environment', blocks(read('infra/modules/service/containers.tf'), 'locals').join('\n')),
);

describe('the infrastructure mirrors the code', () => {
  it.each(parts)('%s has a file of its name with a module of its name', (part) => {
    expect(calls).toContainEqual(expect.objectContaining({ file: basename(part), name: basename(part) }));
  });

  it('deploys nothing without a folder, and nothing in another’s file', () => {
    const strangers = calls.filter(
      ({ file, name }) => !parts.map((part) => basename(part)).includes(file) || ownerOf(name) !== file,
    );
    expect(strangers.map(({ file, name }) => `${name} in ${file}.tf`)).toEqual([]);
  });

  it.each(parts)('%s gets every setting that it needs, and none that it does not know', async (part) => {
    // The authorizer reads its settings without a schema.
    const { configSchema = z.object({ ...tokenSettings, ...cdnSettings }) } = (await import(join(root, part, 'config.ts'))) as {
      configSchema?: z.ZodObject;
    };
    const own = calls.filter(({ name }) => [basename(part), `${basename(part)}_function`].includes(name));
    expect(own.map((call) => ({ [call.name]: mismatches(configSchema, settingsOf(call)) }))).toEqual(
      own.map(({ name }) => ({ [name]: complete })),
    );
  });

  it.each(services)('%s migrates its schema before each deployment, if it has one', (service) => {
    const hasSchema = existsSync(join(root, 'containers', service, 'migrate.ts'));
    const call = calls.find(({ name }) => name === service);
    expect(expressionOf('migration', call?.body ?? '')).toBe(hasSchema ? 'local.migration' : '');
  });

  it('routes each gateway route to its service, by one load balancer path', () => {
    const routes = JSON.parse(read('infra/routes.json')) as { routeKey: string; service: string }[];
    const patterns = calls.flatMap(({ name, body }) =>
      [...expressionOf('routes', body).matchAll(/"([^"]+)"/g)].map(([, pattern = '']) => ({ name, pattern })),
    );
    const targetsOf = (path: string) =>
      patterns.filter(({ pattern }) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(path)).map(({ name }) => name);
    const sent = routes.map(({ routeKey }) => [routeKey, ...targetsOf(routeKey.split(' ')[1] ?? '')]);
    expect(sent).toEqual(routes.map(({ routeKey, service }) => [routeKey, service]));
  });

  it('destroys nothing before the resource that refuses to be destroyed', () => {
    const [body = ''] = blocks(read('infra/protection.tf'), 'resource "terraform_data" "protection"');
    const declared = rootFiles.flatMap((file) =>
      [...read(file).matchAll(/^(module|resource) "([\w-]+)"(?: "(\w+)")?/gm)].map(([, kind, first, second]) =>
        kind === 'module' ? `module.${first}` : `${first}.${second}`,
      ),
    );
    const guarded = [...body.matchAll(/^ {4}([\w.-]+),$/gm)].map(([, name = '']) => name);
    expect(declared.filter((name) => name !== 'terraform_data.protection').sort()).toEqual(guarded.sort());
  });

  it('shows every alarm on the dashboard', () => {
    const named = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();
    const files = globSync('infra/modules/alarms/*.tf', { cwd: root }).map(read).join('\n');
    const made = named(files, /^resource "aws_cloudwatch_(?:metric|composite)_alarm" "(\w+)"/gm);
    expect(named(read('infra/modules/alarms/outputs.tf'), /aws_cloudwatch_(?:metric|composite)_alarm\.(\w+)/g)).toEqual(made);
  });

  it('passes every setting of a migration', () => {
    const migration = expressionOf('migration', locals);
    const given = ['environment', 'secrets'].flatMap((name) => namesIn(expressionOf(name, migration)));
    expect(given.sort()).toEqual(Object.keys(migrationSettings.shape).sort());
    const onLambda = calls.filter(({ name }) => name.endsWith('_migrate'));
    expect(onLambda.map((call) => mismatches(migrationFunctionSettings, settingsOf(call)))).toEqual([complete]);
  });
});

/** The part that a module belongs to: a service may also be a function, and have another one that migrates its schema. */
const ownerOf = (name: string) => name.replace(/_(function|migrate)$/, '');

function settingsOf({ kind, body }: Call): string[] {
  const own = ['environment', 'secrets'].flatMap((name) => namesIn(expressionOf(name, body)));
  return kind === 'service' ? [...commonNames, ...namesIn('local.platform.environment'), ...own] : own;
}

const complete = { missing: [], unknown: [], contradictory: [] };

function mismatches(schema: z.ZodObject, given: readonly string[]) {
  const isOptional = (name: string) => (schema.shape[name] as z.ZodType).safeParse(undefined).success;
  const { issues = [] } = schema.safeParse(Object.fromEntries(given.map((name) => [name, 'anything']))).error ?? {};
  return {
    missing: Object.keys(schema.shape).filter((name) => !given.includes(name) && !isOptional(name)),
    // The AWS SDK reads its own.
    unknown: given.filter((name) => !(name in schema.shape) && !name.startsWith('AWS_')),
    // What a schema says about several settings together, such as either-or.
    contradictory: issues.filter(({ code, path }) => code === 'custom' && path.length === 0).map(({ message }) => message),
  };
}

/** The settings that an expression names, directly or through locals of the root module. */
function namesIn(expression: string): string[] {
  const written = [...expression.matchAll(/([A-Z][A-Z0-9_]+)\s*=/g)].map(([, name = '']) => name);
  const referred = [...expression.matchAll(/local\.([a-z_.]+)/g)].map(([, path = '']) =>
    path.split('.').reduce((within, name) => expressionOf(name, within), locals),
  );
  return [...written, ...referred.flatMap(namesIn)];
}

/** The expression after `name = `, up to the line that closes all its brackets; '' if there is none. */
function expressionOf(name: string, text: string): string {
  const [start, ...rest] = text
    .split(new RegExp(`^ *${name} *= *`, 'm'))
    .slice(1)
    .join('')
    .split('\n');
  return start === undefined ? '' : untilClosed(start, rest);
}

/** The bodies of the blocks that start with this heading at the start of a line. */
function blocks(text: string, heading: string): string[] {
  return `\n${text}`
    .split(`\n${heading} {`)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf('\n}\n')));
}

function untilClosed(start: string, rest: readonly string[]): string {
  const lines = [start];
  const depth = () => (lines.join('').match(/[{[(]/g) ?? []).length - (lines.join('').match(/[}\])]/g) ?? []).length;
  for (const line of rest) {
    if (depth() <= 0) break;
    lines.push(line);
  }
  return lines.join('\n');
}
