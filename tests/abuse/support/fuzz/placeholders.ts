/**
 * A generated request's reference to something that only exists when it is sent: `the third order` instead of its id. So the
 * same seed yields the same requests on every run. The delimiters are from Unicode's private use area.
 */
export const placeholder = (name: PlaceholderName, index = 0): string => `\uE000${name}:${index}\uE001`;

export type PlaceholderName =
  | 'order'
  | 'newestOrder'
  | 'deadLetter'
  | 'run'
  | 'account'
  | 'product'
  | 'archivable'
  | 'stocked'
  | 'archived'
  | 'cursor'
  | 'etag'
  | 'upload'
  | 'refreshToken'
  | 'email'
  | 'password'
  | 'ownPassword'
  | 'unique';

const pattern = /\uE000(\w+):(\d+)\uE001/g;

/** The text with the actual values. */
export const fillIn = (text: string, meaningOf: (name: PlaceholderName, index: number) => string): string =>
  text.replaceAll(pattern, (_, name: PlaceholderName, index: string) => meaningOf(name, Number(index)));
