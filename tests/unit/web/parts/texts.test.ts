import { describe, expect, it } from '@jest/globals';
import { RefusedError } from '../../../../client/index.ts';
import { absoluteText, relativeText, waitText } from '../../../../web/parts/moment-text.ts';
import { moneyText, sumOf } from '../../../../web/parts/money-text.ts';
import { troubleText } from '../../../../web/parts/trouble-text.ts';

describe('money', () => {
  it.each([
    [2599, 'USD', 'en-US', '$25.99'],
    [5, 'USD', 'en-US', '$0.05'],
    [-5, 'USD', 'en-US', '-$0.05'],
    [2599, 'JPY', 'en-US', '¥2,599'],
    [2599, 'KWD', 'en-US', 'KWD 2.599'],
    [2599, 'EUR', 'de-DE', '25,99 €'],
    // Browsers would omit the decimals that our minor units have.
    [2599, 'HUF', 'en-US', 'HUF 25.99'],
    [5, 'COP', 'en-US', 'COP 0.05'],
    [2599, 'MGA', 'en-US', 'MGA 25.99'],
    [2599, 'UGX', 'en-US', 'UGX 2,599'],
    // Too large to be exact as a number with decimals.
    [9007199254740991, 'USD', 'en-US', '$90,071,992,547,409.91'],
  ])('%i minor units of %s are in %s %s', (amount, currency, locale, text) => {
    expect(moneyText({ amount, currency }, locale).replace(/\s/g, ' ')).toBe(text);
  });

  it('is unknown for a lost and adopted order', () => {
    expect(moneyText({ amount: 0, currency: 'XXX' }, 'en-US')).toBe('unknown');
  });

  it('in one currency has a sum, and an empty list has none', () => {
    expect(sumOf([2599, 1].map((amount) => ({ amount, currency: 'USD' })))).toEqual({ amount: 2600, currency: 'USD' });
    expect(sumOf([])).toBeUndefined();
  });

  it('in several currencies has no sum', () => {
    expect(sumOf(['USD', 'EUR'].map((currency) => ({ amount: 1, currency })))).toBeUndefined();
  });
});

describe('a time', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');

  it.each([
    [-2, 'now'],
    [-40, '40 seconds ago'],
    [-119, '1 minute ago'],
    [-2 * 3600, '2 hours ago'],
    [-86_400, 'yesterday'],
    [300, 'in 5 minutes'],
    [-86_400 * 400, 'last year'],
  ])('%i seconds from now is %s', (seconds, text) => {
    expect(relativeText(now + seconds * 1000, now, 'en-US')).toBe(text);
  });

  it.each([
    [0, 'in 1 second'],
    [3, 'in 3 seconds'],
    [60, 'in 1 minute'],
    [119, 'in 2 minutes'],
    [3_601, 'in 2 hours'],
  ])('to wait, %i seconds, is %s and never shorter', (seconds, text) => {
    expect(waitText(seconds, 'en-US')).toBe(text);
  });

  it('on another day has its date', () => {
    expect(absoluteText(now - 86_400_000 * 2, now, 'en-US')).toMatch(/^Nov 19, 2026/);
    expect(absoluteText(now, now, 'en-US')).not.toContain('2026');
  });
});

describe('an error has a sentence and a next step', () => {
  const refused = (status: number, error: unknown = {}) => new RefusedError(error, new Response(null, { status }));
  const problem = (name: string, more: object = {}) => ({ type: `urn:cloudservices:problem:${name}`, title: 'A title', ...more });

  it.each([
    ['no answer', new TypeError('Failed to fetch'), 'retry'],
    ['a token that has run out, in the words of the gateway', refused(403, { message: 'Forbidden' }), 'signIn'],
    ['a session that has ended', refused(401, problem('unauthorized')), 'signIn'],
    ['a role that is missing', refused(403, problem('forbidden')), 'signIn'],
    ['a page of the firewall', refused(403, '<html><h1>403 ERROR</h1></html>'), 'retry'],
    ['too many requests', refused(429, { message: 'Too Many Requests' }), 'retry'],
    ['a service that is down', refused(503, { message: 'Service Unavailable' }), 'retry'],
    ['a defect', refused(500, problem('internal')), 'retry'],
    ['a missing resource', refused(404, problem('not-found')), 'none'],
    ['a refusal', refused(409, problem('order-confirmed', { detail: 'It is confirmed.' })), 'none'],
  ])('after %s', (_, error, wayOn) => {
    const { title, text, wayOn: told } = troubleText(error);
    expect(told).toBe(wayOn);
    expect([title, text].every((words) => words.length > 3)).toBe(true);
  });

  it('says how long to wait after too many attempts', () => {
    const headers = { 'retry-after': '720' };
    const error = new RefusedError(problem('too-many-requests'), new Response(null, { status: 429, headers }));
    expect(troubleText(error).text).toBe('No more are accepted for now. Try again in 12 minutes.');
  });

  it('does not ask someone to sign in again whose account is disabled', () => {
    const told = troubleText(refused(403, problem('account-disabled', { detail: 'Contact the operator.' })));
    expect(told).toEqual({ title: 'A title', text: 'Contact the operator.', wayOn: 'leave' });
  });

  it('names the invalid fields of a request', () => {
    const errors = [{ path: 'shipTo.city', message: 'Too long' }];
    expect(troubleText(refused(422, problem('validation', { errors }))).text).toBe('shipTo.city: Too long');
  });
});
