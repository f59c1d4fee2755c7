import { describe, expect, test } from '@jest/globals';
import { conflict, invalid, notFound, ProblemError, problemDocument, unauthorized } from '#shared/errors/problem.ts';

describe('a problem document', () => {
  test('names its type, and contains what it was given', () => {
    const problem = conflict('out-of-stock', 'Not enough stock', { lines: [1] });
    expect(problemDocument(problem, '/v1/orders')).toEqual({
      type: 'urn:cloudservices:problem:out-of-stock',
      title: 'Not enough stock',
      status: 409,
      instance: '/v1/orders',
      lines: [1],
    });
    expect(problemDocument(new ProblemError(400, 'bad-request', { title: 'T', detail: 'D' }), '/').detail).toBe('D');
  });

  test('lists every error in a request', () => {
    const errors = [{ path: 'lines.0.quantity', message: 'Too small' }];
    expect(problemDocument(invalid(errors), '/')).toMatchObject({ status: 422, errors });
  });

  test('lists the first errors only, and shortens what is long in them', () => {
    const flaw = { path: 'x'.repeat(500), message: 'y'.repeat(500) };
    const { errors } = problemDocument(invalid(Array(1000).fill(flaw)), '/') as unknown as { errors: object[] };
    expect(errors).toEqual(Array(20).fill({ path: 'x'.repeat(200), message: 'y'.repeat(200) }));
  });

  test('says nothing about its cause', () => {
    const problem = new ProblemError(500, 'internal', { title: 'T', cause: new Error('secret') });
    expect(problem.cause).toBeInstanceOf(Error);
    expect(JSON.stringify(problemDocument(problem, '/'))).not.toContain('secret');
  });

  test('for a missing token says how to send one', () => {
    expect(unauthorized('A token').headers).toEqual({ 'www-authenticate': 'Bearer' });
    expect(notFound('Nothing')).toMatchObject({ status: 404, headers: {} });
  });
});
