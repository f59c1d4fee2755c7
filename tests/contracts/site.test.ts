import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { contentSecurityPolicy, documents, fileNameOf } from '../../local/documents.ts';

const terraform = readFileSync(join(import.meta.dirname, '../../infra/site.tf'), 'utf8');
const served = Object.entries(documents());

describe('the API description is the same behind the CDN as behind the gateway', () => {
  it('under the same policy', () => {
    const [, listed = ''] = /content_security_policy = join\("; ", \[([^\]]+)\]/.exec(terraform) ?? [];
    const bucket = 'https://media.example';
    const policy = [...listed.matchAll(/"([^"]+)"/g)].map(([, directive]) => directive).join('; ');
    expect(policy.replace(/https:\/\/\$\{module\.media_bucket\.regional_domain_name\}/, bucket)).toBe(
      contentSecurityPolicy(bucket),
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
