import pino from 'pino';

/** The part of a logger that our code uses. Log fields by allowlist: ids, types, counts, durations; never payloads. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** A logger that writes one JSON line per entry to standard output, naming its service. */
export function createLog(service: string, level: string): Log {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: (error) => describeError(error) },
  });
}

/** An error without its message: messages of databases and providers can quote a row or a card. */
function describeError(error: unknown, causesMax = 4): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as { code?: unknown };
  const cause = error.cause instanceof Error && causesMax > 0 ? { cause: describeError(error.cause, causesMax - 1) } : {};
  const frames = framesOf(error);
  return { name: error.name, ...(code === undefined ? {} : { code }), ...(frames ? { stack: frames } : {}), ...cause };
}

/** The stack starts with the message, which may contain lines that look like stack frames. */
function framesOf({ stack, message }: Error): string[] | undefined {
  const begin = stack?.indexOf(message) ?? -1;
  if (begin < 0) return undefined;
  return stack
    ?.slice(begin + message.length)
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .map((line) => line.trim());
}
