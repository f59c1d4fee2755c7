import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { topology } from '#events/topology.ts';
import { costPage } from './cost/page.ts';
import { routes } from './generate/api.ts';
import { asyncapi } from './generate/asyncapi.ts';
import { chartFiles } from './generate/chart.ts';
import { clientSchema } from './generate/client-schema.ts';
import { configurationPage } from './generate/configuration-page.ts';
import { openapi } from './generate/openapi.ts';
import { sagaPage } from './generate/saga-page.ts';
import { tables } from './generate/tables.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Every generated file with its expected content, by path; a test compares them with the committed files. */
export const generated = (): Record<string, string> => ({
  'infra/topology.json': json(topology()),
  'infra/routes.json': json(routes()),
  'infra/tables.json': json(tables()),
  'docs/openapi.json': json(openapi()),
  'client/schema.ts': clientSchema(openapi()),
  'docs/asyncapi.json': json(asyncapi()),
  'docs/saga.md': sagaPage(),
  'docs/configuration.md': configurationPage(),
  'docs/cost.md': costPage(),
  ...chartFiles({ topology: json(topology()), routes: json(routes()) }),
});

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  await Promise.all(Object.entries(generated()).map(([path, content]) => writeFile(join(root, path), content)));
}
