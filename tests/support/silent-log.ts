import type { Log } from '#shared/logging/logger.ts';

type Level = keyof Log;

/** A log that records entries instead of writing them. */
export function silentLog() {
  const entries: { level: Level; fields: Record<string, unknown>; message: string }[] = [];
  const at = (level: Level) => (fields: Record<string, unknown>, message: string) =>
    void entries.push({ level, fields, message });
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } as unknown as Log;
  return {
    log,
    entries,
    messages: (level: Level) => entries.filter((entry) => entry.level === level).map(({ message }) => message),
  };
}
