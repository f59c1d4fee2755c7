import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root });
const scripts = Object.keys(JSON.parse(read('package.json')).scripts);

describe('the documentation', () => {
  it('is found, and its links with it', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/saga.md']));
    expect(linksIn('README.md').length).toBeGreaterThan(10);
  });

  it.each(pages)('%s links only to what exists', (page) => {
    expect(linksIn(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  it.each(pages)('%s names only files that exist', (page) => {
    expect(pathsNamedIn(page).filter((path) => globSync(path, { cwd: root }).length === 0)).toEqual([]);
  });

  it.each(pages)('%s names only npm scripts that exist', (page) => {
    expect(scriptsNamedIn(page).filter((script) => !scripts.includes(script))).toEqual([]);
  });
});

describe('package.json', () => {
  it('has hardly more than a dozen scripts', () => {
    expect(scripts.length).toBeLessThanOrEqual(13);
  });
});

describe('the README', () => {
  it('ends with "Find your way around"', () => {
    expect(headingsIn('README.md').at(-1)).toBe('Find your way around');
  });
});

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** A page without its fenced code, in which brackets and hashes mean something else. */
function proseOf(page: string): string {
  return read(page).replace(/^```[\s\S]*?^```/gm, '');
}

/** What a page links to within this repository. */
function linksIn(page: string): string[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => (/^[a-z]+:/.test(link) ? [] : [link]));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path ? join(dirname(page), path) : page;
  if (target.startsWith('..') || !existsSync(join(root, target))) return false;
  return anchor === undefined || anchorsIn(target).includes(anchor);
}

function headingsIn(page: string): string[] {
  return [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
}

/** Anchors as GitHub makes them of headings: lower case, no punctuation, hyphens for spaces. */
function anchorsIn(page: string): string[] {
  const slugs = headingsIn(page).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return slugs.map((slug, index) => {
    const before = slugs.slice(0, index).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

/** Paths in backticks; those with a <placeholder> are no files, and `*` stands for any part of a name. */
function pathsNamedIn(page: string): string[] {
  const named = [...proseOf(page).matchAll(/`((?:events|shared|containers|functions|local|infra|tests|docs)\/[^`\s]*)`/g)];
  return named.flatMap(([, path = '']) => (path.includes('<') ? [] : [path]));
}

function scriptsNamedIn(page: string): string[] {
  return [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
}
