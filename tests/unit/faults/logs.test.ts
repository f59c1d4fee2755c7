import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkLogs } from '../../faults/witness/logs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function invariantsIn(line: string, file = 'orders.log'): Promise<string[]> {
  writeFileSync(join(folder, file), `{"level":"info","msg":"listening"}\n${line}\n`);
  return (await checkLogs(folder, (name) => name !== 'billing-2')).map(({ invariant }) => invariant);
}

const entry = (more: object) => JSON.stringify({ level: 'info', msg: 'message handled', ...more });

describe('the logs after a run', () => {
  test('may say what was done', async () => {
    expect(await invariantsIn(entry({ type: 'OrderPlaced', orderId: '01a21f9f-c3b8-756b-8892-5f75081a9a9e' }))).toEqual([]);
  });

  test.each([
    ['a name', 'canary-of-customer-3-17'],
    ['a street', '12 St James’s Square'],
    ['a card', 'pm_card_visa'],
    ['a key of the provider', 'sk_test_local'],
    ['a password', 'a password of customer 3'],
    ['a token', 'eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiIxIn0.c2ln'],
  ])('must not contain %s', async (_, secret) => {
    expect(await invariantsIn(entry({ secret }))).toEqual(['no personal data in logs']);
  });

  test.each([
    ['an error that was not caught', 'Uncaught TypeError: x is not a function'],
    ['an error that no one expected', JSON.stringify({ level: 'error', msg: 'message failed', err: { name: 'TypeError' } })],
  ])('must not contain %s', async (_, line) => {
    expect(await invariantsIn(line)).toEqual(['no uncaught error']);
  });

  test('may contain an outage in those of a function, which leaves its messages in the queue', async () => {
    const line = JSON.stringify({ level: 'error', msg: 'could not record event', err: { name: 'Error', code: 'ECONNREFUSED' } });
    expect(await invariantsIn(line, 'function-timeline.log')).toEqual([]);
    expect(await invariantsIn(line, 'orders.log')).toEqual(['no uncaught error']);
  });

  test('are not those of the other build', async () => {
    expect(await invariantsIn('Uncaught TypeError', 'billing-2.log')).toEqual([]);
  });
});
