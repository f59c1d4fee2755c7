import { readFileSync } from 'node:fs';

/** How the database on AWS is told to log, for the local one: what Terraform's parameter groups say of it. */
export function auroraLogSettings(): Record<string, string> {
  const source = readFileSync(new URL('../../../../infra/modules/database/parameters.tf', import.meta.url), 'utf8');
  const told = [...source.matchAll(/name\s+= "(log_\w+)"\s+value\s+= "(\w+)"/g)];
  return Object.fromEntries(told.map(([, name = '', value = '']) => [name, value]));
}
