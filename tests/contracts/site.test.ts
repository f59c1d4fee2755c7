import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { contentSecurityPolicy, documents, fileNameOf } from '../../local/documents.ts';
import { configuration } from '../../local/site.ts';

const terraform = readFileSync(join(import.meta.dirname, '../../infra/site.tf'), 'utf8');
const served = Object.entries({ ...documents(), '/config.json': configuration({}) });

describe('what is served beside the API is the same behind the CDN as behind the gateway', () => {
  it.each([
    ['without a key of Stripe', undefined],
    ['with one', 'pk_test_1'],
  ])('under the same policy %s', (_, stripePublishableKey) => {
    const [, withoutKey = '', withKey = ''] =
      /stripe_sources = var\.stripe_publishable_key == null \? \{([^}]+)\} : \{([^}]+)\}/.exec(terraform) ?? [];
    const sources = new Map(
      [...(stripePublishableKey ? withKey : withoutKey).matchAll(/(\w+) += "([^"]*)"/g)].map(([, name, value]) => [name, value]),
    );
    const [, listed = ''] = /content_security_policy = join\("; ", \[([^\]]+)\]/.exec(terraform) ?? [];
    const policy = [...listed.matchAll(/"([^"]+)"/g)]
      .map(([, directive = '']) => directive.replace(/\$\{local\.stripe_sources\.(\w+)\}/, (_, name) => `${sources.get(name)}`))
      .join('; ');
    const uploadsTo = 'https://media.example';
    expect(policy.replace(/https:\/\/\$\{module\.media_bucket\.regional_domain_name\}/, uploadsTo)).toBe(
      contentSecurityPolicy({ uploadsTo, stripePublishableKey }),
    );
  });

  it.each(served)('%s with the same type', (path, { contentType }) => {
    const extension = fileNameOf(path).split('.').at(-1) ?? '';
    expect(new RegExp(`^ +${extension} += "([^"]+)"$`, 'm').exec(terraform)?.[1]).toBe(contentType);
  });

  it.each(served)('%s at one of its paths', (path) => {
    const [, listed = ''] = /paths = \[([^\]]+)\]/.exec(terraform) ?? [];
    const patterns = [...listed.matchAll(/"([^"]+)"/g)].map(([, pattern = '']) => pattern);
    expect(patterns.some((pattern) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern))).toBe(
      true,
    );
  });
});
