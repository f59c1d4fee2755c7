import { describe, expect, it } from '@jest/globals';
import { readCommand, UsageError, usage } from '../../../../local/ops/options.ts';

const read = (line: string) => readCommand(line.split(' ').filter(Boolean));

describe('the command line of the operators', () => {
  it('is parsed with its command’s options', () => {
    expect(read('orders --status PLACED --overdue --limit 5 --json')).toEqual({
      ...{ name: 'orders', id: '' },
      options: { status: 'PLACED', overdue: true, limit: '5', json: true },
    });
    expect(read('counts --from 2026-11-27T12:00:00Z')).toMatchObject({
      name: 'counts',
      options: { from: '2026-11-27T12:00:00Z' },
    });
    expect(read('park 01a2 --because late')).toMatchObject({ name: 'park', id: '01a2', options: { because: 'late' } });
    expect(read('redrive d1 --dry-run')).toMatchObject({
      name: 'redrive',
      id: 'd1',
      options: { 'dry-run': true },
    });
    expect(read('redrive --queue billing --because fixed')).toMatchObject({ id: '', options: { queue: 'billing' } });
    expect(read('show-dead-letter d1')).toMatchObject({ name: 'show-dead-letter', id: 'd1' });
    expect(read('disable-account ada@example.com --because fraud')).toMatchObject({ id: 'ada@example.com' });
    expect(read('archive --before 2026-08-01T00:00:00Z --to old.jsonl')).toMatchObject({ name: 'archive', id: '' });
    expect(read('archive --before 2026-08-01T00:00:00Z --to old.jsonl --apply --because old').options).toMatchObject({
      ...{ to: 'old.jsonl', apply: true, because: 'old' },
    });
    expect(read('order 01a2 --url https://shop.test')).toMatchObject({ options: { url: 'https://shop.test' } });
  });

  it.each([
    ['', 'Which command?'],
    ['orderz', 'Unknown command: orderz.'],
    ['toString', 'Unknown command: toString.'],
    ['order', 'order needs the id of an order.'],
    ['order a b', 'order does not take b.'],
    ['orders a', 'orders does not take a.'],
    ['nudge a', "nudge needs a reason: --because '...'"],
    ['orders --because x', 'because'],
    ['orders --limit', 'limit'],
    ['counts --status PLACED', 'status'],
    ['queues billing', 'queues does not take billing.'],
    ['account', 'account needs the id of an account.'],
    ['enable-account a', "enable-account needs a reason: --because '...'"],
    ['drop', 'drop needs the id of a dead letter.'],
    ['drop a', "drop needs a reason: --because '...'"],
    ['show-dead-letter a --personal', "show-dead-letter needs a reason: --because '...'"],
    ['redrive --because x', 'one of these'],
    ['redrive a --all --because x', 'one of these'],
    ['redrive --all --queue billing --because x', 'one of these'],
    ['redrive --all', "redrive needs a reason: --because '...'"],
    ['redrive --all --again --because x', '--again is for one dead letter.'],
    ['archive --to old.jsonl', 'archive needs --before a time and --to a file.'],
    ['archive --before 2026-08-01T00:00:00Z', 'archive needs --before a time and --to a file.'],
    ['archive --before summer --to old.jsonl', 'summer is not a time such as 2026-08-01T00:00:00Z.'],
    ['archive --before 2026-08-01T00:00:00Z --to old.jsonl --apply', "archive needs a reason: --because '...'"],
    ['reconcile --resume --apply --because x', 'without --apply'],
    ['reconcile --resume --from 2026-08-01T00:00:00Z', 'without --from'],
    ['dead-letters a', 'dead-letters does not take a.'],
    ['counts --url shop.test', 'shop.test is not an address'],
    ['counts --url localhost:8080', 'localhost:8080 is not an address'],
    ['counts --url ftp://shop.test', 'ftp://shop.test is not an address'],
  ])('is refused as %j', (line, why) => {
    expect(() => read(line)).toThrow(UsageError);
    expect(() => read(line)).toThrow(why);
  });

  it('documents every command', () => {
    for (const name of [
      'orders',
      'counts',
      'queues',
      'order',
      'nudge',
      'park',
      'resume',
      'dead-letters',
      'show-dead-letter',
      'redrive',
      'drop',
      'archive',
    ])
      expect(usage).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  });
});
