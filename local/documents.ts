import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** A file served as it is, with its headers. */
export type Document = {
  contentType: string;
  headers: Record<string, string>;
  body: Buffer;
  /** The body for clients that accept it. */
  brotli?: Buffer;
};

/** What differs from one deployment of the site to another. */
export type SiteOptions = {
  /** The origin of the bucket that takes pictures. */
  uploadsTo?: string | undefined;
  /** With it the checkout shows Stripe's own card fields, without it a choice of test cards. */
  stripePublishableKey?: string | undefined;
  /** Where an order's traces are, with `{orderId}` in it: the console links to it. */
  traceUrl?: string | undefined;
};

/**
 * The API description, by the path it is served at: the two documents, and the page at `/docs` that shows the first. Everything
 * is served from here: the page loads nothing from elsewhere.
 */
export function documents(options: SiteOptions = {}): Record<string, Document> {
  return Object.fromEntries(
    Object.entries(files()).map(([path, file]) => {
      const contentType = contentTypes[extname(fileNameOf(path))] ?? 'application/octet-stream';
      return [path, { contentType, headers: headersOf(path, options), body: readFileSync(file) }];
    }),
  );
}

/** The file name of each document where only files are served: the page is the index of its folder. */
export const fileNameOf = (path: string) => (path === '/docs' ? 'docs/index.html' : path.slice(1));

/**
 * Allows scripts, styles, pictures and requests of our own origin only. Swagger UI needs no more: it sets styles from scripts,
 * which `style-src` does not restrict, and its icons are `data:` URLs. The console also sends pictures to the bucket.
 * With a key the checkout loads Stripe's script, which shows its fields in its own frames (docs.stripe.com/security/guide).
 */
export function contentSecurityPolicy({ uploadsTo, stripePublishableKey }: SiteOptions = {}): string {
  const stripe = stripePublishableKey ? stripeSources : { scripts: [], api: [], frames: ["'none'"] };
  return [
    "default-src 'none'",
    ["script-src 'self'", ...stripe.scripts].join(' '),
    "style-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...(uploadsTo ? [uploadsTo] : []), ...stripe.api].join(' '),
    ['frame-src', ...stripe.frames].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const stripeSources = {
  scripts: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  api: ['https://api.stripe.com'],
  frames: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
};

function files(): Record<string, string> {
  const root = join(import.meta.dirname, '..');
  const own = (name: string) => join(import.meta.dirname, 'documents', name);
  const swagger = (name: string) => join(dirname(require.resolve('swagger-ui-dist/package.json')), name);
  return {
    '/openapi.json': join(root, 'docs/openapi.json'),
    '/asyncapi.json': join(root, 'docs/asyncapi.json'),
    '/docs': own('index.html'),
    '/docs/page.css': own('page.css'),
    '/docs/page.js': own('page.js'),
    '/docs/swagger-ui.css': swagger('swagger-ui.css'),
    '/docs/swagger-ui-bundle.js': swagger('swagger-ui-bundle.js'),
    '/docs/favicon-32x32.png': swagger('favicon-32x32.png'),
    // Its licence requires these to be distributed with it.
    '/docs/swagger-ui-bundle.js.LICENSE.txt': swagger('swagger-ui-bundle.js.LICENSE.txt'),
    '/docs/swagger-ui-license.txt': swagger('LICENSE'),
    '/docs/swagger-ui-notice.txt': swagger('NOTICE'),
  };
}

const contentTypes: Record<string, string> = {
  '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};

/** File names stay the same across releases, so they are cached only briefly. */
const headersOf = (path: string, options: SiteOptions) => ({
  'cache-control': path.startsWith('/docs/') ? 'public, max-age=3600' : 'public, max-age=60',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': contentSecurityPolicy(options),
});
