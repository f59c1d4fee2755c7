// W3C Trace Context: `00-<trace id>-<span id>-<flags>`.

/** The given `traceparent`, if it is valid. */
export const givenTraceparent = (header: string | undefined): string | undefined =>
  header?.match(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/)?.[0];

export const spanIdOf = (traceparent: string): string => traceparent.split('-')[2] ?? '';

/** Whether work that continues from it is traced. */
export const isSampled = (traceparent: string): boolean => /[13579bdf]$/.test(traceparent);

/** Whether both belong to the same trace. */
export const isSameTrace = (one: string, other: string): boolean => one.slice(3, 35) === other.slice(3, 35);
