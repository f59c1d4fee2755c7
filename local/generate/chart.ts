import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { schemas } from './configuration-page.ts';

const infra = join(import.meta.dirname, '../../infra');
const folder = 'deploy/helm/cloudservices/files';

/**
 * The inputs of the Kubernetes chart: copies of the files that Terraform reads, because a chart cannot read outside its folder,
 * and the settings that each part knows, so that a missing one is reported before anything is installed.
 */
export function chartFiles(generated: { topology: string; routes: string }): Record<string, string> {
  const written = (name: string) => readFileSync(join(infra, `${name}.json`), 'utf8');
  return {
    [`${folder}/topology.json`]: generated.topology,
    [`${folder}/routes.json`]: generated.routes,
    [`${folder}/media.json`]: written('media'),
    [`${folder}/gateway.json`]: written('gateway'),
    [`${folder}/settings.json`]: `${JSON.stringify(settings(), null, 2)}\n`,
  };
}

function settings(): Record<string, Record<string, 'required' | 'optional'>> {
  return Object.fromEntries(Object.entries(schemas).map(([part, { shape }]) => [part, needs(shape)]));
}

function needs(shape: z.ZodRawShape): Record<string, 'required' | 'optional'> {
  const need = (field: z.core.$ZodType) => (z.safeParse(field, undefined).success ? 'optional' : 'required');
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, need(field)]));
}
