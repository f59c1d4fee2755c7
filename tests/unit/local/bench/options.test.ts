import { describe, expect, test } from '@jest/globals';
import { readOptions, sectionNames } from '../../../../local/bench/options.ts';

describe('the command line of the benchmark', () => {
  test('measures everything once without arguments', () => {
    expect(readOptions([])).toEqual({ sections: [...sectionNames], rounds: 1 });
  });

  test('measures each named section once', () => {
    expect(readOptions(['burst', 'paced', 'burst']).sections).toEqual(['burst', 'paced']);
  });

  test('gives each checkout two turns when another commit is compared', () => {
    expect(readOptions(['--against', 'HEAD~1', 'burst'])).toEqual({ sections: ['burst'], against: 'HEAD~1', rounds: 2 });
  });

  test('accepts the number of turns and the file for the figures', () => {
    expect(readOptions(['--rounds', '3', '--json', 'figures.json', 'counts'])).toEqual({
      sections: ['counts'],
      rounds: 3,
      json: 'figures.json',
    });
  });

  test.each([
    [['brust'], 'Unknown section: brust.'],
    [['--rounds', '0'], '--rounds takes a whole number, 1 or more.'],
    [['--rounds', 'two'], '--rounds takes a whole number, 1 or more.'],
    [['--again'], "Unknown option '--again'"],
    [['--against'], "Option '--against <value>' argument missing"],
  ])('is refused, with a hint, for %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message), hint: expect.stringContaining('npm run bench -- ') }),
    );
  });
});
