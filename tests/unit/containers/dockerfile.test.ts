import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { flawsOf } from './dockerfile-policy.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const recipe = read('containers/Dockerfile');

describe('the Dockerfile', () => {
  test('only copies, runs node directly as an unprivileged user, and builds with every builder', () => {
    expect(flawsOf(recipe)).toEqual([]);
  });

  test('uses the exact node version that the tests run on', () => {
    const { optionalDependencies } = JSON.parse(read('package.json'));
    expect(recipe).toContain(`/node:${optionalDependencies.node}-slim\n`);
  });

  test('sees nothing of the project but the services’ bundles', () => {
    const rules = read('.dockerignore')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'));
    expect(rules).toEqual(['*', '!dist', 'dist/functions', 'dist/site']);
  });
});

describe('a Dockerfile is refused', () => {
  test.each<[title: string, from: string | RegExp, to: string, flaw: string]>([
    ['that asks for a newer builder', '# One recipe', '# syntax=docker/dockerfile:1\n# One', 'The directive syntax'],
    ['that runs something', 'EXPOSE 8080', 'EXPOSE 8080\nRUN npm ci', 'RUN is not'],
    ['that fetches something', 'EXPOSE 8080', 'EXPOSE 8080\nADD https://example.com/a.tar /', 'ADD is not'],
    ['that floats on latest', 'cc-debian12:nonroot', 'cc-debian12:latest', 'The base image'],
    ['whose base has no tag', 'node:24.21.0-slim', 'node', 'The base image'],
    ['whose base has no default', '=gcr.io/distroless/cc-debian12:nonroot', '', 'The base image'],
    [
      'that takes more from the image of node',
      '--from=node /usr/local/bin/node /usr/local/bin/node',
      '--from=node /usr/local /usr/local',
      'COPY',
    ],
    ['that takes sources', 'dist/${SERVICE:-', 'containers/${SERVICE:-', 'COPY'],
    ['that takes every bundle when no service is named', /:-[\w-]+/, '', 'COPY'],
    ['whose files depend on the umask of the builder', '--chmod=555 ', '', 'COPY'],
    ['whose files run as their owner', '--chmod=555', '--chmod=4755', 'COPY'],
    ['that runs as root', 'USER 65532:65532', 'USER 0', 'USER'],
    ['whose user is a name, which nobody can tell from root without its files', 'USER 65532:65532', 'USER nonroot', 'USER'],
    ['that says no user', 'USER 65532:65532', '', 'USER'],
    [
      'that starts through a shell',
      'ENTRYPOINT ["/usr/local/bin/node", "--enable-source-maps"]',
      'ENTRYPOINT node',
      'ENTRYPOINT',
    ],
    ['whose command goes through a shell', 'CMD ["/app/main.mjs"]', 'CMD /app/main.mjs', 'CMD'],
    ['whose health check is off', /HEALTHCHECK.*?\]\n/s, 'HEALTHCHECK NONE\n', 'HEALTHCHECK'],
    ['whose health check goes through a shell', /CMD \["\/usr.*?\]\n/s, 'CMD curl localhost\n', 'HEALTHCHECK'],
    ['that has no port', 'EXPOSE 8080', '', 'EXPOSE'],
  ])('%s', (_, from, to, flaw) => {
    const changed = recipe.replace(from, () => to);
    expect(changed).not.toBe(recipe);
    expect(flawsOf(changed)).toEqual([expect.stringMatching(new RegExp(`^${flaw}`))]);
  });
});
