import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments, stringify } from 'yaml';

export type KubernetesObject = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; annotations?: Record<string, string>; labels: Record<string, string> };
  // biome-ignore lint/suspicious/noExplicitAny: its content depends on its kind, and is validated against the kind's schema.
  [field: string]: any;
};

const run = promisify(execFile);
const outputBytesMax = 16 * 1024 * 1024;

export const chartFolder = join(import.meta.dirname, '../../../deploy/helm/cloudservices');

/** The chart's example values; some are used on top of another set. */
export const valueSets = {
  'eks-alb': ['eks-alb'],
  'eks-keda': ['eks-alb', 'eks-keda'],
  backlog: ['eks-alb', 'backlog'],
  nginx: ['nginx'],
} as const;
export type ValueSet = keyof typeof valueSets;

export const filesOf = (set: ValueSet) =>
  valueSets[set].flatMap((name) => ['--values', join(chartFolder, 'examples', `${name}.yaml`)]);

/** Runs helm and resolves with its output. @throws Error with helm's own message, or when helm is missing */
export async function helm(...args: readonly string[]): Promise<string> {
  try {
    return (await run('helm', args, { maxBuffer: outputBytesMax })).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('The chart is rendered by helm 4, which is not on PATH. CONTRIBUTING.md says how to get it.', {
      cause: error,
    });
  }
}

/** The objects that the chart renders from one of its sets and additional values. */
export async function render(set: ValueSet, values: object = {}, release?: string): Promise<KubernetesObject[]> {
  return withValues(values, (more) => template(filesOf(set).concat(more), release));
}

/** The first file of a set. */
export const valuesIn = (set: ValueSet): object =>
  parse(readFileSync(join(chartFolder, 'examples', `${valueSets[set][0]}.yaml`), 'utf8'));

/** The objects that the chart renders from these values alone. */
export const renderWith = (values: object) => withValues(values, (files) => template(files));

async function template(values: readonly string[], release = 'shop'): Promise<KubernetesObject[]> {
  const rendered = await helm('template', release, chartFolder, '--namespace', 'shop', '--kube-version', '1.33', ...values);
  return parseAllDocuments(rendered).flatMap((document) => document.toJS() ?? []);
}

async function withValues<T>(values: object, use: (files: string[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chart-values-'));
  try {
    const file = join(folder, 'values.yaml');
    await writeFile(file, stringify(values));
    return await use(['--values', file]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
