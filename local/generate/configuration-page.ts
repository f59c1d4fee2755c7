import { z } from 'zod';
import { cdnSettings, tokenSettings } from '#shared/config/settings.ts';
import { feedingSettings } from '#shared/messaging/run-function.ts';
import { migrationSettings as migrate } from '#shared/postgres/migrate.ts';
import { migrationFunctionSettings } from '#shared/postgres/migrate-on-lambda.ts';
import { configSchema as auth } from '../../containers/auth/config.ts';
import { configSchema as billing } from '../../containers/billing/config.ts';
import { configSchema as catalog } from '../../containers/catalog/config.ts';
import { configSchema as inventory } from '../../containers/inventory/config.ts';
import { configSchema as orders } from '../../containers/orders/config.ts';
import { configSchema as shipping } from '../../containers/shipping/config.ts';
import { configSchema as deadLetters } from '../../functions/dead-letters/config.ts';
import { configSchema as media } from '../../functions/media/config.ts';
import { configSchema as reconcile, programSchema as reconcileJob } from '../../functions/reconcile/config.ts';
import { configSchema as timeline } from '../../functions/timeline/config.ts';
import { serviceNames } from '../services.ts';
import { launcherSettings } from '../settings.ts';

/** Every part and its settings, wherever it runs. */
export const schemas: Record<string, z.ZodObject> = {
  auth,
  catalog,
  orders,
  inventory,
  billing,
  shipping,
  authorizer: z.object({ ...tokenSettings, ...cdnSettings }),
  timeline: fed(timeline),
  media: fed(media),
  'dead-letters': fed(deadLetters),
  reconcile,
  'reconcile-job': reconcileJob,
  migrate,
  'auth-migrate': migrationFunctionSettings,
};

/** A function's settings, including those for running outside Lambda. */
function fed({ shape }: z.ZodObject): z.ZodObject {
  return z.object({ ...shape, ...feedingSettings });
}

/** docs/configuration.md: every setting of every part, generated from the schemas that validate them. */
export function configurationPage(): string {
  const readers = new Map<string, string[]>();
  for (const [part, schema] of Object.entries(schemas)) {
    for (const name of Object.keys(schema.shape)) readers.set(name, [...(readers.get(name) ?? []), part]);
  }
  return `# Configuration

Generated from the schemas by \`npm run generate\`. Each program reads its settings once, when it starts, from environment
variables; if any are missing or wrong, it lists all of them and does not start. The AWS SDK itself reads credentials, region and
endpoints (\`AWS_REGION\`, \`AWS_ENDPOINT_URL\`, \`AWS_ENDPOINT_URL_SQS\`, ...).

| setting | read by | default | meaning |
|---|---|---|---|
${[...readers].map(([name, parts]) => row(name, parts)).join('\n')}

## npm start

| setting | default | meaning |
|---|---|---|
${launcherSettings.map(({ name, fallback, meaning }) => `| \`${name}\` | ${fallback} | ${meaning} |`).join('\n')}
`;
}

function row(name: string, parts: string[]): string {
  const fields = parts.flatMap((part) => (schemas[part]?.shape[name] as z.ZodType | undefined) ?? []);
  const fallbacks = fields.map(fallbackOf);
  const [fallback] = fallbacks;
  const isTheSame = fallbacks.every((each) => each === fallback);
  const allFallbacks = isTheSame ? fallback : parts.map((part, index) => `${part}: ${fallbacks[index]}`).join(', ');
  const everywhere = serviceNames.every((service) => parts.includes(service)) ? 'every service' : parts.join(', ');
  // A setting may mean different things to different parts; lists each meaning once.
  const meanings = [...new Set(fields.map((each) => each.meta()?.description))].join('; ');
  return `| \`${name}\` | ${everywhere} | ${allFallbacks} | ${meanings} |`;
}

function fallbackOf(field: z.ZodType | undefined): string {
  if (field instanceof z.ZodDefault) return `\`${field.def.defaultValue}\``;
  return field instanceof z.ZodOptional ? 'none' : 'required';
}
