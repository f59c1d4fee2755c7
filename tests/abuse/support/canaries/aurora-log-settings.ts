import { readFileSync } from 'node:fs';

/** The log settings of the database on AWS, for the local one, taken from Terraform's parameter groups. */
export function auroraLogSettings(): Record<string, string> {
  const source = readFileSync(new URL('../../../../infra/modules/database/parameters.tf', import.meta.url), 'utf8');
  const told = [...source.matchAll(/name\s+= "(log_\w+)"\s+value\s+= "(\w+)"/g)];
  return Object.fromEntries(told.map(([, name = '', value = '']) => [name, value]));
}
