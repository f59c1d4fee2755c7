import { existsSync, globSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { drift, repairs } from '#shared/reconciliation/drift.ts';
import { blocksIn, pages, proseOf, read, root } from './support/pages.ts';

const scripts = Object.keys(JSON.parse(read('package.json')).scripts);

describe('the documentation', () => {
  it('exists, and contains links', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/saga.md']));
    expect(linksIn('README.md').length).toBeGreaterThan(10);
  });

  it.each(pages)('%s links only to what exists', (page) => {
    expect(linksIn(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  it.each(pages)('%s links elsewhere over HTTPS, to public hosts and without tracking', (page) => {
    expect(externalLinksIn(page).filter((link) => !isPublic(link))).toEqual([]);
  });

  it.each([
    'http://semver.org',
    'https://127.0.0.1/x',
    'https://registry.local/x',
    'https://wiki/x',
    'https://git.example.com:8443/x',
    'https://semver.org/?utm_source=docs',
    'mailto:someone@example.com',
  ])('would not link to %s', (link) => {
    expect(pages.flatMap(externalLinksIn).length).toBeGreaterThan(10);
    expect(isPublic(link)).toBe(false);
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

describe('the version', () => {
  const { version } = JSON.parse(read('package.json'));

  it('is that of the newest release in the changelog, which has a date', () => {
    const [newest] = headingsIn('CHANGELOG.md').filter((heading) => /^\d/.test(heading));
    expect(newest).toMatch(/^\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)$/);
    expect(newest).toMatch(`${version} (`);
  });

  it.each(['docs/openapi.json', 'docs/asyncapi.json'])('is in %s', (document) => {
    expect(JSON.parse(read(document)).info.version).toBe(version);
  });

  it('is the chart’s', () => {
    const versions = [...read('deploy/helm/cloudservices/Chart.yaml').matchAll(/^(?:v|appV)ersion: "?([\d.]+)"?$/gm)];
    expect(versions.map(([, each]) => each)).toEqual([version, version]);
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

  it('is short enough to read', () => {
    expect(read('README.md').split('\n').length).toBeLessThanOrEqual(130);
  });

  it('shows the trace that the demo compares', () => {
    expect(blocksIn('README.md')).toContain(read('tests/saga/traces/payment-refused.txt').trimEnd());
  });

  it('matches its translation: headings, commands, links and pictures', () => {
    const outlineOf = (page: string) => [...proseOf(page).matchAll(/^(#+) /gm)].map(([, level]) => level);
    const uncommentedIn = (page: string) => blocksIn(page).map((block) => block.replace(/ +# .+$/gm, ''));
    const targetsOf = (page: string) => linksIn(page).filter((link) => !['README.md', 'LEEME.md'].includes(link));
    expect(outlineOf('LEEME.md')).toEqual(outlineOf('README.md'));
    expect(uncommentedIn('LEEME.md')).toEqual(uncommentedIn('README.md'));
    expect(targetsOf('LEEME.md')).toEqual(targetsOf('README.md'));
    expect(headingsIn('LEEME.md').filter((heading) => headingsIn('README.md').slice(1).includes(heading))).toEqual([]);
  });
});

describe('what it costs', () => {
  const costs = [...read('docs/cost.md').matchAll(/^## .+: \$(\d+) a month$/gm)].map(([, usd = '']) => usd);

  it('is known for two deployments', () => {
    expect(costs).toHaveLength(2);
  });

  it.each([
    ['README.md', /\$(\d+) a month/g],
    ['LEEME.md', /(\d+) \$ al mes/g],
    ['docs/faq.md', /\$(\d+) (?:a month )?for a s(?:mall deployment|hop)/g],
  ])('is the same in %s as on its own page', (page, figure) => {
    const named = [...read(page).matchAll(figure)].map(([, usd]) => usd);
    expect(named).toEqual(costs.slice(0, Math.max(1, named.length)));
  });
});

describe('the page on troubleshooting', () => {
  const sources = globSync(['local/**/*.{ts,mjs}', 'shared/**/*.ts', 'infra/**/*.{ts,tf}'], { cwd: root }).map(read).join('\n');
  const messages = headingsIn('docs/troubleshooting.md').flatMap((heading) => heading.match(/^`(.+)`$/)?.slice(1) ?? []);

  it('quotes messages', () => {
    expect(messages.length).toBeGreaterThan(10);
  });

  it.each(messages)('quotes a real message: %s', (message) => {
    const parts = message.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    expect(sources).toMatch(new RegExp(parts.join('.+')));
  });
});

describe('the page on operations', () => {
  const page = read('docs/operations.md');
  const sources = globSync(['{containers,functions,shared}/**/*.ts'], { cwd: root }).map(read).join('\n');

  it('has every message that is logged', () => {
    const logged = [
      ...sources.matchAll(/\blog\.(?:debug|info|warn|error)\(\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\w+),\s*'([^']+)'/g),
    ].map(([, message = '']) => message);
    expect(logged.length).toBeGreaterThan(30);
    expect([...new Set(logged)].filter((message) => !page.includes(`\`${message}\``))).toEqual([]);
  });

  it('has every message of a streak of failures', () => {
    const streaks = [...sources.matchAll(/\b(?:failing|recovered): (?:'([^']+)'|`([^`]+)`)/g)].map(
      ([, plain, made]) => plain ?? made ?? '',
    );
    // What is named only at run time may be anything.
    const isThere = (message: string) => new RegExp(`\`${message.replace(/\$\{\w+\}/g, '\\w+')}\``).test(page);
    expect(streaks.length).toBeGreaterThan(6);
    expect(streaks.filter((message) => !isThere(message))).toEqual([]);
  });

  it('has every kind of drift, and how it is repaired', () => {
    const names = [...drift.shape.kind.options, ...repairs.filter((repair) => repair !== 'by-hand')];
    const isThere = (name: string) => page.includes(`\`${name}\``) || page.includes(`\`${name.replace(/without-order$/, '')}\``);
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });
});

/** What a page links to or embeds. */
function allLinksIn(page: string): string[] {
  const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$|<img src="([^"]+)"|<([a-z]+:[^>\s]+)>/gm)];
  return links.flatMap(([, ...kinds]) => kinds.filter((link) => link !== undefined));
}

const isExternal = (link: string) => /^[a-z]+:/.test(link);
const linksIn = (page: string) => allLinksIn(page).filter((link) => !isExternal(link));
const externalLinksIn = (page: string) => allLinksIn(page).filter(isExternal);

/** Whether every reader can follow the link without being tracked. */
function isPublic(link: string): boolean {
  const { protocol, hostname, port, username, search } = new URL(link);
  const isHost =
    /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(hostname) && !/\.(local|localhost|internal|lan|home|corp|test)$/.test(hostname);
  return protocol === 'https:' && isHost && port === '' && username === '' && search === '';
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

/** Anchors as GitHub makes them from headings: lower case, no punctuation, hyphens for spaces. */
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

/** Paths in backticks. Those with a <placeholder> are skipped, and `*` matches any part of a name. */
function pathsNamedIn(page: string): string[] {
  const named = [
    ...proseOf(page).matchAll(
      /`((?:client|containers|deploy|docs|environments|events|functions|infra|local|shared|tests|web)\/[^`\s]*)`/g,
    ),
  ];
  return named.flatMap(([, path = '']) => (path.includes('<') ? [] : [path]));
}

function scriptsNamedIn(page: string): string[] {
  return [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
}
