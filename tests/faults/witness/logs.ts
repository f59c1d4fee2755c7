import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isUnavailable } from '#shared/errors/is-unavailable.ts';
import type { Violation } from '../tally.ts';

/** What people and the harness wrote, passwords, and the beginning of every token. */
const secrets = /canary-of-customer|St James|pm_card_|sk_test_|a password of customer|eyJ[\w-]+\.eyJ/;

/** Unexpected errors and personal data in the logs of the services and functions. */
export async function checkLogs(logFolder: string, isJudged: (name: string) => boolean): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const file of readdirSync(logFolder)) {
    if (file.startsWith('postgresql') || file.startsWith('dynamodb') || !isJudged(file.replace(/\.log$/, ''))) continue;
    for await (const line of createInterface({ input: createReadStream(join(logFolder, file)) })) {
      if (secrets.test(line)) found.push({ invariant: 'no personal data in logs', detail: `${file}: ${line.slice(0, 200)}` });
      const wrong = wrongIn(line, file.startsWith('function-'));
      if (wrong) found.push({ invariant: 'no uncaught error', detail: `${file}: ${wrong}` });
    }
  }
  return found;
}

/** A line that is not a log entry is Node's report of an uncaught error. */
function wrongIn(line: string, isFunction: boolean): string | undefined {
  if (/Uncaught|UnhandledPromise|ERR_UNHANDLED|triggerUncaughtException|^\s*throw |MaxListenersExceeded/.test(line))
    return line.slice(0, 300);
  if (!line.includes('"level":"error"') || !line.includes('"err":')) return undefined;
  try {
    const { msg, reason, err } = JSON.parse(line) as { msg: string; reason?: string; err: { name: string; stack?: string[] } };
    // Functions do not wait for a dependency that is down: they leave their messages in the queue.
    if (isFunction && isUnavailable(err)) return undefined;
    return `${msg}: ${reason ?? err.name} ${err.stack?.[0] ?? ''}`;
  } catch {
    return undefined; // Killed in the middle of a line.
  }
}
