import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KubernetesObject } from './helm.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

/** The package with the compiled schemas of each Kubernetes API group; those of the supported operators come from their CRDs. */
const packageOf = (apiVersion: string): string => {
  if (apiVersion.startsWith('keda.sh/')) return `@kubernetes-models/keda/${apiVersion}`;
  // v1 is v1beta1, promoted unchanged; the package has the latter.
  if (apiVersion === 'external-secrets.io/v1') return '@kubernetes-models/external-secrets/external-secrets.io/v1beta1';
  return `kubernetes-models/${apiVersion}`;
};

/** The object as its schema expects it. */
const known = (object: KubernetesObject): KubernetesObject => ({
  ...object,
  apiVersion: object.apiVersion.replace('external-secrets.io/v1', 'external-secrets.io/v1beta1'),
});

/** The AWS Load Balancer Controller's own kind. No package has its definition, so its test compares everything in it. */
const hasSchema = ({ kind }: KubernetesObject) => kind !== 'TargetGroupBinding';

const nameOf = ({ kind, metadata }: KubernetesObject) => `${kind} ${metadata.name}`;

/** Violations of Kubernetes's schemas. They ignore unknown fields, which `unknownFields` finds. */
export async function schemaViolations(objects: readonly KubernetesObject[]): Promise<string[]> {
  const violations = await Promise.all(
    objects.filter(hasSchema).map(async (object) => {
      const models = (await import(packageOf(object.apiVersion))) as Record<string, Model | undefined>;
      const Kind = models[object.kind];
      if (!Kind) return [`${nameOf(object)}: ${object.apiVersion} has no such kind`];
      try {
        new Kind(known(object)).validate();
        return [];
      } catch (error) {
        return [`${nameOf(object)}: ${error instanceof Error ? error.message : error}`];
      }
    }),
  );
  return violations.flat();
}

type Model = new (object: unknown) => { validate(): void };

/** Fields that Kubernetes does not know and would silently drop: the compiler checks the objects against the same schemas. */
export async function unknownFields(all: readonly KubernetesObject[]): Promise<string[]> {
  const objects = all.filter(hasSchema);
  const folder = join(root, 'node_modules/.cache/chart');
  const file = join(folder, `objects-${process.pid}.ts`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, objects.map(declaration).join('\n'));
  try {
    const flags = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--pretty', 'false'];
    await run(join(root, 'node_modules/.bin/tsc'), [...flags, file]);
    return [];
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (!stdout) throw error;
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(/^\S*objects-\d+\.ts\((\d+),\d+\): /, (_, at) => `${nameAt(objects, Number(at))}: `));
  } finally {
    await rm(file, { force: true });
  }
}

/** One object per line, so that the line of an error identifies it. */
const declaration = (object: KubernetesObject, index: number) =>
  `export const o${index}: import('${packageOf(object.apiVersion)}').I${object.kind} = ${JSON.stringify(known(object))};`;

const nameAt = (objects: readonly KubernetesObject[], line: number) => {
  const object = objects[line - 1];
  return object ? nameOf(object) : `line ${line}`;
};
