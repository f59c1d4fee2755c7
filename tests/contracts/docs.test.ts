import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const pages = globSync(['*.md', '*/**/*.md'], { cwd: root, exclude: ['**/node_modules', '**/.*'] });
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

describe('a picture', () => {
  it.each(globSync('docs/pictures/*', { cwd: root }))('%s is small, and shown on a page', (picture) => {
    expect(statSync(join(root, picture)).size).toBeLessThan(120_000);
    expect(pages.filter((page) => read(page).includes(basename(picture)))).not.toEqual([]);
  });
});

describe('the README', () => {
  it('ends with "Find your way around"', () => {
    expect(headingsIn('README.md').at(-1)).toBe('Find your way around');
  });

  it('is short enough to be read', () => {
    expect(read('README.md').split('\n').length).toBeLessThanOrEqual(130);
  });

  it('shows the trace that the demo compares', () => {
    expect(blocksIn('README.md')).toContain(read('tests/saga/traces/payment-refused.txt').trimEnd());
  });

  it('is in step with its translation: headings, commands, links and pictures', () => {
    const outlineOf = (page: string) => [...proseOf(page).matchAll(/^(#+) /gm)].map(([, level]) => level);
    const targetsOf = (page: string) => linksIn(page).filter((link) => !['README.md', 'LEEME.md'].includes(link));
    expect(outlineOf('LEEME.md')).toEqual(outlineOf('README.md'));
    expect(blocksIn('LEEME.md')).toEqual(blocksIn('README.md'));
    expect(targetsOf('LEEME.md')).toEqual(targetsOf('README.md'));
    expect(headingsIn('LEEME.md').filter((heading) => headingsIn('README.md').slice(1).includes(heading))).toEqual([]);
  });
});

describe('the page on troubleshooting', () => {
  const sources = globSync(['local/**/*.{ts,mjs}', 'shared/**/*.ts'], { cwd: root }).map(read).join('\n');
  const messages = headingsIn('docs/troubleshooting.md').flatMap((heading) => heading.match(/^`(.+)`$/)?.slice(1) ?? []);

  it('quotes messages', () => {
    expect(messages.length).toBeGreaterThan(10);
  });

  it.each(messages)('quotes what a program says: %s', (message) => {
    const parts = message.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    expect(sources).toMatch(new RegExp(parts.join('.+')));
  });
});

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** A page without its fenced code, in which brackets and hashes mean something else. */
function proseOf(page: string): string {
  return read(page).replace(/^```[\s\S]*?^```/gm, '');
}

const blocksIn = (page: string): string[] => [...read(page).matchAll(/^```\w*\n([\s\S]*?)\n```$/gm)].map(([, code = '']) => code);

/** What a page links to or shows within this repository. */
function linksIn(page: string): string[] {
  const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$|<img src="([^"]+)"/gm)];
  return links.flatMap(([, ...kinds]) => kinds.filter((link) => link !== undefined && !/^[a-z]+:/.test(link)));
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
