import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What Node itself asks for. Other keys with files are for browsers, other runtimes and TypeScript. */
const conditions = new Set(['import', 'require', 'node', 'default', 'module-sync']);

/** Packages that were published without files that they name. */
const published = new Set(['node_modules/expect', 'node_modules/node']);

/** The installed packages that lack a module or program that they offer, because copying or unpacking them was interrupted. */
export const halfPackages = (root, paths) =>
  paths.filter(
    (path) => !published.has(path) && (offeredBy(join(root, path))?.some((file) => !isThere(join(root, path, file))) ?? true),
  );

function offeredBy(folder) {
  try {
    const { exports, main, bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return [...filesIn(exports ?? (main || undefined)), ...(typeof bin === 'object' ? Object.values(bin ?? {}) : filesIn(bin))];
  } catch {
    // The manifest itself is cut off.
    return undefined;
  }
}

/** The files of a package's `exports`, except patterns and folders. */
function filesIn(offered) {
  if (typeof offered === 'string') return /\*|\/$/.test(offered) ? [] : [offered];
  if (Array.isArray(offered)) return offered.slice(0, 1).flatMap(filesIn);
  const isAsked = ([key]) => key.startsWith('.') || conditions.has(key);
  return Object.entries(offered ?? {})
    .filter(isAsked)
    .flatMap(([, inner]) => filesIn(inner));
}

/** `main` may leave out the extension, or name a folder. */
const isThere = (path) =>
  ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'].some((end) => isFile(path + end));

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile();
