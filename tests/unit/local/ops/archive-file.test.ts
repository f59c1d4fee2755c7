import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openArchive } from '../../../../local/ops/archive-file.ts';
import { RefusedError } from '../../../../local/ops/asking.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
  path = join(folder, 'orders.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const order = (orderId: string, more: object = {}) => ({ name: 'Zoë', events: [], ...more, orderId });
const idsIn = () =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line).orderId);

function append(...orders: ReturnType<typeof order>[]): void {
  const file = openArchive(path);
  file.append(orders);
  file.close();
}

function latest(count: number): string[] {
  const file = openArchive(path);
  file.close();
  return file.latest(count).map(({ orderId }) => orderId);
}

describe('an archive', () => {
  test('is made for its owner alone, and has an order per line, the id first', () => {
    append(order('a'), order('b'));
    expect(readFileSync(path, 'utf8')).toBe(
      '{"orderId":"a","name":"Zoë","events":[]}\n{"orderId":"b","name":"Zoë","events":[]}\n',
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('is continued, and knows the orders that were saved last', () => {
    append(order('a'), order('b'));
    append(order('c'));
    expect(idsIn()).toEqual(['a', 'b', 'c']);
    expect(latest(2)).toEqual(['b', 'c']);
    expect(latest(5)).toEqual(['a', 'b', 'c']);
  });

  test('loses a line that was cut off, wherever that was', () => {
    append(order('a'));
    const whole = statSync(path).size;
    append(order('b'));
    const both = statSync(path).size;
    const content = readFileSync(path);
    for (let size = whole; size < both; size++) {
      writeFileSync(path, content);
      truncateSync(path, size);
      expect(latest(5)).toEqual(['a']);
      expect(statSync(path).size).toBe(whole);
    }
    writeFileSync(path, content.subarray(0, whole - 1));
    expect(latest(5)).toEqual([]);
    expect(statSync(path).size).toBe(0);
  });

  test('is read from its end, however long its lines are', () => {
    const long = 'é'.repeat(100_000);
    append(...Array.from({ length: 40 }, (_, index) => order(`order ${index}`, { long })));
    appendFileSync(path, '{"orderId":"torn');
    expect(latest(3)).toEqual(['order 37', 'order 38', 'order 39']);
    expect(idsIn()).toHaveLength(40);
  });

  test.each(['a text\n', 'a text', '{"name":"a"}\n', '\n', '{"orderId":"a"}\na text', '{"orderId":"a"}\n\n'])(
    'is not what has other contents, which stay: %j',
    (content) => {
      writeFileSync(path, content);
      expect(() => openArchive(path)).toThrow(RefusedError);
      expect(readFileSync(path, 'utf8')).toBe(content);
    },
  );

  test('cannot be where there is no folder', () => {
    expect(() => openArchive(join(folder, 'none', 'orders.jsonl'))).toThrow(/cannot be written: ENOENT/);
  });
});
