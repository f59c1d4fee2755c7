/**
 * What a generated request says of things that only exist while it is sent: `the third order` instead of its id. So the same
 * seed makes the same requests on every run. The marks around it are of Unicode's private use.
 */
export const placeholder = (name: PlaceholderName, index = 0): string => `\uE000${name}:${index}\uE001`;

export type PlaceholderName =
  | 'order'
  | 'newestOrder'
  | 'deadLetter'
  | 'run'
  | 'account'
  | 'product'
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

/** The text with the things themselves. */
export const fillIn = (text: string, meaningOf: (name: PlaceholderName, index: number) => string): string =>
  text.replaceAll(pattern, (_, name: PlaceholderName, index: string) => meaningOf(name, Number(index)));
