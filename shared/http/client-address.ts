import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';

/**
 * Where a request came from, as far as it can be trusted. The gateway overwrites `x-client-address`, whatever the client sent.
 * Without the gateway, the load balancer in front appends the peer's address to `x-forwarded-for`, so only its last entry
 * cannot be forged. To both, the CDN is the client; it proves itself with `cdnSecret` and names the real client in
 * `x-viewer-address`. All other headers are ignored.
 * @param headers by lower-case name
 * @returns an IPv4 address; the /64 network of an IPv6 address, because one subscriber has all of it; or `unknown`
 */
export function clientAddressOf(headers: Headers, { cdnSecret, addressHeader = 'x-client-address' }: Believed): string {
  if (isByCdn(headers, cdnSecret)) return subscriberOf(headers['x-viewer-address'] ?? '');
  const said = headers[addressHeader] ?? '';
  return subscriberOf(addressHeader === 'x-forwarded-for' ? (said.split(',').at(-1) ?? '').trim() : said);
}

/** Whether a request came through the CDN: it carries the secret. During a rotation there are several, separated by commas. */
export function isByCdn(headers: Headers, cdnSecret: string | undefined): boolean {
  const shown = headers['x-cdn-secret'] ?? '';
  return cdnSecret?.split(',').some((secret) => isSame(shown, secret)) ?? false;
}

/** The headers in which a proxy in front of the service may report the client's address. */
export const addressHeaders = ['x-client-address', 'x-forwarded-for'] as const;
export type AddressHeader = (typeof addressHeaders)[number];

type Believed = { cdnSecret?: string | undefined; addressHeader?: AddressHeader | undefined };

type Headers = Readonly<Record<string, string | undefined>>;

/** Hashed first, because timingSafeEqual needs equal lengths. */
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
const digest = (text: string) => createHash('sha256').update(text).digest();

function subscriberOf(address: string): string {
  if (isIPv4(address)) return address;
  // A zone id names one of the sender's own interfaces and means nothing elsewhere.
  if (!isIP(address) || address.includes('%')) return 'unknown';
  const groups = groupsOf(address);
  const [mapped, high = 0, low = 0] = [groups.slice(0, 6).join(':'), groups[6], groups[7]];
  if (mapped === '0:0:0:0:0:65535') return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups of an IPv6 address. URL normalizes every spelling: no dotted quad, and at most one `::`. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}
