import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { distFolder } from './build.ts';
import { contentSecurityPolicy, type Document, documents, type SiteOptions } from './documents.ts';

type Site = { documents: Record<string, Document>; page: (path: string) => Document | undefined };

/**
 * What the CDN serves on AWS besides the API and pictures: the API description, and the shop and the console as `build` made
 * them, with their single page for each of their paths. Without a build there is no page.
 */
export function site(options: SiteOptions = {}): Site {
  const folder = join(distFolder, 'site');
  const read = (name: string) => document(name, readFileSync(join(folder, name)), options);
  const assets = globSync('assets/*', { cwd: folder }).map((name) => [`/${name.replaceAll(sep, '/')}`, read(name)] as const);
  const page = existsSync(join(folder, 'index.html')) ? read('index.html') : undefined;
  return {
    documents: { ...documents(options), '/config.json': configuration(options), ...Object.fromEntries(assets) },
    page: (path) => (isPage(path) ? page : undefined),
  };
}

/**
 * Whether a path may belong to the shop or the console, which do their own routing: files have an extension, and the listed
 * folders belong to others. `infra/modules/cdn/pages.js` applies the same rule.
 */
export const isPage = (path: string): boolean => !/^\/(v1\/|media\/|docs)|\.[^/]*$/.test(path);

/** What differs between deployments, for the page to read: the build is the same for all. On AWS infra/site.tf writes the same file. */
export const configuration = (options: SiteOptions): Document => ({
  contentType: 'application/json',
  headers: headersOf('public, max-age=60', options),
  body: Buffer.from(
    JSON.stringify({ stripePublishableKey: options.stripePublishableKey ?? null, traceUrl: options.traceUrl ?? null }),
  ),
});

function document(name: string, plain: Buffer, options: SiteOptions): Document {
  return {
    contentType: contentTypes[extname(name)] ?? 'application/octet-stream',
    // Asset names contain a content hash, so assets never change. The page refers to them by name, so it must be revalidated.
    headers: headersOf(name === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable', options),
    body: plain,
    brotli: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  };
}

const headersOf = (cacheControl: string, options: SiteOptions) => ({
  'cache-control': cacheControl,
  'content-security-policy': contentSecurityPolicy(options),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
