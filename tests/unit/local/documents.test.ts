import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contentSecurityPolicy, documents, fileNameOf } from '../../../local/documents.ts';
import { readGatewaySettings } from '../../../local/resources/gateway/settings.ts';
import { startGateway } from '../../../local/resources/gateway.ts';
import type { Serving } from '../../../local/resources/serve.ts';

const served = documents();

describe('the API description', () => {
  let gateway: Serving;

  beforeAll(async () => {
    const authorizer = async () => ({ isAuthorized: false });
    gateway = await startGateway({
      port: 0,
      routes: [],
      services: {},
      authorizer,
      settings: readGatewaySettings(),
      documents: served,
    });
  });

  afterAll(() => gateway.stop());

  test.each([
    ['/openapi.json', 'application/json'],
    ['/asyncapi.json', 'application/json'],
    ['/docs', 'text/html; charset=utf-8'],
    ['/docs/page.css', 'text/css; charset=utf-8'],
    ['/docs/page.js', 'text/javascript; charset=utf-8'],
    ['/docs/swagger-ui.css', 'text/css; charset=utf-8'],
    ['/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
    ['/docs/favicon-32x32.png', 'image/png'],
    ['/docs/swagger-ui-license.txt', 'text/plain; charset=utf-8'],
  ])('%s is served as %s, without content sniffing', async (path, contentType) => {
    const { status, headers } = await fetch(new URL(path, gateway.url));
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': contentType,
      'x-content-type-options': 'nosniff',
      'content-security-policy': contentSecurityPolicy(),
      'referrer-policy': 'no-referrer',
      'cache-control': expect.stringMatching(/^public, max-age=\d+$/),
    });
  });
});

describe('the page', () => {
  const html = served['/docs']?.body.toString() ?? '';

  test('has nothing inline, which its policy would refuse', () => {
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
    expect(contentSecurityPolicy()).not.toContain('unsafe');
  });

  test('refers only to what is served with it', () => {
    const named = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((address = '') => !(address in served))).toEqual([]);
  });
});

describe('the policy', () => {
  test('allows no other origin while there is no Stripe key', () => {
    expect(contentSecurityPolicy()).not.toMatch(/https?:/);
    expect(contentSecurityPolicy()).toContain("frame-src 'none'");
  });

  test('allows Stripe’s script, fields and API once there is one, and still nothing inline', () => {
    const policy = contentSecurityPolicy({ stripePublishableKey: 'pk_test_1' });
    expect(policy).toContain("script-src 'self' https://js.stripe.com https://*.js.stripe.com;");
    expect(policy).toContain("connect-src 'self' https://api.stripe.com;");
    expect(policy).toContain('frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com;');
    expect(policy).not.toContain('unsafe');
  });
});

test('where only files are served, the page is its folder’s index', () => {
  expect(Object.keys(served).map(fileNameOf)).toEqual(
    expect.arrayContaining(['openapi.json', 'docs/index.html', 'docs/page.js']),
  );
});
