import type { z } from 'zod';

/** Something in the environment is missing or invalid; the message lists every problem. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads a service's complete configuration. An empty variable counts as absent.
 * @throws ConfigError with the full list of problems, without the values, because they may be secrets
 */
export function loadConfig<S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv): z.infer<S> {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name] || undefined]));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => describe(issue, given)));
}

/** A problem that concerns several settings has no path; its message names them. */
function describe(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  if (issue.path.length === 0) return issue.message;
  const name = String(issue.path[0]);
  return given[name] === undefined ? `${name} is missing` : `${name}: ${issue.message}`;
}
