import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { shownAttributes, shownBody } from '../../../../../containers/orders/ops/dead-letters/shown.ts';

const samples = join(import.meta.dirname, '../../../../../events/samples');
const files = globSync('*.json', { cwd: samples });
const read = (file: string) => readFileSync(join(samples, file), 'utf8');
const show = (body: unknown) => JSON.parse(shownBody(JSON.stringify(body)));
const placed = JSON.parse(read('OrderPlaced.v1.json'));

describe('what operators see of a body', () => {
  it.each(files)('has the envelope of %s, and nothing personal', (file) => {
    const event = JSON.parse(read(file));
    const shown = show(event);
    const { data: _, ...envelope } = event;
    expect(shown).toMatchObject(envelope);
    expect(Object.keys(shown.data ?? {})).toEqual(Object.keys(event.data));
    for (const secret of ['Ada', 'Lovelace', 'James', 'London', 'SW1Y', 'pm_card'])
      expect(shownBody(read(file))).not.toContain(secret);
    expect(basename(file)).toContain(event.type);
  });

  it('has amounts, products and quantities, and the names of hidden fields', () => {
    expect(show(placed).data).toMatchObject({
      ...{ customerId: placed.data.customerId, total: placed.data.total },
      lines: [{ productId: placed.data.lines[0].productId, quantity: 2, name: '[hidden: text of 5]' }],
      shipTo: { name: '[hidden: text of 12]', line1: expect.stringMatching(/^\[hidden/), country: 'GB' },
    });
  });

  it.each<[string, unknown]>([
    ['where an id should be', { ...placed, id: 'Ada Lovelace' }],
    ['for a type', { ...placed, type: 'ada@lovelace.example' }],
    ['where an amount should be', { ...placed, data: { total: { amount: 'Ada Lovelace' } } }],
    ['as a number to call', { data: { total: { amount: 447911123456 } } }],
    ['under a name of its own', { ...placed, note: { to: ['Ada Lovelace'] } }],
    ['as the name of a member', { 'ada@lovelace.example': 1, '447911123456': 2 }],
    ['in a list where none should be', { data: [['Ada Lovelace']] }],
    ['at the root', ['Ada Lovelace', 447911123456]],
    ['alone', 'Ada Lovelace'],
  ])('hides what is personal %s', (_, body) => {
    expect(shownBody(JSON.stringify(body))).not.toMatch(/Ada|Lovelace|ada@|447911123456/);
  });

  it('hides everything that is not JSON', () => {
    expect(shownBody('{"name":"Ada"')).toBe('[hidden: 13 bytes, not JSON]');
    expect(shownBody('')).toBe('[hidden: 0 bytes, not JSON]');
  });

  it('stays small, however large or deep the body is', () => {
    const body = { data: { lines: Array.from({ length: 50_000 }, () => ({ productId: 'x' })) }, __proto__: null };
    expect(shownBody(JSON.stringify(body)).length).toBeLessThan(20_000);
    expect(shownBody('['.repeat(100_000) + ']'.repeat(100_000)).length).toBeLessThan(100);
    const wide = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, n) => [`member_${String.fromCharCode(97 + (n % 26))}`.repeat(1 + (n % 3)) + n, n]),
    );
    expect(shownBody(JSON.stringify(wide)).length).toBeLessThan(10_000);
  });

  it('includes only the attributes that parking added', () => {
    const attributes = {
      reason: { DataType: 'String', StringValue: 'not JSON' },
      type: { DataType: 'String', StringValue: 'ada@x.example' },
      to: { DataType: 'String', StringValue: 'Ada' },
    };
    expect(shownAttributes(attributes)).toEqual({ reason: 'not JSON', type: '[hidden: text of 13]', to: '[hidden: text of 3]' });
    expect(shownAttributes(attributes, { isWhole: true })).toEqual({ reason: 'not JSON', type: 'ada@x.example', to: 'Ada' });
  });
});
